/*
 * ctc_texts.h - the texts that a search along a line holds (ctc_search.h), as a tree: each is another and one character more.
 *
 * A text is there once for every way in which its words are understood: as words of the
 * user's list or not, as words in capitals or not.  Whoever searches says at times which texts
 * are needed; the others are given up, so that there are never many more.
 */
#ifndef HWR_CTC_TEXTS_H
#define HWR_CTC_TEXTS_H

#include "read/ctc_search.h"

/* How a character continues the words of its text: bits. */
enum { CTC_LEAVE = 1, CTC_LISTED = 2, CTC_CAPITALS = 4, CTC_WAYS = 8 };

struct ctc_prefix {
	int above;		/* the text before its last character; -1: it is the empty text */
	int label;		/* class of its last character */
	int way;		/* CTC_ bits of it */
	int next;		/* of its bucket; -1 */
	struct context context;
	double language;	/* nats of the whole text; -INFINITY: no text can be so */
	uint64_t hash;		/* of the whole text */
	int slot, below_kept;	/* the search's own; -1 and 0 at first */
};

struct ctc_texts {
	const struct ctc_scores *s;
	const struct language *l;
	const struct ctc_weights *w;
	struct lm_memo *memo;	/* owned; NULL: no model */
	struct ctc_prefix *v;	/* n, each behind the one above it; v[0] is the empty text; owned */
	int n, room, full;
	int *bucket;		/* the first text of each, by what is above it; -1; owned */
};

/* ctc_texts_open - the empty text; all that is given must outlive it. */
void ctc_texts_open(struct ctc_texts *t, const struct ctc_scores *s, const struct language *l, const struct ctc_weights *w);
void ctc_texts_close(struct ctc_texts *t);

/* ctc_texts_may - 1 when text number at may go on in a way; what only the language can tell is asked when it does. */
int ctc_texts_may(const struct ctc_texts *t, int at, int way);

/* ctc_texts_find - the number of the text that goes on from another so; -1 when there is none yet.  ctc_texts_add makes it. */
int ctc_texts_find(const struct ctc_texts *t, int above, int label, int way);
int ctc_texts_add(struct ctc_texts *t, int above, int label, int way);

/* ctc_texts_begins - 1 when a word may begin behind text number at. */
int ctc_texts_begins(const struct ctc_texts *t, int at);

/* ctc_texts_full - 1 when it is time to say which texts are needed. */
int ctc_texts_full(const struct ctc_texts *t);

/* ctc_texts_keep - only texts number[0 .. n - 1] and what they are made of; the numbers become new ones. */
void ctc_texts_keep(struct ctc_texts *t, int *number, int n);

#endif
