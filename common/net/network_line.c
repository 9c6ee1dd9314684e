/*
 * Along a line: network_run_line of network.h.
 *
 * The layers before the first that knows the whole line (an lstm) see a few columns beside each
 * of their outputs, so a line goes through them in blocks of columns, each with enough
 * of its neighbours that what comes out is, to the byte, what the whole line would give.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "net/network.h"
#include "net/network_pass.h"

/* Columns of a map, from <= x < to. */
struct span { int from, to; };

/* 1 for a layer whose outputs depend on columns nearby alone. */
static int
is_near(const struct layer *l)
{
	return l->kind != LAYER_LSTM && l->kind != LAYER_PRODUCT;
}

/* How many layers, from the first on, can go block by block; brackets are closed among them. */
static int
near_layers(const struct arch *a)
{
	int closed = 0, open = 0;

	for (int i = 0; i < a->n && is_near(&a->layer[i]); i++) {
		open += (a->layer[i].kind == LAYER_OPEN) - (a->layer[i].kind == LAYER_SUM);
		if (open == 0)
			closed = i + 1;
	}
	return closed;
}

/* Columns of the line for one behind layer l. */
static int
columns_of(const struct arch *a, const struct layer *l)
{
	return a->layer[0].cols / l->ocols;
}

/* Blocks begin at a multiple of so many columns, for strides and tiles to lie as in the whole line. */
static int
block_unit(const struct network *net, int layers)
{
	int unit = 1;		/* all are powers of 2: they divide ARCH_LINE_COLS */

	for (int i = 0; i < layers; i++) {
		const int tile = net->conv[i] && net->conv[i]->wino ? WINOGRAD_OUT : 1;
		const int own = tile * columns_of(&net->arch, &net->arch.layer[i]);

		unit = own > unit ? own : unit;
	}
	return unit;
}

/* What of its input layer l sees for columns s of its output; in Winograd's tiles sums take in all of the tile. */
static struct span
span_before(const struct layer *l, const struct conv *conv, struct span s)
{
	if (!l->kw)
		return s;
	if (conv && conv->wino) {
		s.from = s.from / WINOGRAD_OUT * WINOGRAD_OUT;
		s.to = (s.to + WINOGRAD_OUT - 1) / WINOGRAD_OUT * WINOGRAD_OUT;
	}
	return (struct span){s.from * l->sw - l->pw, (s.to - 1) * l->sw - l->pw + l->kw};
}

/* The columns of the line that so many layers see for columns s behind them; some may lie outside of it. */
static struct span
span_seen(const struct network *net, int layers, struct span s)
{
	struct span kept[ARCH_MAX_LAYERS];

	for (int i = layers - 1; i >= 0; i--) {
		const struct layer *l = &net->arch.layer[i];

		if (l->kind == LAYER_SUM)
			kept[l->open] = s;
		s = span_before(l, net->conv[i], s);
		s.from = s.from < 0 ? 0 : s.from;
		if (l->kind == LAYER_OPEN) {
			s.from = kept[i].from < s.from ? kept[i].from : s.from;
			s.to = kept[i].to > s.to ? kept[i].to : s.to;
		}
	}
	return s;
}

/* Layers from .. to - 1 of net as they are for lines of cols columns; the weights are those of net. */
static struct network *
network_at(const struct network *net, int from, int to, int cols)
{
	struct network *here = mem_alloc(1, sizeof *here);

	*here = *net;
	arch_at(&net->arch, cols, &here->arch);
	for (int i = 0; i < net->arch.n; i++)
		here->conv[i] = net->conv[i] && i >= from && i < to ? conv_at(net->conv[i], here->arch.layer[i].cols) : NULL;
	network_measure(here, from, to, 1);
	return here;
}

static void
leave(struct network *here)
{
	for (int i = 0; here && i < here->arch.n; i++)
		conv_free(here->conv[i]);
	free(here);
}

