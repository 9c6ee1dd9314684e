/*
 * read/tunables.h - every number of this room that a measurement may move.
 *
 * Nats are natural logarithms of probabilities.  cer62 is the rate of wrong letters and
 * digits; print lines, print blocks and boxed words are the sets of UNIPEN's that
 * scripts/models/score-sets.sh reads.  Where no measurement is named the number was chosen by eye
 * or by a search that nobody wrote down.  What was learnt stands apart, in the file that
 * uses it: the geometry of characters in glyph_geometry.c.  What only bounds memory, or
 * shares work among threads, stands where it is used.
 */
#ifndef HWR_READ_TUNABLES_H
#define HWR_READ_TUNABLES_H

/* The weights of members in votes (classes.h). */

/* Accuracy of a member that does not know its own, for votes by weight: as most have. */
#define VOTE_RIGHT 0.9
/* No member is taken to be righter than this, nor to weigh less: one that is sure would outvote all others. */
#define VOTE_RIGHT_MOST 0.9999
#define VOTE_WEIGHT_LEAST 0.1	/* log odds */

/* The cascade (cascade.h). */

/*
 * Where the first member leaves more than this probability to what is not its favourite, others are
 * asked.  Print lines: as good as asking all (10.7 % cer62), 0.8 of the time.  Less: slower.
 */
#define CASCADE_DOUBT 0.1f

/* What is hardly readable (readable.h). */

/*
 * Mean confidence of a page's characters.  Of 56 upright pages, lines and photographs of 12
 * characters or more 6 are below it, most of them read wrongly (French by English, capitals
 * alone); of 23 that were turned by 180 degrees 20, all but lines of joined writing; of 13 turned
 * by 90 all.  0.75: 3 upright, 11 of 23.
 */
#define READABLE_CONF 0.8
#define READABLE_LEAST 12	/* characters; fewer say too little */

/* The reader (reader.h). */

/* Level, 0..255, from which on a pixel of a normalized glyph counts as ink when its parts are counted.  Less: dots join their stems. */
#define READER_INK 48
/*
 * In lines the shares of classes in training count by this power, as neighbours and the
 * language tell the rest.  1 before: print lines 10.2 to 9.9 % cer62, blocks 13.1 to 12.1.
 * 0: all classes are alike, and rare marks come up too often.
 */
#define READER_PRIOR_POWER 0.25
/*
 * Where nothing of a line read whole is less sure than this (line_answers_sure), its candidates are not looked at.
 * No set becomes worse: print lines 7.07 to 6.98 % cer62, joined lines 8.04 to 8.01, pages 1.70 to 1.69, blocks
 * and boxed words as before.  More: slower.  0.8: boxed words 6.7 to 8.6 %, while words in capitals still counted.
 */
#define READER_SURE 0.9

/* The geometry of glyphs (glyph_geometry.h).  Lengths are in cap heights. */

/*
 * x-height of cap height, as the table of glyph_geometry.c has it, which is why it is not the
 * XH_RATIO of pages (page/tunables.h); also where only one of both is known of a line.
 */
#define GEOMETRY_XH 0.6
/* Less than this times the x-height no cap height is believed. */
#define GEOMETRY_CAP_LEAST 1.15
/* Height of capitals that stand for small letters.  Chosen with pages in capitals: boxed words 14.2 to 12.5 % cer62. */
#define GEOMETRY_SMALL_CAPITAL 0.64
/*
 * Deviations of a glyph's height (fixed, and per height of its character), of its middle up and
 * down, and of its aspect in factors of e.  UNIPEN's lines, with heights found under several
 * metrics.  Less: careless writing is taken for another case.  More: case is left to the language.
 */
#define GEOMETRY_SIZE_DEV 0.08
#define GEOMETRY_SIZE_SHARE 0.08
#define GEOMETRY_PLACE_DEV 0.08
#define GEOMETRY_ASPECT_DEV 0.37
/* Degrees of freedom of Student's t: a glyph far from all that is known must not be decided by its size alone, so tails are long. */
#define GEOMETRY_TAIL 2.8
/* Nats that one part too many or too few costs, as of an i without a dot.  More: dots that touch cost the i. */
#define GEOMETRY_PARTS_COST 0.6

/* A line's metrics (line_metrics.h). */

/* Probability from where on a glyph shows how tall its line's letters are. */
#define LINE_METRICS_SURE 0.55
/* Glyphs that the heights in the tags are worth.  1.3 at first.  More: what the page's cutter measured stays, right or wrong. */
#define LINE_METRICS_TRUST 2.5
/* Heights of boxes, in x-heights of the tags, between which a small letter, or a tall one, shows its line's height. */
#define LINE_METRICS_SMALL_LEAST 0.6
#define LINE_METRICS_SMALL_MOST 1.6
#define LINE_METRICS_TALL_LEAST 0.9
#define LINE_METRICS_TALL_MOST 3
/*
 * The nats against metrics that were not measured, and against every step from where the
 * search started; a step in x-height or cap height (share of it) or of the base line (x-heights).
 * Print lines 13.9 to 10.8 % cer62, print blocks 34.5 to 20.8 with all that came with
 * them.  Lower costs: whole lines turn from small letters to capitals and back.
 */
