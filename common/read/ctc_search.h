/*
 * ctc_search.h - the likeliest text of a line that a network for lines has seen.
 *
 * Prefix beam search: hypotheses are texts so far, and each holds the summed
 * probability of all paths that spell it, apart by whether they end in the
 * blank; after A. Graves, N. Jaitly, "Towards End-to-End Speech Recognition with
 * Recurrent Neural Networks", ICML 2014, and A. Hannun et al., arXiv 1408.2873.
 * The language (lang/context.h) is asked whenever a text grows by a character, so
 * words, patterns and models act inside the search.  Of two hypotheses with one text
 * that nothing tells apart later (context_same) the better one stays.  Texts that
 * cannot be among the best of the next step are not looked at, nor are those far
 * behind, nor those that the steps which are left cannot bring to the end of a pattern; memory grows with the beam and the length of the text (ctc_texts.h), not
 * with the classes and steps.
 *
 * A text neither begins nor ends with a space, and has no two of them side by side.
 */
#ifndef HWR_CTC_SEARCH_H
#define HWR_CTC_SEARCH_H

#include <stdint.h>

#include "lang/context.h"

struct ctc_scores {		/* what a network says of a line; nothing is owned */
	const float *logp;	/* (steps, classes) nats; the last class is the blank */
	int steps, classes;
	const uint32_t *code;	/* (classes - 1) the character of each class */
	const uint8_t *allowed;	/* (classes - 1) 1 where it may be answered; NULL: all */
};

struct ctc_weights {
	double letter;		/* nats for every character */
	double capitals_start, capitals_turn;	/* nats against words in capitals, as in struct decoder (decoder.h) */
	int beam;		/* texts kept at a step */
	double small_cost;	/* nats against every word that is not in capitals, as in struct decoder */
};

struct ctc_answer {
	uint16_t *label;	/* n classes, owned */
	int n;
	double score;		/* nats of paths and language */
};

/*
 * ctc_search - the best texts of a line, best first, at most most of them; new,
 * freed with ctc_answers_free.  *n is how many there are: 0 where no text can be.
 */
struct ctc_answer *ctc_search(const struct ctc_scores *s, const struct language *l, const struct ctc_weights *w,
                              int most, int *n);
void ctc_answers_free(struct ctc_answer *texts, int n);

/*
 * ctc_align - where the characters of a text lie along the line: the likeliest path
 * that spells it.  from, to: (n) steps, from <= step < to, which end where the next
 * character begins or blanks do.  Returns nats of that path, -INFINITY when there is none
 * (too few steps); from and to are then zeros.  Needs a quarter byte a step and place of the text.
 */
double ctc_align(const struct ctc_scores *s, const uint16_t *label, int n, int *from, int *to);

#endif
