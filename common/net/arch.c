#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "net/arch.h"
#include "net/conv.h"

static const struct {
	const char *name, *text;
} named[] = {
	{"seed", "32c3 bn relu 32c3 bn relu 32c5s2p2 bn relu drop0.4 "
	         "64c3 bn relu 64c3 bn relu 64c5s2p2 bn relu drop0.4 "
	         "128c4 bn relu drop0.4 d"},
	{"vgg32", "32c3p1n bn relu 32c3p1n bn relu p2 64c3p1n bn relu 64c3p1n bn relu p2 "
	          "128c3p1n bn relu 128c3p1n bn relu gap d"},
	{"vgg64", "64c3p1n bn relu 64c3p1n bn relu p2 128c3p1n bn relu 128c3p1n bn relu p2 "
	          "256c3p1n bn relu 256c3p1n bn relu gap d"},
	{"pool3", "32c3n bn relu p2 64c3p1n bn relu p2 128c3p1n bn relu 128c3n bn relu drop0.3 d"},
	{"wide5", "32c5s2n bn relu 64c3p1n bn relu 64c3n bn relu p2 128c3n bn relu drop0.3 d192 bn relu drop0.3 d"},
	{"lenet", "6c5p2 relu p2 16c5 relu p2 d120 relu d84 relu d"},
	{"tiny", "16c5s2 bn relu 32c3s2 bn relu 64c5 bn relu d"},
	{"line", "line48 16c3s2p1n bn relu 24c3p1n bn relu p2 48c3p1n bn relu 48c3p1n bn relu p2x1 "
	         "80c3p1n bn relu 80c3p1n bn relu p2x1 128c3x1n bn relu drop0.2 lstm96 drop0.2 lstm96 d"},
};

const char *
arch_name(int i, const char **text)
{
	if (i < 0 || (size_t)i >= sizeof named / sizeof *named)
		return NULL;
	*text = named[i].text;
	return named[i].name;
}

const char *
arch_named(const char *name)
{
	const char *text, *n;
	int i;

	for (i = 0; (n = arch_name(i, &text)); i++)
		if (strcmp(n, name) == 0)
			return text;
	return NULL;
}

/* A number of 1 to 4 digits at *s; moves *s on.  Returns -1 when there is none. */
static int
digits(const char **s)
{
	int v = 0, n = 0;

	for (; **s >= '0' && **s <= '9' && n < 5; n++, ++*s)
		v = 10 * v + (**s - '0');
	return n > 0 && n < 5 ? v : -1;
}

/* "3", or "3x1" of rows and columns, at *s; moves *s on.  Returns 0, or -1. */
static int
pair(const char **s, int *rows, int *cols)
{
	*rows = *cols = digits(s);
	if (**s == 'x') {
		++*s;
		*cols = digits(s);
	}
	return *rows < 0 || *cols < 0 ? -1 : 0;
}

/* The options s2, p1, n behind a convolution or pooling word.  Returns 0 or -1. */
static int
word_options(const char *t, struct layer *l)
{
	const int is_conv = l->kind == LAYER_CONV || l->kind == LAYER_DEPTH;

	while (*t) {
		const char key = *t++;
		int rows = 0, cols = 0;

		if (key != 'n' && pair(&t, &rows, &cols))
			return -1;
		if (key == 's' && rows >= 1 && rows <= CONV_MAX_STRIDE && cols >= 1 && cols <= CONV_MAX_STRIDE) {
			l->sh = rows;
			l->sw = cols;
		} else if (key == 'p' && is_conv && rows < l->kh && cols < l->kw) {
			l->ph = rows;
			l->pw = cols;
		} else if (key == 'n' && is_conv) {
			l->bias = 0;
		} else {
			return -1;
		}
	}
	return 0;
}

/* A filter or pool at *t: its size, which nothing exceeds. */
static int
size_word(const char **t, struct layer *l)
{
	l->sh = l->sw = 1;
	if (pair(t, &l->kh, &l->kw) || l->kh < 1 || l->kw < 1 || l->kh > GLYPH_SIDE || l->kw > GLYPH_SIDE)
		return -1;
	return 0;
}

