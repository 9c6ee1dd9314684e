/* The layer against the equations of its header, and its gradient against differences, for every kernel this machine runs. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/rng.h"
#include "base/tap.h"
#include "net/lstm.h"

enum { C = 5, H = 16, T = 7, CP = 16, G = 4 * H, ROWS = C + H, W = 2 * ROWS * G, B = 2 * G, X = T * CP, Y = T * 2 * H };

static double
sigmoid(double x)
{
	return 1 / (1 + exp(-x));
}

/* One step of one direction, by the equations. */
static void
reference_step(const float *w, const float *b, const float *x, double h[H], double c[H])
{
	double sum[G], was[H];

	memcpy(was, h, sizeof was);
	for (int n = 0; n < G; n++) {
		sum[n] = (double)b[n];
		for (int i = 0; i < C; i++)
			sum[n] += (double)x[i] * (double)w[i * G + n];
		for (int i = 0; i < H; i++)
			sum[n] += was[i] * (double)w[(C + i) * G + n];
	}
	for (int k = 0; k < H; k++) {
		c[k] = sigmoid(sum[H + k]) * c[k] + sigmoid(sum[k]) * tanh(sum[2 * H + k]);
		h[k] = sigmoid(sum[3 * H + k]) * tanh(c[k]);
	}
}

static void
reference(const float *w, const float *b, const float *x, double *y)
{
	for (int d = 0; d < 2; d++) {
		double h[H] = {0}, c[H] = {0};

		for (int i = 0; i < T; i++) {
			const int t = d == 0 ? i : T - 1 - i;

			reference_step(w + d * ROWS * G, b + d * G, x + t * CP, h, c);
			memcpy(y + (2 * t + d) * H, h, sizeof h);
		}
	}
}

/* The sum of y times weights, which are the gradient of y. */
static double
weighed(const float *w, const float *b, const float *x, const float *dy)
{
	double y[Y], sum = 0;

	reference(w, b, x, y);
	for (int i = 0; i < Y; i++)
		sum += y[i] * (double)dy[i];
	return sum;
}

static void
fill(struct rng *r, float *v, int n)
{
	for (int i = 0; i < n; i++)
		v[i] = (float)(0.3 * rng_normal(r));
}

/* The largest difference of gradient from central differences when v, which is among w, b and x, is moved at every step-th place. */
static double
worst_of(float *v, int n, int step, const float *gradient, const float *w, const float *b, const float *x, const float *dy)
{
	const float e = 1e-3f;
	double worst = 0;

	for (int i = 0; i < n; i += step) {
		const float was = v[i];
		double up, down;

		v[i] = was + e;
		up = weighed(w, b, x, dy);
		v[i] = was - e;
		down = weighed(w, b, x, dy);
		v[i] = was;
		worst = fmax(worst, fabs((up - down) / (2 * (double)e) - (double)gradient[i]));
	}
	return worst;
}

static void
test_kernel(const struct kernel *k)
{
	struct rng r = rng_seed(5, 6);
	struct lstm l = lstm_new(C, H, 1, k);
	float *w = mem_floats(W), *b = mem_floats(B), *x = mem_floats(X), *y = mem_floats(Y), *dy = mem_floats(Y);
	float *dw = mem_floats(W), *db = mem_floats(B), *dx = mem_floats(X), *room = mem_floats(lstm_floats(&l));
	float *kept = mem_floats(lstm_kept(&l, T));
	double want[Y], worst = 0;

	fill(&r, w, W);
	fill(&r, b, B);
	fill(&r, dy, Y);
	for (int t = 0; t < T; t++)
		fill(&r, x + t * CP, C);
	tap_ok(lstm_place(&l, room) == room + lstm_floats(&l), "%s: weights take the room that was said", k->name);
	lstm_pack(&l, w);
	lstm_forward(&l, T, x, b, kept, y);
	reference(w, b, x, want);
	for (int i = 0; i < Y; i++)
		worst = fmax(worst, fabs((double)y[i] - want[i]));
	tap_ok(worst < 1e-5, "%s: forward is the reference (%.1e)", k->name, worst);
	lstm_backward(&l, T, x, y, dy, kept, dw, db, dx);
	worst = worst_of(w, W, 7, dw, w, b, x, dy);
	tap_ok(worst < 1e-3, "%s: the gradient of weights is that of differences (%.1e)", k->name, worst);
	worst = worst_of(b, B, 1, db, w, b, x, dy);
	tap_ok(worst < 1e-3, "%s: of biases, too (%.1e)", k->name, worst);
	worst = 0;
	for (int t = 0; t < T; t++)
		worst = fmax(worst, worst_of(x + t * CP, C, 1, dx + t * CP, w, b, x, dy));
	tap_ok(worst < 1e-3, "%s: and of the input (%.1e)", k->name, worst);
	free(w); free(b); free(x); free(y); free(dy); free(dw); free(db); free(dx); free(room); free(kept);
}

int
main(void)
{
	test_kernel(&kernel_plain);
#if defined(__x86_64__)
	if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
		test_kernel(&kernel_avx2);
	if (__builtin_cpu_supports("avx512f"))
		test_kernel(&kernel_avx512);
#endif
	return tap_done();
}
