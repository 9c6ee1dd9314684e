/*
 * quad.h - four floats at once, in the vectors that gcc and clang have.
 *
 * A quad may lie at any float of an array, so nothing needs to be aligned but
 * lengths: rows that are read in quads are whole numbers of them.
 */
#ifndef HWR_QUAD_H
#define HWR_QUAD_H

enum { QUAD = 4 };	/* floats */

typedef float quad __attribute__((vector_size(4 * QUAD), aligned(4), may_alias));

/* quad_whole - n floats, made up to whole quads. */
static inline int
quad_whole(int n)
{
	return (n + QUAD - 1) / QUAD * QUAD;
}

#endif
