/*
 * utf8.h - characters from bytes and back.
 *
 * What is not UTF-8 reads as U+FFFD, one for every maximal part of a character
 * (Unicode standard, section 3.9), so that any bytes have some reading.
 */
#ifndef HWR_UTF8_H
#define HWR_UTF8_H

#include <stdint.h>

enum { UTF8_SIZE = 5, UTF8_BAD = 0xFFFD };	/* bytes of a character and its '\0' */

/*
 * utf8_next - the character at s goes to *code.
 * Returns where the next one starts; at the end of s *code is 0 and s returns.
 */
const char *utf8_next(const char *s, uint32_t *code);

/* utf8_put - code as text in out; bytes written without '\0', 0 when code is no character. */
int utf8_put(uint32_t code, char out[UTF8_SIZE]);

/* utf8_has - 1 when text has the character code. */
int utf8_has(const char *text, uint32_t code);

#endif
