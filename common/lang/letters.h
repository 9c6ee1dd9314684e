/*
 * letters.h - what is a letter, and of which case: Latin with its accents, Greek, Cyrillic.
 *
 * Simple case pairs of one character each (Unicode, UnicodeData.txt); what has none is
 * its own capital and small letter.
 */
#ifndef HWR_LETTERS_H
#define HWR_LETTERS_H

#include <stdint.h>

/* letter_is - 1 for letters and digits: what words are made of. */
int letter_is(uint32_t code);

/* letter_small, letter_capital - the letter in the other case, when code is a capital, a small letter; else code. */
uint32_t letter_small(uint32_t code);
uint32_t letter_capital(uint32_t code);

/* letter_is_small, letter_is_capital - 1 for letters of that case. */
int letter_is_small(uint32_t code);
int letter_is_capital(uint32_t code);

#endif
