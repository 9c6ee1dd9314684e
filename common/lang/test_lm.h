/*
 * test_lm.h - language models of a few lines, for tests.
 */
#ifndef HWR_TEST_LM_H
#define HWR_TEST_LM_H

#include "lang/lm_build.h"
#include "lang/lm_file.h"

/* model_of - a language model of lines, up to a NULL, as lm_build_make makes it; freed by the caller. */
static struct lm *
model_of(const char *const *lines, int order, double prune)
{
	struct lm_build *b = lm_build_new();
	struct record r = RECORD_EMPTY;

	for (; *lines; lines++)
		lm_build_line(b, *lines);
	lm_build_make(b, order, prune, NULL, &r);
	lm_build_free(b);
	return lm_read(&r, "test");
}

#endif
