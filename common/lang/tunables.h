/*
 * lang/tunables.h - every number of this room that a measurement may move.
 *
 * Nats are natural logarithms of probabilities.  cer62 is the rate of wrong
 * letters and digits over the sets of scripts/models/score-sets.sh.  What is part of a file's
 * format (lm_file.h) or bounds memory stands where it is used.
 */
#ifndef HWR_LANG_TUNABLES_H
#define HWR_LANG_TUNABLES_H

/* The context: language model, words and pattern asked together. */

/*
 * Weight of the language's nats against what networks say of glyphs.  0.4 at first, 0.7 by
 * 260 of UNIPEN's words and its printed lines, 0.8 when lines were read under several metrics.
 * More: rare words, codes and names turn into common ones.  Less: misread letters stay.
 */
#define LANGUAGE_WEIGHT 0.8

/*
 * Nats that a character costs by the language model, which is given back for every character so
 * that few of them are not favoured.  Found with DECODER_CHARACTER_BONUS: together they are the
 * 3 nats that UNIPEN's words asked for, but without a language this part is none (printed lines
 * without one: 24.1 to 22.7 % wrong, boxed words 107 to 31 %).
 * More: lines fall into too many characters.  Less: neighbours melt into one.
 */
#define CONTEXT_EXPECTED 2.5

/*
 * Nats that a character outside of the user's words costs where there is a list but no language
 * model: as if there were 60 characters, all alike.  More: everything becomes a word of the list.
 */
#define CONTEXT_ANY 4.1

/* Nats that it costs that a word is one of the list.  Chosen by eye.  Less: other words turn into listed ones. */
#define CONTEXT_LISTED 1.5

/* The language model's fit (lm_fit.h). */

/*
 * What is taken off a count where a text is too small to tell the discounts of Chen and Goodman, and
 * how near to 0 or to the count a discount may be to be believed.  Chosen by eye; texts
 * of more than some hundred lines never meet them but for single symbols.
 */
#define LM_DISCOUNT_UNTOLD 0.5
#define LM_DISCOUNT_MARGIN 0.1

#endif
