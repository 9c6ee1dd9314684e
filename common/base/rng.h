/*
 * rng.h - random numbers that are the same on every machine.
 *
 * xoshiro256** (Blackman, Vigna: "Scrambled linear pseudorandom number
 * generators", 2018), seeded by splitmix64.  Not for secrets.
 */
#ifndef HWR_RNG_H
#define HWR_RNG_H

#include <stdint.h>

struct rng { uint64_t s[4]; };

/* rng_seed - a generator of its own for every (seed, stream): an epoch, an image. */
struct rng rng_seed(uint64_t seed, uint64_t stream);
uint64_t rng_next(struct rng *r);
double rng_unit(struct rng *r);				/* [0, 1) */
double rng_range(struct rng *r, double lo, double hi);	/* [lo, hi) */
double rng_normal(struct rng *r);			/* mean 0, deviation 1 */
uint32_t rng_below(struct rng *r, uint32_t n);		/* 0 .. n-1; n > 0 */

/* rng_shuffle - a uniformly random order of the n indices in p (Fisher, Yates). */
void rng_shuffle(struct rng *r, uint32_t *p, uint32_t n);

#endif
