/*
 * nbest.h - what a word may be: an n-best list of its likeliest texts.
 */
#ifndef HWR_NBEST_H
#define HWR_NBEST_H

#include "base/buf.h"
#include "read/result.h"

struct nbest_text {
	char *text;		/* UTF-8, owned */
	float conf;		/* 0..1 */
};

struct nbest {			/* of one word; v[0] is the answer, the others follow by their confidence */
	struct nbest_text v[RESULT_TOP];
	int n;			/* 0 .. RESULT_TOP */
};

/*
 * nbest_extend - put a character that stands by itself behind, which has n answers:
 * confidences are multiplied, the likeliest texts stay.
 */
void nbest_extend(struct nbest *w, const struct answer *character, int n);

/* nbest_copy - into w, which is empty. */
void nbest_copy(struct nbest *w, const struct nbest *from);

void nbest_clear(struct nbest *w);	/* n is 0 then */

#endif
