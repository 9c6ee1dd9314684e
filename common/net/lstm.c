#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "net/lstm.h"

struct lstm
lstm_new(int c, int h, int backward, const struct kernel *kernel)
{
	return (struct lstm){.c = c, .cp = channels_padded(c), .h = h, .backward = backward, .kernel = kernel};
}

static size_t
gates_of(const struct lstm *l)
{
	return 4 * (size_t)l->h;
}

size_t
lstm_floats(const struct lstm *l)
{
	const size_t g = gates_of(l), forward = ((size_t)l->c + (size_t)l->h) * g;

	return 2 * (forward + (l->backward ? g * ((size_t)l->cp + (size_t)l->h) : 0));
}

float *
lstm_place(struct lstm *l, float *room)
{
	const size_t g = gates_of(l);

	for (int d = 0; d < 2; d++) {
		l->wx[d] = room;
		l->wh[d] = room += (size_t)l->c * g;
		room += (size_t)l->h * g;
		if (!l->backward)
			continue;
		l->wx_back[d] = room;
		l->wh_back[d] = room += (size_t)l->cp * g;
		room += (size_t)l->h * g;
	}
	return room;
}

/* A product of rows: n rows of kc numbers, step_in floats apart, by weights (kc,np), to rows of np that lie step_out apart. */
static struct gather
product(int n, int kc, int np, int step_in, int step_out, float *w)
{
	struct gather g;

	gather_new(&g, n, 1, kc, np);
	g.tap_off[0] = 0;
	for (int i = 0; i < n; i++) {
		g.in_off[i] = i * step_in;
		g.out_off[i] = i * step_out;
	}
	g.w = w;
	return g;
}

/* Weights (kc,np) as the kernel reads them. */
static void
pack(const struct lstm *l, const float *w, int kc, int np, float *to)
{
	struct gather g = product(1, kc, np, 0, 0, to);

	gather_pack(&g, l->kernel->nr, w, NULL);
	gather_free(&g);
}

/* Weights (rows,np) transposed to (np,width), padding being 0, and packed. */
static void
pack_back(const struct lstm *l, const float *w, int rows, int np, int width, float *to)
{
	float *t = mem_floats((size_t)np * (size_t)width);

	for (int i = 0; i < rows; i++)
		for (int j = 0; j < np; j++)
			t[(size_t)j * (size_t)width + (size_t)i] = w[(size_t)i * (size_t)np + (size_t)j];
	pack(l, t, np, width, to);
	free(t);
}

void
lstm_pack(struct lstm *l, const float *w)
{
	const int np = 4 * l->h;

	for (int d = 0; d < 2; d++) {
		const float *wh = w + (size_t)l->c * (size_t)np;

		pack(l, w, l->c, np, l->wx[d]);
		pack(l, wh, l->h, np, l->wh[d]);
		if (l->backward) {
			pack_back(l, w, l->c, np, l->cp, l->wx_back[d]);
			pack_back(l, wh, l->h, np, l->h, l->wh_back[d]);
		}
		w = wh + (size_t)l->h * (size_t)np;
	}
}

size_t
lstm_kept(const struct lstm *l, int steps)
{
	return 2 * (size_t)steps * (gates_of(l) + (size_t)l->h);
}

/* Where one direction keeps its gates (T,4H) and cells (T,H). */
struct kept { float *gates, *cells; };

static struct kept
kept_of(const struct lstm *l, int steps, int d, float *kept)
{
	kept += (size_t)d * lstm_kept(l, steps) / 2;
	return (struct kept){kept, kept + (size_t)steps * gates_of(l)};
}

/* Add the product of h (H) with Wh, or of gradients with its transpose: to (np) += v (kc) w. */
static void
add_product(const struct lstm *l, struct gather *g, const float *v, float *sum)
{
	/* the kernel starts its sums with the bias, which here is what is there already */
	l->kernel->forward(g, v, sum, 0, sum);
}

