/*
 * cost.h - what a network takes to answer, reckoned from its layers alone: before
 * anything is allocated for a model that a stranger may have made.
 */
#ifndef HWR_COST_H
#define HWR_COST_H

#include <stddef.h>

#include "net/arch.h"

struct cost {
	double work;	/* multiply-adds, and values that other layers look at, for one image; of lines for ARCH_LINE_COLS columns */
	double memory;	/* bytes: of the weights, and of what one thread works in; of lines for one of COST_LINE_COLS columns (net/tunables.h) */
};

/* network_cost - of a network that answers; close to what network.c takes, and above it (test_cost). */
struct cost network_cost(const struct arch *a);

/*
 * cost_refused - 1 when c is more than is allowed: COST_MAX_WORK, COST_MAX_MEMORY, each
 * times what opts_model_work was given.  why (room bytes) then has a sentence with all numbers.
 */
int cost_refused(const struct cost *c, char *why, size_t room);

/*
 * opts_model_work - call of the option --max-model-work: from here on models may take so
 * many times what they usually may.
 */
void opts_model_work(void *unused, const char *option, const char *arg);

#endif