/* The columns s of a line as the first layer takes them. */
static void
take_columns(const struct network *net, const uint8_t *px, int cols, struct span s, float *to)
{
	const size_t width = (size_t)(s.to - s.from);

	for (int y = 0; y < net->arch.line; y++)
		input_of(px + (size_t)y * (size_t)cols + s.from, width, to + (size_t)y * width * CHANNEL_BLOCK);
}

/* Columns s of the map behind layer l go to out, the same map of the whole line, of so many columns; map begins at first. */
static void
put_columns(const struct layer *l, const float *map, int first, struct span s, int cols, float *out)
{
	const size_t np = (size_t)channels_padded(l->oc), n = (size_t)(s.to - s.from) * np * sizeof *out;

	for (int y = 0; y < l->orows; y++)
		memcpy(out + (size_t)(y * cols + s.from) * np, map + (size_t)(y * l->ocols + s.from - first) * np, n);
}

/* The columns of a line of cols columns that a block for s of the map behind so many layers has. */
static struct span
block_of(const struct network *net, int layers, struct span s, int cols)
{
	const int unit = block_unit(net, layers);
	struct span b = span_seen(net, layers, s);

	b.from = b.from / unit * unit;
	b.to = (b.to + unit - 1) / unit * unit;
	b.to = b.to < cols ? b.to : cols;
	return b;
}

/* Blocks of a line: about of so many columns, but no fewer than are seen beside each, or most of the work would be done twice. */
static int
count_blocks(const struct network *net, int layers, int per, int cols, int block)
{
	const struct span s = {cols / per, cols / per + 1};	/* far from the line's begin */
	const struct span seen = span_seen(net, layers, s);
	const int beside = seen.to - seen.from, most = beside > block ? beside : block;

	return cols / most + (cols % most > 0);
}

/* The map behind so many layers, more than none, block by block, to out. */
static void
run_blocks(const struct network *net, int layers, const uint8_t *px, int cols, int block, float *out)
{
	const int per = columns_of(&net->arch, &net->arch.layer[layers - 1]), all = cols / per;
	const int blocks = count_blocks(net, layers, per, cols, block);
	struct network *here = NULL;
	struct work *w = NULL;

	for (int i = 0, at = 0; i < blocks; i++) {
		const struct span s = {at, at + (all - at) / (blocks - i)}, b = block_of(net, layers, s, cols);

		if (!here || here->arch.layer[0].cols != b.to - b.from) {
			leave(here);
			work_free(w);
			here = network_at(net, 0, layers, b.to - b.from);
			w = work_new(here, 1);
		}
		take_columns(net, px, cols, b, w->x);
		put_columns(&here->arch.layer[layers - 1], network_pass(here, 0, layers, 1, w), b.from / per, s, all, out);
		at = s.to;
	}
	leave(here);
	work_free(w);
}

void
network_run_line_in(const struct network *net, const uint8_t *px, int cols, int block, float *logits)
{
	const int layers = near_layers(&net->arch);
	const size_t np = (size_t)channels_padded(net->arch.classes), classes = (size_t)net->arch.classes;
	struct network *rest = network_at(net, layers, net->arch.n, cols);
	struct work *w;
	const float *out;

	if (layers == net->arch.n)
		rest->widest = layer_out(&rest->arch.layer[layers - 1]);
	w = work_new(rest, 1);
	if (layers > 0)
		run_blocks(net, layers, px, cols, block, w->x);
	else
		take_columns(net, px, cols, (struct span){0, cols}, w->x);
	out = network_pass(rest, layers, net->arch.n, 1, w);
	for (size_t t = 0; t < (size_t)(cols / net->arch.step); t++)
		memcpy(logits + t * classes, out + t * np, classes * sizeof *logits);
	work_free(w);
	leave(rest);
}

void
network_run_line(const struct network *net, const uint8_t *px, int cols, float *logits)
{
	network_run_line_in(net, px, cols, NETWORK_LINE_BLOCK, logits);
}
