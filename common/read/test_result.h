/*
 * test_result.h - results for tests.
 */
#ifndef HWR_TEST_RESULT_H
#define HWR_TEST_RESULT_H

#include <string.h>

#include "read/result.h"

/* result_of - a result of one answer, and tags as tags_parse has them; freed with result_free. */
static inline struct result
result_of(const char *tags, const char *text, float conf)
{
	struct result r;

	memset(&r, 0, sizeof r);
	tags_parse(tags, &r.tags);
	r.n = 1;
	strncat(r.best[0].text, text, LABEL_SIZE - 1);
	r.best[0].conf = conf;
	return r;
}

#endif
