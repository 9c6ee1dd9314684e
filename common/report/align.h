/*
 * align.h - which character of an answer stands for which of the truth.
 */
#ifndef HWR_ALIGN_H
#define HWR_ALIGN_H

#include <stddef.h>
#include <stdint.h>

/* One step along both texts: code points, 0 where one of them has none. */
struct align_step { uint32_t truth, answer; };

/*
 * align_codes - a shortest way from truth (n code points) to answer (m) by
 * characters replaced, left out and put in, where white space is never replaced
 * by anything else: each costs 1.
 *
 * Needs memory for n + m steps only; D. Hirschberg, "A linear space algorithm for
 * computing maximal common subsequences", Comm. ACM 18(6), 1975.
 * Returns *steps of them, new, freed by the caller.
 */
struct align_step *align_codes(const uint32_t *truth, size_t n, const uint32_t *answer, size_t m, size_t *steps);

#endif
