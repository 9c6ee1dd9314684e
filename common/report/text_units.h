/*
 * text_units.h - what two texts are compared by: characters or words, with what
 * does not count left out.
 *
 * Each step goes on from what the one before has left: as written, letters and
 * digits, small letters, words.
 */
#ifndef HWR_TEXT_UNITS_H
#define HWR_TEXT_UNITS_H

#include <stddef.h>
#include <stdint.h>

struct text_units {
	uint32_t *v;		/* Unicode code points, or numbers of words; owned, freed with free */
	size_t n;
};

/*
 * text_units_as_written - the code points of text.  White space around the text
 * and around line breaks is dropped, blanks and tabs in a row are one blank.
 * What is not UTF-8 becomes U+FFFD.
 */
struct text_units text_units_as_written(const char *text);

/*
 * text_units_62 - keep the 62 letters and digits A-Z a-z 0-9, after accents are
 * taken off (accents.h), and one blank wherever there was white space between them.
 */
void text_units_62(struct text_units *u);

/* text_units_small - A-Z become a-z. */
void text_units_small(struct text_units *u);

/* text_units_words - both texts as the words between their blanks, equal words with equal numbers. */
void text_units_words(struct text_units *a, struct text_units *b);

#endif