/* "32c3...": filters, then c, then the size of the filter. */
static int
conv_word(const char *t, struct layer *l)
{
	l->kind = LAYER_CONV;
	l->oc = digits(&t);
	if (l->oc < 1 || *t++ != 'c')
		return -1;
	l->bias = 1;
	return size_word(&t, l) ? -1 : word_options(t, l);
}

/* "dw3...": a filter of that size for each channel. */
static int
depth_word(const char *t, struct layer *l)
{
	t += 2;
	l->kind = LAYER_DEPTH;
	l->oc = l->c;
	l->bias = 1;
	return size_word(&t, l) ? -1 : word_options(t, l);
}

static int
pool_word(const char *t, struct layer *l)
{
	l->kind = *t++ == 'p' ? LAYER_MAXPOOL : LAYER_AVGPOOL;
	if (size_word(&t, l))
		return -1;
	l->sh = l->kh;
	l->sw = l->kw;
	l->oc = l->c;
	return *t ? word_options(t, l) : 0;
}

static int
dense_word(const char *t, const struct arch *a, struct layer *l, int classes)
{
	l->kind = LAYER_CONV;
	l->kh = l->rows;
	l->kw = a->line ? 1 : l->cols;
	l->sh = l->sw = l->bias = 1;
	t++;
	l->oc = *t ? digits(&t) : classes;
	return *t || l->oc < 1 ? -1 : 0;
}

/* "lstm96": cells of each direction, whole vectors of them. */
static int
lstm_word(const char *t, struct layer *l)
{
	int cells;

	t += 4;
	cells = digits(&t);
	l->kind = LAYER_LSTM;
	l->oc = 2 * cells;
	return *t || cells < 1 || cells % CHANNEL_BLOCK || l->rows != 1 ? -1 : 0;
}

static int
drop_word(const char *t, struct layer *l)
{
	double rate;

	l->kind = LAYER_DROPOUT;
	l->oc = l->c;
	if (num_real(t, 0, 0.95, &rate))
		return -1;
	l->rate = (float)rate;
	return 0;
}

/* The layer of the last bracket that is open before layer at, or -1. */
static int
open_before(const struct arch *a, int at)
{
	int closed = 0;

	while (--at >= 0)
		if (a->layer[at].kind == LAYER_SUM || a->layer[at].kind == LAYER_PRODUCT)
			closed++;
		else if (a->layer[at].kind == LAYER_OPEN && closed-- == 0)
			return at;
	return -1;
}

/* ")+" or ")*".  Returns 0, or -1 when no bracket is open, or its map does not fit. */
static int
close_word(const char *t, const struct arch *a, struct layer *l)
{
	const struct layer *open;

	l->kind = t[1] == '+' ? LAYER_SUM : LAYER_PRODUCT;
	l->open = open_before(a, a->n);
	if (l->open < 0 || (t[1] != '+' && t[1] != '*') || t[2])
		return -1;
	open = &a->layer[l->open];
	l->oc = l->c;
	l->orows = open->rows;
	l->ocols = open->cols;
	if (open->c != l->c)
		return -1;
	return t[1] == '+' ? l->rows != open->rows || l->cols != open->cols : l->rows != 1 || l->cols != 1;
}

