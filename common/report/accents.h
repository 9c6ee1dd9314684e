/*
 * accents.h - letters without their accents.
 */
#ifndef HWR_ACCENTS_H
#define HWR_ACCENTS_H

#include <stdint.h>

/*
 * accents_off - what is left of the character code when its accents are taken
 * off, in letter: one of A-Z a-z where Unicode's canonical decomposition (NFD)
 * of it begins with one, "oe" or "OE" for the ligature of the two, and code
 * itself in any other case.  Returns how many there are, 1 or 2.
 *
 * Combining marks stay as they are: they are no letters.  So do letters with a
 * stroke and others that NFD does not take apart, such as U+00F8 and U+00DF.
 */
int accents_off(uint32_t code, uint32_t letter[2]);

#endif
