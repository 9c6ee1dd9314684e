/*
 * visible.h - texts as a terminal can be shown them.
 *
 * Anyone may name a file, and a terminal obeys control characters: those
 * (U+0001 to U+001F, U+007F to U+009F) and bytes that are no UTF-8 never reach
 * it as they are.
 */
#ifndef HWR_VISIBLE_H
#define HWR_VISIBLE_H

#include <stddef.h>

/*
 * visible_put - text for people: a control character or a byte of no
 * character is shown as \n, \r, \t or \xHH, all else as it is.
 * out has room bytes; what does not fit is left out, whole characters at a
 * time.  Returns the bytes written; there is no '\0' at their end.
 */
size_t visible_put(const char *text, char *out, size_t room);

/* visible_char - whether the character at s, behind which *next is, is shown as it is; '\0' is not. */
int visible_char(const char *s, const char **next);

#endif