/* What one word says; l knows its input.  Returns 0, or -1 when it is no layer. */
static int
read_word(const char *t, const struct arch *a, struct layer *l, int classes)
{
	l->oc = l->c;
	if (strcmp(t, "bn") == 0) {
		l->kind = LAYER_BN;
	} else if (strcmp(t, "relu") == 0) {
		l->kind = LAYER_RELU;
	} else if (strcmp(t, "gap") == 0) {
		if (a->line)
			return -1;
		l->kind = LAYER_AVGPOOL;
		l->kh = l->sh = l->rows;
		l->kw = l->sw = l->cols;
	} else if (strncmp(t, "drop", 4) == 0) {
		return drop_word(t + 4, l);
	} else if (strcmp(t, "sigmoid") == 0) {
		l->kind = LAYER_SIGMOID;
	} else if (strcmp(t, "(") == 0) {
		l->kind = LAYER_OPEN;
	} else if (*t == ')') {
		return close_word(t, a, l);
	} else if (strncmp(t, "dw", 2) == 0) {
		return depth_word(t, l);
	} else if (*t == 'd') {
		return dense_word(t, a, l, classes);
	} else if (strncmp(t, "lstm", 4) == 0) {
		return a->line ? lstm_word(t, l) : -1;
	} else if (*t == 'p' || *t == 'a') {
		return pool_word(t, l);
	} else {
		return conv_word(t, l);
	}
	return 0;
}

size_t
layer_taps(const struct layer *l)
{
	const size_t filter = (size_t)l->kh * (size_t)l->kw;

	return l->kind == LAYER_CONV ? filter * (size_t)l->c : l->kind == LAYER_DEPTH ? filter : 0;
}

size_t
layer_rows(const struct layer *l)
{
	return l->kind == LAYER_LSTM ? 2 * ((size_t)l->c + (size_t)l->oc / 2) : layer_taps(l);
}

int
layer_width(const struct layer *l)
{
	return l->kind == LAYER_LSTM ? 2 * l->oc : l->oc;
}

size_t
layer_biases(const struct layer *l)
{
	return l->kind == LAYER_LSTM ? 2 : layer_taps(l) && l->bias;
}

size_t
layer_pixels(const struct layer *l)
{
	return (size_t)l->orows * (size_t)l->ocols;
}

size_t
layer_in(const struct layer *l)
{
	return (size_t)l->rows * (size_t)l->cols * (size_t)channels_padded(l->c);
}

size_t
layer_out(const struct layer *l)
{
	return layer_pixels(l) * (size_t)channels_padded(l->oc);
}

/* Where the parameters of layer l lie, and what it costs. */
static void
place(struct arch *a, struct layer *l)
{
	const size_t np = (size_t)channels_padded(layer_width(l)), rows = layer_rows(l);

	if (rows) {
		l->w = a->n_params;
		l->b = l->w + rows * np;
		a->n_params = l->b + layer_biases(l) * np;
		a->count += (rows + layer_biases(l)) * (size_t)layer_width(l);
		a->macs += (double)rows * layer_width(l) * (double)layer_pixels(l);
	} else if (l->kind == LAYER_BN) {
		l->w = a->n_params;
		l->b = l->w + np;
		l->stats = a->n_stats;
		a->n_params += 2 * np;
		a->n_stats += 2 * np;
		a->count += 2 * (size_t)l->oc;
	}
}

/* Where the map before a layer of rows x cols leads to. */
static void
size_output(struct layer *l)
{
	if (l->kind == LAYER_PRODUCT || l->kind == LAYER_SUM)
		return;			/* known by its bracket */
	l->orows = l->kh ? conv_out(l->rows, l->kh, l->sh, l->ph) : l->rows;
	l->ocols = l->kw ? conv_out(l->cols, l->kw, l->sw, l->pw) : l->cols;
}

/* 1 when the output has a size that may be: of lines, columns that divide those of the input. */
static int
size_fits(const struct arch *a, const struct layer *l)
{
	const int most = a->line ? ARCH_MAX_ROWS : 2 * GLYPH_SIDE;

	if (l->orows < 1 || l->ocols < 1 || l->orows > most)
		return 0;
	return a->line ? ARCH_LINE_COLS % l->ocols == 0 : l->ocols <= most;
}

