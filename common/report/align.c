#include <stdlib.h>

#include "base/mem.h"
#include "report/align.h"

struct texts {
	const uint32_t *truth, *answer;
	struct align_step *step;
	size_t n;			/* steps so far */
	size_t *row[2];			/* distances: of beginnings to the answer's, of endings */
};

static int
is_white(uint32_t c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

/* What it costs that b stands for a. */
static size_t
cost(uint32_t a, uint32_t b)
{
	return a == b ? 0 : is_white(a) || is_white(b) ? 2 : 1;
}

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* row[j]: how far truth[t..t+n) is from the first j of answer[a..a+m); backwards: their last. */
static void
distances(const struct texts *x, size_t t, size_t n, size_t a, size_t m, int backwards, size_t *row)
{
	for (size_t j = 0; j <= m; j++)
		row[j] = j;
	for (size_t i = 0; i < n; i++) {
		const uint32_t code = x->truth[backwards ? t + n - 1 - i : t + i];
		size_t diagonal = row[0];

		row[0] = i + 1;
		for (size_t j = 0; j < m; j++) {
			const uint32_t other = x->answer[backwards ? a + m - 1 - j : a + j];
			const size_t best = least(diagonal + cost(code, other), least(row[j], row[j + 1]) + 1);

			diagonal = row[j + 1];
			row[j + 1] = best;
		}
	}
}

static void
put(struct texts *x, uint32_t truth, uint32_t answer)
{
	x->step[x->n++] = (struct align_step){truth, answer};
}

/* One character of truth against m of the answer. */
static void
align_one(struct texts *x, size_t t, size_t a, size_t m)
{
	size_t best = m, j;

	for (j = 0; j < m; j++)		/* the first that is the same, else the first that may stand for it */
		if (cost(x->truth[t], x->answer[a + j]) < (best < m ? cost(x->truth[t], x->answer[a + best]) : 2))
			best = j;
	if (best == m)
		put(x, x->truth[t], 0);
	for (j = 0; j < m; j++)
		put(x, j == best ? x->truth[t] : 0, x->answer[a + j]);
}

static void
align_part(struct texts *x, size_t t, size_t n, size_t a, size_t m)
{
	const size_t half = n / 2;
	size_t best = 0;

	if (n == 1) {
		align_one(x, t, a, m);
		return;
	}
	for (size_t j = 0; n == 0 && j < m; j++)
		put(x, 0, x->answer[a + j]);
	if (n == 0)
		return;
	distances(x, t, half, a, m, 0, x->row[0]);
	distances(x, t + half, n - half, a, m, 1, x->row[1]);
	for (size_t j = 1; j <= m; j++)
		if (x->row[0][j] + x->row[1][m - j] < x->row[0][best] + x->row[1][m - best])
			best = j;
	align_part(x, t, half, a, best);
	align_part(x, t + half, n - half, a + best, m - best);
}

struct align_step *
align_codes(const uint32_t *truth, size_t n, const uint32_t *answer, size_t m, size_t *steps)
{
	struct texts x = {truth, answer, mem_alloc(n + m + 1, sizeof *x.step), 0, {NULL, NULL}};

	x.row[0] = mem_alloc(m + 1, sizeof *x.row[0]);
	x.row[1] = mem_alloc(m + 1, sizeof *x.row[1]);
	align_part(&x, 0, n, 0, m);
	free(x.row[0]);
	free(x.row[1]);
	*steps = x.n;
	return x.step;
}
