/*
 * lexicon.h - a user's own words and names, asked character by character.
 *
 * The file has one word or phrase a line, in UTF-8.  Blanks, tabs and carriage
 * returns at both ends of a line are left out, and so are empty lines, lines
 * that begin with "#" and a byte order mark; words hold anything else.  A word
 * has up to three forms: as it is written; with a capital, when it begins with
 * a small letter; all in capitals, when it has small letters (letters.h,
 * in both).  Every form counts once and is as likely as any other.
 *
 * The forms are an array in the order of their bytes, so those that begin alike
 * stand side by side, and a state is a range of them.  A lexicon does not
 * change once it is loaded: threads may share it.
 */
#ifndef HWR_LEXICON_H
#define HWR_LEXICON_H

#include <stdint.h>

enum {
	LEXICON_MAX_WORD = 255,		/* bytes of a word */
	LEXICON_MAX_FILE = 64 << 20	/* bytes of a file */
};

struct lexicon;

/*
 * What has been read of a word: forms lo..hi-1 share their first depth bytes.
 * A plain value: copy it, let it go.
 */
struct lexicon_state {
	uint32_t lo, hi, depth;
};

/*
 * lexicon_load - the words of the file path ("-" is a file as any).
 *
 * NULL after saying what is wrong: a file that cannot be read, is above
 * LEXICON_MAX_FILE, is not a text (a zero byte, invalid UTF-8), has a word
 * above LEXICON_MAX_WORD or has no word.
 */
struct lexicon *lexicon_load(const char *path);
void lexicon_free(struct lexicon *x);	/* NULL is harmless */

/* lexicon_start - the state before the first character of a word. */
struct lexicon_state lexicon_start(const struct lexicon *x);

/*
 * lexicon_step - the natural logarithm of the probability of code after *state, which then moves past it.
 * -INFINITY when no form goes on so; *state is then empty, and nothing goes on from there.
 */
double lexicon_step(const struct lexicon *x, struct lexicon_state *state, uint32_t code);

/* lexicon_end - the natural logarithm of the probability that the word ends after state; -INFINITY when none does. */
double lexicon_end(const struct lexicon *x, const struct lexicon_state *state);

/* lexicon_same - 1 when the same characters led to a and to b, or both are empty. */
int lexicon_same(const struct lexicon_state *a, const struct lexicon_state *b);

#endif
