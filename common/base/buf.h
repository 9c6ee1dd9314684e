/*
 * buf.h - text that grows.
 *
 * Invariants: data is never NULL after buf_add or buf_text; data[len] is '\0'.
 * An empty struct buf (BUF_EMPTY) is valid; buf_free makes it empty again.
 */
#ifndef HWR_BUF_H
#define HWR_BUF_H

#include <stddef.h>

#include "base/err.h"

struct buf {
	char *data;
	size_t len, cap;	/* bytes */
};

#define BUF_EMPTY {NULL, 0, 0}

void buf_add(struct buf *b, const void *data, size_t n);
void buf_str(struct buf *b, const char *text);
void buf_char(struct buf *b, char c);
void buf_printf(struct buf *b, const char *fmt, ...) HWR_PRINTF(2, 3);
char *buf_more(struct buf *b, size_t n);	/* room for n more bytes at the end; len += n is up to the caller */
const char *buf_text(struct buf *b);	/* "" when empty */
void buf_clear(struct buf *b);		/* keeps the memory */
void buf_free(struct buf *b);

#endif
