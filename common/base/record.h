/*
 * record.h - what models, language models and checkpoints have in common on disk.
 *
 * A record is lines of text, "KEY VALUE", then bytes.  The first line is the
 * magic word and the version; the last are "payload N" (bytes), "crc32 X" (of
 * all lines before it and of the payload) and "end".  No line has a zero byte.  hwr-model(5) is the
 * description for people.
 */
#ifndef HWR_RECORD_H
#define HWR_RECORD_H

#include <stdint.h>
#include <stdio.h>

#include "base/buf.h"

enum { RECORD_MAX_HEAD = 65536 };		/* bytes of all lines */
#define RECORD_MAX_PAYLOAD INT64_C(1000000000)	/* bytes */

struct record {
	struct buf head;	/* the lines before "payload", newline-ended */
	struct buf payload;
};

#define RECORD_EMPTY {BUF_EMPTY, BUF_EMPTY}

/*
 * record_read - the next record of in, whose first line must be magic.
 *
 * r is RECORD_EMPTY or has a record, whose memory serves again.
 * Returns 1; 0 at a clean end of file; -1 after saying, under name, what is
 * wrong: another magic word, another version, too long, cut short, bad checksum.
 * After 0 and -1 r is empty.
 */
int record_read(FILE *in, const char *name, const char *magic, struct record *r);

/*
 * record_skim - as record_read, but of a file that can seek the payload is passed over: it is
 * neither kept nor checked but for being there.  *bytes is its size.
 */
int record_skim(FILE *in, const char *name, const char *magic, struct record *r, size_t *bytes);

/* record_write - errors stick to out. */
void record_write(FILE *out, const struct record *r);

/* record_get - the value of key, new, freed by the caller; NULL when there is none. */
char *record_get(struct record *r, const char *key);

void record_free(struct record *r);

#endif
