/*
 * network_pass.h - maps through layers of a network; what network.c and network_line.c share.
 */
#ifndef HWR_NETWORK_PASS_H
#define HWR_NETWORK_PASS_H

#include "net/network.h"

/* What one call works in. */
struct work {
	struct work *next;
	float *x, *y;		/* maps of the images, before and behind a layer */
	float *scratch, *kept;	/* in one piece with them; kept: the maps of brackets */
};

/* network_measure - net's sizes become those that layers from .. to - 1 need for run images that go through together. */
void network_measure(struct network *net, int from, int to, size_t run);

/* work_new - of these sizes. */
struct work *work_new(const struct network *net, size_t run);
void work_free(struct work *w);

/*
 * network_pass - n images, whose maps are in w->x, through layers from .. to - 1, between which every bracket is closed.
 * Returns the maps behind them, in w.
 */
const float *network_pass(const struct network *net, int from, int to, int n, const struct work *w);

#endif
