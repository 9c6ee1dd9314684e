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

/* The options s2, p1, n behind a convolution or pooling word.  Returns 0 or -1. */
static int
word_options(const char *t, struct layer *l)
{
	const int is_conv = l->kind == LAYER_CONV || l->kind == LAYER_DEPTH;

	while (*t) {
		char key = *t++;
		int v = key == 'n' ? 0 : digits(&t);

		if (key == 's' && v >= 1 && v <= CONV_MAX_STRIDE)
			l->s = v;
		else if (key == 'p' && v >= 0 && is_conv && v < l->k)
			l->p = v;
		else if (key == 'n' && is_conv)
			l->bias = 0;
		else
			return -1;
	}
	return 0;
}

/* "32c3...": filters, then c, then the side of the filter. */
static int
conv_word(const char *t, struct layer *l)
{
	l->kind = LAYER_CONV;
	l->oc = digits(&t);
	if (l->oc < 1 || *t++ != 'c')
		return -1;
	l->k = digits(&t);
	l->s = l->bias = 1;
	return l->k < 1 || l->k > GLYPH_SIDE ? -1 : word_options(t, l);
}

/* "dw3...": a filter of that side for each channel. */
static int
depth_word(const char *t, struct layer *l)
{
	t += 2;
	l->kind = LAYER_DEPTH;
	l->oc = l->c;
	l->k = digits(&t);
	l->s = l->bias = 1;
	return l->k < 1 || l->k > GLYPH_SIDE ? -1 : word_options(t, l);
}

static int
pool_word(const char *t, struct layer *l)
{
	l->kind = *t++ == 'p' ? LAYER_MAXPOOL : LAYER_AVGPOOL;
	l->k = l->s = digits(&t);
	l->oc = l->c;
	if (l->k < 1 || l->k > GLYPH_SIDE)
		return -1;
	if (*t && word_options(t, l))
		return -1;
	return 0;
}

static int
dense_word(const char *t, struct layer *l, int classes)
{
	l->kind = LAYER_CONV;
	l->k = l->side;
	l->s = l->bias = 1;
	t++;
	l->oc = *t ? digits(&t) : classes;
	return *t || l->oc < 1 ? -1 : 0;
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
	l->oside = open->side;
	return open->c != l->c || l->side != (t[1] == '+' ? open->side : 1) ? -1 : 0;
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
		l->kind = LAYER_AVGPOOL;
		l->k = l->s = l->side;
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
		return dense_word(t, l, classes);
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
	return l->kind == LAYER_CONV ? (size_t)(l->k * l->k * l->c) : l->kind == LAYER_DEPTH ? (size_t)(l->k * l->k) : 0;
}

/* Where the parameters of layer l lie, and what it costs. */
static void
place(struct arch *a, struct layer *l)
{
	const size_t np = (size_t)channels_padded(l->oc), taps = layer_taps(l);

	if (taps) {
		l->w = a->n_params;
		l->b = l->w + taps * np;
		a->n_params = l->b + (l->bias ? np : 0);
		a->count += (taps + (size_t)l->bias) * (size_t)l->oc;
		a->macs += (double)taps * l->oc * l->oside * l->oside;
	} else if (l->kind == LAYER_BN) {
		l->w = a->n_params;
		l->b = l->w + np;
		l->stats = a->n_stats;
		a->n_params += 2 * np;
		a->n_stats += 2 * np;
		a->count += 2 * (size_t)l->oc;
	}
}

/* Adds the layer that word stands for.  Returns 0, or -1 with the reason. */
static int
add_word(struct arch *a, const char *word, int classes, char *why, size_t room)
{
	struct layer *l = &a->layer[a->n], *before = a->n ? l - 1 : NULL;

	memset(l, 0, sizeof *l);
	l->side = before ? before->oside : GLYPH_SIDE;
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
	if (l->kind != LAYER_PRODUCT)
		l->oside = l->k ? conv_out(l->side, l->k, l->s, l->p) : l->side;
	if (l->oside < 1 || l->oside > 2 * GLYPH_SIDE) {
		snprintf(why, room, "'%s' does not fit a map of %dx%d", word, l->side, l->side);
		return -1;
	}
	place(a, l);
	a->n++;
	return 0;
}

int
arch_parse(const char *text, int classes, struct arch *a, char *why, size_t room)
{
	char word[32];
	const struct layer *last;

	memset(a, 0, sizeof *a);
	a->classes = classes;
	for (text += strspn(text, " "); *text; text += strspn(text, " ")) {
		size_t n = strcspn(text, " ");

		if (a->n == ARCH_MAX_LAYERS || n >= sizeof word) {
			snprintf(why, room, "%s", n >= sizeof word ? "a word is too long" : "too many layers");
			return -1;
		}
		memcpy(word, text, n);
		word[n] = '\0';
		text += n;
		if (add_word(a, word, classes, why, room))
			return -1;
	}
	if (open_before(a, a->n) >= 0) {
		snprintf(why, room, "a bracket is not closed");
		return -1;
	}
	last = a->n ? &a->layer[a->n - 1] : NULL;
	if (!last || last->kind != LAYER_CONV || last->oside != 1 || last->oc != classes || last->relu) {
		snprintf(why, room, "the last word must be d%d, the dense layer of the classes", classes);
		return -1;
	}
	return 0;
}