static void
run_direction(const struct lstm *l, int steps, int d, struct kept k, float *y)
{
	const int h = l->h, way = d == 0 ? 1 : -1;
	struct gather rec = product(1, h, 4 * h, 0, 0, l->wh[d]);

	for (int i = 0, t = d == 0 ? 0 : steps - 1; i < steps; i++, t += way) {
		float *gates = k.gates + (size_t)t * gates_of(l), *cell = k.cells + (size_t)t * (size_t)h;
		float *out = y + (size_t)(2 * t + d) * (size_t)h;

		if (i > 0)
			add_product(l, &rec, out - way * 2 * h, gates);
		l->kernel->lstm_step(h, gates, i > 0 ? cell - way * h : NULL, cell, out);
	}
	gather_free(&rec);
}

void
lstm_forward(const struct lstm *l, int steps, const float *x, const float *bias, float *kept, float *y)
{
	for (int d = 0; d < 2; d++) {
		struct kept k = kept_of(l, steps, d, kept);
		struct gather in = product(steps, l->c, 4 * l->h, l->cp, 4 * l->h, l->wx[d]);

		l->kernel->forward(&in, x, bias + (size_t)d * gates_of(l), 0, k.gates);
		gather_free(&in);
		run_direction(l, steps, d, k, y);
	}
}

/* Back along one direction: its gates become the gradients of their sums. */
static void
walk_back(const struct lstm *l, int steps, int d, struct kept k, const float *dy)
{
	const int h = l->h, way = d == 0 ? 1 : -1;
	struct gather rec = product(1, 4 * h, h, 0, 0, l->wh_back[d]);
	float *dh = mem_floats(2 * (size_t)h), *dcell = dh + h;

	for (int i = steps - 1, t = d == 0 ? steps - 1 : 0; i >= 0; i--, t -= way) {
		float *gates = k.gates + (size_t)t * gates_of(l), *cell = k.cells + (size_t)t * (size_t)h;
		const float *of_y = dy + (size_t)(2 * t + d) * (size_t)h;

		memcpy(dh, of_y, (size_t)h * sizeof *dh);
		if (i < steps - 1)
			add_product(l, &rec, gates + way * 4 * h, dh);
		l->kernel->lstm_step_back(h, gates, i > 0 ? cell - way * h : NULL, cell, dh, dcell);
	}
	free(dh);
	gather_free(&rec);
}

/* dw and db of one direction grow by what the gradients of its gates say. */
static void
add_gradients(const struct lstm *l, int steps, int d, const float *dgates, const float *x, const float *y,
              float *dw, float *db)
{
	const int h = l->h, np = 4 * h;
	struct gather in = product(steps, l->c, np, l->cp, np, NULL);
	struct gather rec = product(steps, h, np, 2 * h, np, NULL);

	l->kernel->weights(&in, x, dgates, dw);
	rec.n_pix = steps - 1;		/* the first step has none before it */
	l->kernel->weights(&rec, d == 0 ? y : y + 3 * h, d == 0 ? dgates + np : dgates, dw + (size_t)l->c * (size_t)np);
	l->kernel->bias_backward(dgates, (size_t)steps, np, db);
	gather_free(&in);
	gather_free(&rec);
}

/* dx (T,Cp) is, or grows by, the gradients of one direction's gates times Wx transposed; more is room for as much. */
static void
add_input_gradient(const struct lstm *l, int steps, int d, const float *dgates, float *more, float *dx)
{
	struct gather g = product(steps, 4 * l->h, l->cp, 4 * l->h, l->cp, l->wx_back[d]);

	l->kernel->forward(&g, dgates, NULL, 0, d == 0 ? dx : more);
	if (d == 1)
		l->kernel->add(dx, more, (size_t)steps * (size_t)l->cp, dx);
	gather_free(&g);
}

void
lstm_backward(const struct lstm *l, int steps, const float *x, const float *y, const float *dy, float *kept,
              float *dw, float *db, float *dx)
{
	const size_t per = ((size_t)l->c + (size_t)l->h) * gates_of(l);
	float *more = dx ? mem_room((size_t)steps * (size_t)l->cp) : NULL;

	for (int d = 0; d < 2; d++) {
		struct kept k = kept_of(l, steps, d, kept);

		walk_back(l, steps, d, k, dy);
		add_gradients(l, steps, d, k.gates, x, y, dw + (size_t)d * per, db + (size_t)d * gates_of(l));
		if (dx)
			add_input_gradient(l, steps, d, k.gates, more, dx);
	}
	free(more);
}