#define LINE_METRICS_COST 2
/*
 * Metrics that are tried beside those that were measured: x-height as a factor of the measured
 * one; cap height as a sum of factors of the measured x-height and cap height.  What is taken for
 * x-height may be cap height, or between, or all is a little smaller or larger.
 */
#define LINE_METRICS_TRIED { \
	{GEOMETRY_XH, 1, 0}, {0.65, 1.2, 0}, {0.8, 1, 0}, \
	{0.8, 0, 1}, {1.2, 0, 1}, {1.2, 0, 1.2}, \
}
#define LINE_METRICS_STEP_COST 0.6
#define LINE_METRICS_STEP 0.12
#define LINE_METRICS_ROUNDS 2	/* of steps */

/* What characters a glyph may be (alternatives.h). */

/* Weight of a glyph's fit to a character's geometry against what networks say.  More: case follows height blindly. */
#define ALTERNATIVES_FIT_WEIGHT 0.65
/* Nats against a capital that stands for a small letter, and cap heights from where on a capital is none of these. */
#define ALTERNATIVES_SMALL_COST 0.4
#define ALTERNATIVES_SMALL_MOST 0.9
/* What networks may at most deny: less likely is as likely as this.  Less: one network's error cannot be made good. */
#define ALTERNATIVES_PROB_LEAST 1e-4
/* Less likely classes are left out, unless they are among the first.  It saves time; more: rare marks are lost. */
#define ALTERNATIVES_HOPELESS 1e-5

/* Plain lines (case.h). */

/*
 * Words come in patterns.  Each row has how common its pattern is, then nats for an upper, a
 * lower, a digit, another character, a link, a stop and a sign in the word's first place, then in
 * later places.  No pattern forbids.  Words of UNIPEN's; for once-cut lines they are
 * what the language model is for lattices.
 */
#define CASE_PATTERNS { \
	{ 0.0, {-2.5, 0, -4, 0, 0, -1, -2},    {-7, 0, -5.5, 0, 0, -1, -2}},	/* word */ \
	{-1.2, {0, -3, -3, 0, 0, -1, -2},      {-6, 0, -6, 0, 0, -1, -2}},	/* Word */ \
	{-1.0, {0, -4, -3, 0, 0, -1, -2},      {0, -7, -6.5, 0, 0, -1, -2}},	/* WORD */ \
	{-1.0, {-3, -3, 0, 0, 0, 0, 0},        {-4.5, -6.5, 0, 0, 0, 0, 0}},	/* 1234 */ \
	{-6.8, {-0.5, -0.5, -0.5, 0, 0, 0, 0}, {-1.2, -0.4, -0.9, 0, 0, 0, 0}},	/* A4b, mixed */ \
}

/* The decoder's weights (decoder.h), in nats; that of the language is in lang/tunables.h. */

/*
 * A bonus for every character, against few wide candidates.  0.6 at first, 3 by UNIPEN's words;
 * 2 of these (CONTEXT_EXPECTED times the language's weight) are now given only where a language costs them.
 * More: letters fall apart.  Less: neighbours melt into one.
 */
#define DECODER_CHARACTER_BONUS 1
/* Weights of the log-probabilities of cuts and of spaces, as boundary_model.c estimates them; spaces 1 before, by print lines. */
#define DECODER_CUT_WEIGHT 1
#define DECODER_SPACE_WEIGHT 1.5
/*
 * Against a line that begins in capitals, and against a word in capitals after one that is not, and the
 * other way.  The second was 2 and 3 before: print lines 9.5 to 9.4 % cer62.  Less: o and O, w and W change within a line.
 */
#define DECODER_CAPITALS_START 1
#define DECODER_CAPITALS_TURN 5
/* Against spaces between all characters of a line in boxes; below 0: for them.  More: "A B C" becomes "ABC". */
#define DECODER_APART_COST (-4)
/* Hypotheses at a node.  More: slower, hardly better. */
#define DECODER_BEAM 24

/* The search (search.h). */

/* Characters of an edge that are tried, and nats behind the best of them that others may be.  More: slower, hardly better. */
#define SEARCH_ALTERNATIVES 6
#define SEARCH_BEHIND 7
/* Probabilities of cuts and spaces are kept this far from 0 and 1: the model of boundaries is never surer. */
#define SEARCH_BOUNDARY_DOUBT 0.003
/* Nats of small_cost (decoder.h) from where on capitals count as as frequent as small letters were in training. */
#define SEARCH_CAPITALS_FULL 3

