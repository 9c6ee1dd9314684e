/*
 * readings.h - what a word may be: its likeliest texts.
 */
#ifndef HWR_READINGS_H
#define HWR_READINGS_H

#include "base/buf.h"
#include "read/result.h"

struct reading {
	char *text;		/* UTF-8, owned */
	float conf;		/* 0..1 */
};

struct readings {		/* of one word; v[0] is the answer, the others follow by their confidence */
	struct reading v[RESULT_TOP];
	int n;			/* 0 .. RESULT_TOP */
};

/* readings_extend - put a character that stands by itself behind: confidences are multiplied, the likeliest texts stay. */
void readings_extend(struct readings *w, const struct answer *character, int n);

/* readings_copy - into w, which is empty. */
void readings_copy(struct readings *w, const struct readings *from);

void readings_clear(struct readings *w);	/* n is 0 then */

#endif
