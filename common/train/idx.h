/*
 * idx.h - the IDX files of MNIST and EMNIST, plain or gzipped (told by content).
 *
 * Two zero bytes, a type (8: unsigned bytes), the number of dimensions, their
 * sizes as big-endian 32-bit numbers, then the bytes, last dimension fastest.
 */
#ifndef HWR_IDX_H
#define HWR_IDX_H

#include <stddef.h>
#include <stdint.h>

enum { IDX_MAX_DIMS = 3 };

struct idx {
	void *gz;		/* open file */
	const char *path;	/* for messages, not owned */
	int dims;
	uint32_t dim[IDX_MAX_DIMS];
	int64_t read;		/* bytes so far, decompressed */
};

/* idx_open - read the header; dims (1..3) is what must be there.  0, or -1 after saying why. */
int idx_open(struct idx *x, const char *path, int dims);

/*
 * idx_read - the next n bytes.  0, or -1 after saying why: truncated, unreadable, too much of too little.
 * Ask for no more at once than there is memory for already: a header may claim anything.
 */
int idx_read(struct idx *x, uint8_t *to, size_t n);

/* idx_end - check that nothing follows.  0, or -1 after saying why. */
int idx_end(struct idx *x);

void idx_close(struct idx *x);	/* twice is harmless */

/*
 * idx_is_bomb - 1 when the open zlib file gz has given so many bytes that it was made to fill
 * memory or a disk: more than BOMB_BYTES, and BOMB_RATIO times its own (train/tunables.h).
 */
int idx_is_bomb(void *gz, int64_t bytes);

#endif