/* The search along a line (ctc_search.h). */

/* Classes behind the best of a step by more nats than this are not tried, unless words or a pattern ask for what is unlikely.  More: slower. */
#define CTC_BEHIND 9
/* New texts behind the best of a step by more nats than this are not kept, unless there is a pattern.  More: slower, with words above all. */
#define CTC_FAR 14

/* Whole lines (line_reader.h). */

/* Nats for every character, on top of what the language costs (CONTEXT_EXPECTED).  More: strokes become letters.  Less: letters get lost. */
#define LINE_LETTER 1.0
/* On a page of capitals: nats against a capital where the network saw its small letter.  More: words fall apart into what looks like nothing else. */
#define LINE_SMALL_COST 0.5
/* Texts kept at a step, and with a pattern, which the likeliest rarely match.  More: slower. */
#define LINE_BEAM 16
#define LINE_BEAM_PATTERN 64
/*
 * Temperature that nats of characters are divided by for confidences, which also decide between a line read whole and its
 * lattice (combine.h).  1 to 2 with a network of one epoch: 100 of the print lines 17.1 to 13.7 % cer62, cursive lines 13.3 to 12.9.
 */
#define LINE_CHARACTER_TEMPERATURE 2.0
/* The same of whole texts against each other; not measured.  More: all words fall towards even. */
#define LINE_TEXT_TEMPERATURE 2.0

/* Decoding a line (decode.h). */

#define DECODE_QUICK_BEAM 6	/* hypotheses at a node of the first pass; less: the wrong metrics win */
#define DECODE_CONF_LEAST 5e-5f	/* what is less likely is no answer */
/*
 * Temperatures of posterior.h for characters and words: print lines, where their expected calibration
 * error is then 2.2 and 3.8 %.  More: all confidences fall towards even; the texts stay.
 */
#define DECODE_CHARACTER_TEMPERATURE 1.25
#define DECODE_WORD_TEMPERATURE 1.6
/* Cap heights; characters in boxes that are closer have no spaces between each. */
#define DECODE_APART_PITCH 1.2

/* Decoding a page (decode_page.h). */

/*
 * A page is taken to be in capitals, and words that are not to cost COST nats, where its lines are
 * likelier so by GAIN nats together; that is only looked at where at least SHARE of its letters
 * are capitals, which saves time.  Print blocks 18.8 to 13.9 % cer62.
 */
#define DECODE_PAGE_SMALL_COST 10
#define DECODE_PAGE_GAIN 5
#define DECODE_PAGE_SHARE 0.25

/* What words may be (nbest_search.h). */

/* Log-probability of a link that is followed.  It saves time; more: rare texts are lost. */
#define NBEST_LINK_LEAST (-12)

/*
 * What speaks for the words of a line's candidates against those of the line read whole, where
 * they differ (combine_words.c): above 0 the candidates are believed.  Logarithms of
 * confidences are summed over characters; loss is nats that the whole's text loses by
 * the candidates' words, back those that the candidates' text loses by the whole's; more is
 * characters; marks is the share of characters that are neither letters nor digits.  Logistic
 * regression on where lines of UNIPEN (print, joined, boxed; the development halves) and composed
 * pages differ, by the edit errors of either choice: print lines 6.5 to 5.7 % cer62, blocks 9.7 to 7.8, boxed words 6.4 to
 * 5.3, joined lines 8.4 to 7.7; in four folds by picture 5.8, 8.2, 5.8, 7.8.
 */
#define COMBINE_BIAS 0.35
#define COMBINE_BARE 8	/* less without a language model, which candidates need more than the whole does: Copiste's lines 14.8 to 14.5 % */
#define COMBINE_LATTICE 0.748	/* for each nat that the candidates are sure */
#define COMBINE_WHOLE 0.626	/* against, for each that the whole is */
#define COMBINE_LOSS 0.156	/* against, for each nat of loss */
#define COMBINE_BACK 0.046	/* for each nat back */
#define COMBINE_LOSS_MOST 20	/* what is hopeless for either is no more than that */
#define COMBINE_MORE 0.12	/* for each character more that the candidates have */
#define COMBINE_MARKS 13.8	/* for the marks that they have more, as a share */
#define COMBINE_CASE 1.1	/* where only the case of letters differs, by eye (0 to 1.2 are as good): candidates were measured */
#define LATTICE_TEXT_LEAST (-12)	/* nats of a character that networks did not think of (lattice_text.h) */
#define COMBINE_LEAST 1e-4	/* no character is less sure */
#define COMBINE_SHARED 0.3	/* of the narrower: words that share so many columns stand in one place */

#endif