/* Adds the layer that word stands for.  Returns 0, or -1 with the reason. */
static int
add_word(struct arch *a, const char *word, int classes, char *why, size_t room)
{
	struct layer *l = &a->layer[a->n], *before = a->n ? l - 1 : NULL;

	memset(l, 0, sizeof *l);
	l->rows = before ? before->orows : a->line ? a->line : GLYPH_SIDE;
	l->cols = before ? before->ocols : a->line ? ARCH_LINE_COLS : GLYPH_SIDE;
	l->c = before ? before->oc : 1;
	if (read_word(word, a, l, classes) || l->oc > ARCH_MAX_CHANNELS) {
		snprintf(why, room, "'%s' is no layer", word);
		return -1;
	}
	if (l->kind == LAYER_RELU && before && !before->relu
	    && (layer_taps(before) || before->kind == LAYER_BN)) {
		before->relu = 1;	/* done by the layer before */
		return 0;
	}
	size_output(l);
	if (!size_fits(a, l)) {
		snprintf(why, room, "'%s' does not fit a map of %dx%d", word, l->rows, l->cols);
		return -1;
	}
	place(a, l);
	a->n++;
	return 0;
}

void
arch_at(const struct arch *a, int cols, struct arch *out)
{
	*out = *a;
	for (int i = 0; i < a->n; i++) {
		struct layer *l = &out->layer[i];

		l->cols = i > 0 ? l[-1].ocols : cols;
		if (l->kind == LAYER_SUM || l->kind == LAYER_PRODUCT)
			l->ocols = out->layer[l->open].cols;
		size_output(l);
	}
}

/* The first word of a network for lines, "line48", at *text.  Returns 0, or -1 when it is malformed. */
static int
line_word(const char **text, struct arch *a)
{
	if (strncmp(*text, "line", 4) != 0)
		return 0;
	*text += 4;
	a->line = digits(text);
	return a->line < 1 || a->line > ARCH_MAX_ROWS || (**text && **text != ' ') ? -1 : 0;
}

/* What the whole must be.  Returns 0, or -1 with the reason. */
static int
check_end(struct arch *a, int classes, char *why, size_t room)
{
	const struct layer *last = a->n ? &a->layer[a->n - 1] : NULL;
	struct arch twice;

	if (open_before(a, a->n) >= 0) {
		snprintf(why, room, "a bracket is not closed");
		return -1;
	}
	if (!last || last->kind != LAYER_CONV || last->orows != 1 || (!a->line && last->ocols != 1)
	    || last->oc != classes || last->relu) {
		snprintf(why, room, "the last word must be d%d, the dense layer of the classes", classes);
		return -1;
	}
	if (!a->line)
		return 0;
	a->step = ARCH_LINE_COLS / last->ocols;
	a->macs /= ARCH_LINE_COLS;
	arch_at(a, 2 * ARCH_LINE_COLS, &twice);
	for (int i = 0; i < a->n; i++)
		if (twice.layer[i].ocols != 2 * a->layer[i].ocols) {
			snprintf(why, room, "columns are not divided evenly");
			return -1;
		}
	return 0;
}

/* 1 when a word has visible ASCII only: a message may name it. */
static int
is_plain(const char *word)
{
	while (*word > ' ' && *word <= '~')
		word++;
	return *word == '\0';
}

int
arch_parse(const char *text, int classes, struct arch *a, char *why, size_t room)
{
	char word[32];

	memset(a, 0, sizeof *a);
	a->classes = classes;
	text += strspn(text, " ");
	if (line_word(&text, a)) {
		snprintf(why, room, "the rows of a line are from 1 to %d", ARCH_MAX_ROWS);
		return -1;
	}
	for (text += strspn(text, " "); *text; text += strspn(text, " ")) {
		size_t n = strcspn(text, " ");

		if (a->n == ARCH_MAX_LAYERS || n >= sizeof word) {
			snprintf(why, room, "%s", n >= sizeof word ? "a word is too long" : "too many layers");
			return -1;
		}
		memcpy(word, text, n);
		word[n] = '\0';
		if (!is_plain(word)) {
			snprintf(why, room, "a word has characters that are in no layer's");
			return -1;
		}
		text += n;
		if (add_word(a, word, classes, why, room))
			return -1;
	}
	return check_end(a, classes, why, room);
}
