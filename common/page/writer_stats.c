#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/order.h"
#include "page/tunables.h"
#include "page/writer_stats.h"

struct writer_stats
writer_stats_find(const struct lines *l)
{
	struct writer_stats s;
	double *width, *gap, joined = 0, air;
	int i, k, n = 0, singles = 0, gaps = 0;

	for (i = 0; i < l->n; i++)
		n += l->v[i].n_groups;
	width = mem_alloc(2 * (size_t)n + 1, sizeof *width);
	gap = width + n;
	for (i = 0; i < l->n; i++) {
		for (k = 0; k < l->v[i].n_groups; k++) {
			const struct group *g = &l->v[i].group[k];
			double w = (g->all.r - g->all.l) / l->v[i].m.xh;

			if (w > WRITER_JOINED)
				joined += w / LETTER_WIDTH - 1;
			else if (w > WRITER_NARROW)
				width[singles++] = w;
			if (k > 0)
				gap[gaps++] = (g->all.l - g[-1].all.r) / l->v[i].m.xh;
		}
	}
	s.width = exp((singles * log(median(width, singles, LETTER_WIDTH)) + WRITER_HOLD * log(LETTER_WIDTH)) /
	              (singles + WRITER_HOLD));
	air = median(gap, gaps, WRITER_GAP) * gaps / (gaps + WRITER_HOLD);
	/* The cost of a cut is minus the log of how often letters touch, as far as it is known. */
	s.cut = CUT_COST + CUT_AIR * fmax(air - WRITER_GAP, 0) -
	        CUT_TOUCH * log((joined + WRITER_RATE * WRITER_HOLD) / (joined + n + WRITER_HOLD) / WRITER_RATE);
	free(width);
	return s;
}
