/*
 * line_answers.h - what the characters of a line that was read whole may be, and how sure of them its reader is.
 *
 * A character is weighed against others in its place, the rest of the text being as it
 * is, and against none in its place: by what the network says at the step at which it is surest
 * of the character, and by what the language says of the text so changed.  Of these nats,
 * divided by LINE_CHARACTER_TEMPERATURE, the probabilities are taken: the conditional
 * probability of each character given all others of the line.
 */
#ifndef HWR_LINE_ANSWERS_H
#define HWR_LINE_ANSWERS_H

#include "read/line_reader.h"

struct line_answers {		/* of a reading and its reader, which must outlive it */
	const struct line_reader *r;
	const struct line_reading *l;
	struct language language;	/* the one that the line was read by */
	struct lm_memo *memo;	/* owned; NULL: no model */
	struct context *before;	/* (n + 1) of the best text, before each of its n characters and behind the last; owned */
	double *nats;		/* (n) of its characters, by the language; owned */
};

void line_answers_open(struct line_answers *a, const struct line_reader *r, const struct line_reading *l);
void line_answers_close(struct line_answers *a);

/*
 * line_answers_of - answers for character i of the best text (of a space, characters in its place): what was read,
 * then the others by their confidence.  Returns how many they are, at most RESULT_TOP.
 */
int line_answers_of(const struct line_answers *a, int i, struct answer best[RESULT_TOP]);

/*
 * line_answers_sure - the least confidence of what was read of a line, spaces counted; 0 where nothing was, and where
 * a word is in capitals, which candidates, whose heights are measured, know better.
 */
double line_answers_sure(const struct line_reader *r, const struct line_reading *l);

#endif
