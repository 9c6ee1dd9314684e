/*
 * tunables.h of net - every constant of the engine that a measurement may move.
 *
 * Most move speed and memory; those that also move the last bits of sums, and
 * so the bytes of trained models and of scores, say so.  Their measure is
 * "make bench" (the architectures seed and vgg32, one thread and two, AVX-512),
 * except where "chosen by eye" stands.
 *
 * The tiles of registers are apart, in kernel_plain.c, kernel_avx2.c and
 * kernel_avx512.c: they follow from the registers that a processor has.
 */
#ifndef HWR_NET_TUNABLES_H
#define HWR_NET_TUNABLES_H

/*
 * Images that go through a network together when it answers: with more of them
 * a layer's weights are read less often, with fewer their maps stay in the
 * second-level cache.
 */
#define NETWORK_RUN 8

/*
 * Columns of a line that go through a network together when it answers: more take more memory,
 * less more time, as each block sees 64 columns of its neighbours on either side, and lines
 * of usual length are one.  Chosen by eye.
 */
#define NETWORK_LINE_BLOCK 512

/*
 * Floats of the largest map of the images that go through a stage of a training
 * step together: several such maps fit in the second-level cache.  Moves the
 * last bits of weight gradients.
 */
#define STEP_RUN_FLOATS (32 * 1024)

/*
 * Parts of a batch, each of which sums gradients of its own: more of them keep
 * more threads busy and take more memory and additions.  Chosen by eye; moves
 * the last bits.
 */
#define STEP_PARTS 16

/*
 * Images that are the rows of one product where a filter covers the whole map:
 * with more of them weights are read less often.  Chosen by eye; moves the last
 * bits of weight gradients.
 */
#define CONV_ROWS 32

/*
 * Inputs of fewer channels than this are copied without their channel padding,
 * so that a row of the filter is one tap.  The copy is made anew for every
 * image; with many channels little is gained by it.
 */
#define CONV_UNPADDED 4

/*
 * Winograd's method is taken where direct sums have this many times its
 * products, those of tiles that hang over the map's edge counted: its
 * transforms cost the rest.  Moves the last bits.
 */
#define WINOGRAD_GAIN 1.5

/*
 * An image of more tiles than this goes through a few rows of tiles at a time:
 * lines do, glyphs do not.  Moves the last bits of weight gradients.
 */
#define WINOGRAD_WHOLE_TILES 128

/*
 * Tiles that share a read of the transformed filters, at least: with more of
 * them V and M leave the second-level cache.  Moves the last bits of weight
 * gradients.
 */
#define WINOGRAD_GROUP_TILES 32

/* Floats between the matrices V[i] and V[i + 1]: a cache line keeps them out of the same cache sets. */
#define WINOGRAD_SKEW 16

/*
 * Pixels whose sums batch norm keeps in float before they go to double: more
 * are faster and round more.  Chosen by eye; moves the last bits.
 */
#define BN_FLOAT_PIXELS 256

/*
 * What batch norm adds to a variance: as PyTorch has it.  Trained models hold it
 * implicitly: another value moves what they say.
 */
#define BN_EPSILON 1e-5f

/*
 * What the networks of one reading may take together (cost.h), unless
 * --max-model-work says otherwise: a model may come from a stranger.  Those that
 * are shipped take 210 million multiply-adds a glyph and 90 MB
 * (letters.hwr and lines.hwr, five networks).
 */
#define COST_MAX_WORK 2e9
#define COST_MAX_MEMORY 512e6	/* bytes */

/* Columns of the line that the memory of a network for lines is reckoned for: more than a line of a page has. */
#define COST_LINE_COLS 2048

#endif
