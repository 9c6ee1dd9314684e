/*
 * decoder.h - how the characters of a line are chosen: what is known of texts, and what counts how much.
 *
 * A decoder does not change while it is used: threads may share it.
 */
#ifndef HWR_DECODER_H
#define HWR_DECODER_H

#include "lang/context.h"
#include "lang/tunables.h"
#include "read/tunables.h"

struct decoder {
	struct language language;	/* what is known of texts; not owned */
	const struct lm *const *lms;	/* n_lms language models, not owned: with several each line is read by the likeliest, in place of language.lm */
	int n_lms;
	double character_bonus;	/* nats for every character: else few wide candidates would win over many narrow ones */
	double cut_weight;	/* of the log-probability of where characters begin (tag cut) */
	double space_weight;	/* of the log-probability of spaces (tag space) */
	double capitals_start;	/* nats against a line that begins with a word in capitals */
	double capitals_turn;	/* nats against a word in capitals after one that is not, and the other way */
	double small_cost;	/* nats against every word that is not in capitals; above 0 where a page is written in such */
	double apart_cost;	/* nats against spaces between all characters of a line in boxes (tag pitch); below 0: for them */
	int beam;		/* hypotheses kept at a node */
	int nbest;		/* texts wanted of every word, at most RESULT_TOP; 0: none */
};

#define DECODER_DEFAULTS { \
	.language = {.weight = LANGUAGE_WEIGHT}, .character_bonus = DECODER_CHARACTER_BONUS, \
	.cut_weight = DECODER_CUT_WEIGHT, .space_weight = DECODER_SPACE_WEIGHT, \
	.capitals_start = DECODER_CAPITALS_START, .capitals_turn = DECODER_CAPITALS_TURN, \
	.apart_cost = DECODER_APART_COST, .beam = DECODER_BEAM, \
}

#endif
