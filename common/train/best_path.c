#include <stdlib.h>

#include "base/mem.h"
#include "train/best_path.h"

int
best_path(const float *scores, int steps, int classes, int stride, uint16_t *out)
{
	int n = 0, before = classes - 1;

	for (int s = 0; s < steps; s++, scores += stride) {
		int best = 0;

		for (int k = 1; k < classes; k++)
			if (scores[k] > scores[best])
				best = k;
		if (best != before && best != classes - 1)
			out[n++] = (uint16_t)best;
		before = best;
	}
	return n;
}

int
label_distance(const uint16_t *a, int n, const uint16_t *b, int m)
{
	int *row = mem_alloc((size_t)m + 1, sizeof *row), last;

	for (int j = 0; j <= m; j++)
		row[j] = j;
	for (int i = 1; i <= n; i++) {
		int corner = row[0];

		row[0] = i;
		for (int j = 1; j <= m; j++) {
			const int up = row[j];
			int least = corner + (a[i - 1] != b[j - 1]);

			least = up + 1 < least ? up + 1 : least;
			row[j] = row[j - 1] + 1 < least ? row[j - 1] + 1 : least;
			corner = up;
		}
	}
	last = row[m];
	free(row);
	return last;
}
