/*
 * lm_file.h - what lm.c, lm_file.c and lm_build.c share: a model in memory and its numbers on disk.
 *
 * A model is a tree of contexts.  A context is some symbols that stand before
 * the next one; its entries say which symbols may be next and how much of the
 * probability each has there.  Some entries have children: contexts that are
 * longer by their symbol.  They stand before those that have none.  Contexts
 * are kept by their length, then in the order of the entries that they are children
 * of: so the children of a context are neighbours, and no link need be kept.
 *
 * The payload of the record holds them one after the other: the number of
 * entries n, how many of them have a child, g (a byte each), n symbols, n
 * bytes of a.
 */
#ifndef HWR_LM_FILE_H
#define HWR_LM_FILE_H

#include <stdint.h>

#include "base/record.h"
#include "lang/lm.h"

#define LM_MAGIC "hwr-lm 1"

enum {
	LM_BOUNDARY, LM_OTHER, LM_FIRST,	/* symbols; the alphabet follows */
	LM_SYMBOLS = 255,			/* of all kinds, at most */
	LM_VALUES = 256,			/* of a and of g on disk */
	LM_HEAD = 3,				/* bytes of a context before its entries */
	LM_SCALES = 4096,			/* contexts whose scale is kept: short ones, with many entries */
};

struct lm_context {
	uint32_t at;		/* its first byte in the payload */
	uint32_t child;		/* the number of its first child; the next context's, where it has none */
};

struct lm {
	int order, symbols;		/* symbols: with boundary and other */
	uint32_t n;
	struct lm_context *context;	/* (n + 1), the last one behind all; number 0 is the empty context */
	const uint8_t *bytes;		/* the payload */
	float a[LM_VALUES], g[LM_VALUES];	/* what their values on disk mean; a is not yet scaled */
	float scale[LM_SCALES];		/* of the first contexts */
	uint8_t ascii[128];		/* symbols of ASCII */
	uint32_t code[LM_SYMBOLS];	/* the alphabet, ascending */
	struct record record;
};

/* lm_read - as lm_load, of record r, which is the model's or freed whatever happens. */
struct lm *lm_read(struct record *r, const char *name);

/* lm_scale - what makes the a of a context, whose n entries begin at entries, sum to 1 - g. */
float lm_scale(const struct lm *lm, const uint8_t *entries, unsigned n);

/*
 * a on disk is 0 for none, else 1 to 255 for exp(-(value - 1) / 18), which ends
 * at e^-14; g is 255 for 1, else its log odds in sixteenths from -8 to 8.  So
 * the logarithm of a is off by at most 1/36 before it is scaled to what g
 * leaves, those of g and 1 - g by 1/32.
 */
double lm_a(int value);
double lm_g(int value);
int lm_a_value(double a);
int lm_g_value(double g);

#endif
