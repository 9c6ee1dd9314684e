/* The fast convolution against the reference, for every kernel this machine runs. */
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/rng.h"
#include "base/tap.h"
#include "net/conv.h"

static void
fill(struct rng *r, float *v, size_t pixels, int c, int cp)
{
	size_t i;

	for (i = 0; i < pixels * (size_t)cp; i++)
		v[i] = (int)(i % (size_t)cp) < c ? (float)rng_normal(r) : 0;
}

/* The largest difference relative to the largest value. */
static double
distance(const float *a, const float *b, size_t n)
{
	double worst = 0, top = 1e-20;
	size_t i;

	for (i = 0; i < n; i++) {
		worst = fmax(worst, fabs((double)a[i] - b[i]));
		top = fmax(top, fabs((double)b[i]));
	}
	return worst / top;
}

static void
compare(const struct kernel *k, struct conv_shape s)
{
	struct rng r = rng_seed(7, 0);
	struct conv *c = conv_new(&s, 1, k);
	size_t ni = (size_t)(s.h * s.w), no = (size_t)(c->oh * c->ow), nw = (size_t)(s.kh * s.kw * s.c);
	size_t np = (size_t)c->np, cp = (size_t)c->cp;
	float *in = mem_floats(ni * cp), *w = mem_floats(nw * np), *b = mem_floats(np);
	float *out = mem_floats(no * np), *out2 = mem_floats(no * np), *dout = mem_floats(no * np);
	float *din = mem_floats(ni * cp), *din2 = mem_floats(ni * cp);
	float *dw = mem_floats(nw * np), *dw2 = mem_floats(nw * np), *db = mem_floats(np), *db2 = mem_floats(np);
	float *scratch = mem_floats(conv_scratch(c)), *sums = mem_floats(conv_sums(c));
	float *room = mem_room(conv_floats(c));
	double f, d, g, limit;

	fill(&r, in, ni, s.c, c->cp);
	fill(&r, w, nw, s.n, c->np);
	fill(&r, b, 1, s.n, c->np);
	fill(&r, dout, no, s.n, c->np);
	conv_place(c, room);
	conv_pack(c, w, NULL);
	conv_forward(c, 1, in, b, 0, out, scratch);
	conv_reference_forward(&s, in, w, b, out2);
	conv_weights(c, 1, in, dout, sums, db, scratch);
	conv_weights_end(c, sums, dw);
	conv_data(c, 1, dout, din, scratch);
	conv_reference_backward(&s, in, w, dout, din2, dw2, db2);
	f = distance(out, out2, no * np);
	d = distance(din, din2, ni * cp);
	g = fmax(distance(dw, dw2, nw * np), distance(db, db2, np));
	limit = c->wino ? 1e-5 : 1e-6;
	tap_ok(f < limit && d < limit && g < limit,
	       "%s: %s, %dx%dx%d to %d channels, k%dx%d s%dx%d p%dx%d: forward %.1g, data %.1g, weights %.1g",
	       k->name, c->wino ? "Winograd" : "direct", s.h, s.w, s.c, s.n, s.kh, s.kw, s.sh, s.sw, s.ph, s.pw, f, d, g);
	conv_free(c);
	free(in); free(w); free(b); free(out); free(out2); free(dout); free(din); free(din2);
	free(dw); free(dw2); free(db); free(db2); free(scratch); free(sums); free(room);
}

static void
all_shapes(const struct kernel *k)
{
	static const struct conv_shape shapes[] = {
		{28, 28, 1, 32, 3, 3, 1, 1, 0, 0, 0}, {10, 9, 32, 32, 3, 3, 1, 1, 0, 0, 0}, {14, 14, 64, 64, 3, 3, 1, 1, 1, 1, 0}, {7, 7, 24, 40, 3, 3, 1, 1, 2, 2, 0}, {12, 12, 32, 32, 5, 5, 2, 2, 2, 2, 0},
		{7, 8, 16, 48, 3, 3, 1, 1, 1, 1, 0}, {9, 9, 24, 40, 3, 3, 2, 2, 1, 1, 0}, {4, 4, 64, 128, 4, 4, 1, 1, 0, 0, 0},
		{1, 1, 128, 47, 1, 1, 1, 1, 0, 0, 0}, {11, 10, 5, 7, 2, 2, 3, 3, 0, 0, 0}, {6, 6, 20, 64, 5, 5, 4, 4, 2, 2, 0}, {5, 5, 3, 16, 1, 1, 2, 2, 0, 0, 0},
		/* of lines: rectangles, strides of their own, Winograd in strips */
		{24, 160, 16, 24, 3, 3, 1, 1, 1, 1, 1}, {23, 130, 48, 48, 3, 3, 1, 1, 1, 1, 1}, {48, 40, 1, 16, 3, 3, 2, 2, 1, 1, 1},
		{3, 40, 80, 128, 3, 1, 1, 1, 0, 0, 1}, {1, 30, 64, 64, 1, 5, 1, 1, 0, 2, 1}, {12, 20, 24, 32, 3, 3, 2, 1, 1, 1, 1},
		{3, 3, 16, 20, 3, 1, 1, 1, 0, 0, 1}, {5, 9, 16, 16, 2, 3, 2, 3, 0, 0, 1},
	};
	size_t i;

	for (i = 0; i < sizeof shapes / sizeof *shapes; i++)
		compare(k, shapes[i]);
}

int
main(void)
{
	all_shapes(&kernel_plain);
#if defined(__x86_64__)
	if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
		all_shapes(&kernel_avx2);
	else
		tap_skip("no AVX2 here");
	if (__builtin_cpu_supports("avx512f"))
		all_shapes(&kernel_avx512);
	else
		tap_skip("no AVX-512 here");
#endif
	return tap_done();
}
