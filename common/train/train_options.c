#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "base/num.h"
#include "base/opts.h"
#include "train/train_options.h"

static const struct {
	const char *name;
	size_t at;
	double most;
} fields[] = {
	{"rotate",     offsetof(struct augment, rotate),     180},
	{"shear",      offsetof(struct augment, shear),      2},
	{"scale",      offsetof(struct augment, scale),      0.9},
	{"shift",      offsetof(struct augment, shift),      14},
	{"elastic",    offsetof(struct augment, elastic),    10},
	{"stroke",     offsetof(struct augment, stroke),     1},
	{"ink",        offsetof(struct augment, ink),        1},
	{"blur",       offsetof(struct augment, blur),       5},
	{"resolution", offsetof(struct augment, resolution), 0.8},
	{"contrast",   offsetof(struct augment, contrast),   1},
	{"noise",      offsetof(struct augment, noise),      1},
	{"texture",    offsetof(struct augment, texture),    1},
	{"sliver",     offsetof(struct augment, sliver),     1},
	{"plain",      offsetof(struct augment, plain),      1},
};

/* One "name=number" of n bytes.  Returns 0, or -1. */
static int
set_field(const char *text, size_t n, struct augment *out)
{
	char word[40], *value;
	double v;

	if (n >= sizeof word)
		return -1;
	memcpy(word, text, n);
	word[n] = '\0';
	if (!(value = strchr(word, '=')))
		return -1;
	*value++ = '\0';
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (strcmp(fields[i].name, word) == 0) {
			if (num_real(value, 0, fields[i].most, &v))
				return -1;
			memcpy((char *)out + fields[i].at, &v, sizeof v);
			return 0;
		}
	return -1;
}

int
augment_from(const char *text, struct augment *out)
{
	static const struct augment none = {0};
	struct augment a = AUGMENT_DEFAULTS;

	if (strcmp(text, "none") == 0) {
		*out = none;
		return 0;
	}
	if (strcmp(text, "default") != 0)
		for (const char *p = text; ; p++) {
			size_t n = strcspn(p, ",");

			if (set_field(p, n, &a))
				return -1;
			p += n;
			if (!*p)
				break;
		}
	*out = a;
	return 0;
}

static void
set_augment(void *to, const char *option, const char *arg)
{
	if (augment_from(arg, to))
		bad_usage("%s: '%s' is not understood", option, arg);
}

static void
set_arch(void *to, const char *option, const char *arg)
{
	struct train_options *o = to;
	const char *layers = arch_named(arg);

	(void)option;
	o->arch = layers ? layers : arg;
}

static const char *const optimizers[] = {"sgd", "adamw", NULL};
static const char *const schedules[] = {"constant", "cosine", "onecycle", NULL};

#define TRAIN(kind, ...) kind(struct train_options, __VA_ARGS__)

const struct opt train_opts[] = {
	{0, "arch", "ARCH", "a name of --list-arch, or layers such as '32c3 bn relu p2 d' (seed)", OPT_CALL(set_arch)},
	{0, "init", "MODEL", "start from the weights of a model; data may have fewer classes, or more", TRAIN(OPT_TEXT, init)},
	{0, "member", "N", "of --init's file, start from its model N (1)", TRAIN(OPT_INT, member, 1, 64)},
	{0, "epochs", "N", "times over the data (10)", TRAIN(OPT_INT, epochs, 1, 100000)},
	{0, "batch", "N", "images of a step (128)", TRAIN(OPT_INT, batch, 2, 4096)},
	{0, "optimizer", "NAME", "sgd or adamw (adamw)", TRAIN(OPT_CHOICE, optim.kind, optimizers)},
	{0, "rate", "X", "highest learning rate (0.003; sgd 0.05)", TRAIN(OPT_REAL, rate, 0, 100)},
	{0, "momentum", "X", "Nesterov's, or AdamW's first (0.9)", TRAIN(OPT_REAL, optim.momentum, 0, 0.9999)},
	{0, "decay", "X", "weight decay (0.01; sgd 0.0005)", TRAIN(OPT_REAL, optim.decay, 0, 10)},
	{0, "schedule", "NAME", "constant, cosine or onecycle (onecycle)", TRAIN(OPT_CHOICE, schedule, schedules)},
	{0, "smooth", "X", "label smoothing (0.05)", TRAIN(OPT_REAL, smooth, 0, 0.9)},
	{0, "ema", "X", "decay of the running mean of the weights, 0 for none (0.998)", TRAIN(OPT_REAL, optim.ema, 0, 0.99999)},
	{0, "augment", "SPEC", "none, default, or rotate=10,shear=0.2,scale=0.1,shift=1.5,elastic=0.8,stroke=0.6",
		TRAIN(OPT_CALL_AT, augment, set_augment)},
	{0, "fade", "X", "what is left of --augment's warp and stroke at the end (1)", TRAIN(OPT_REAL, fade, 0, 1)},
	{0, "mixup", "X", "mix up to this share of a second image into each (0)", TRAIN(OPT_REAL, mixup, 0, 0.5)},
	{0, "reject", "X", "share of rejects (no character), made of two images, a class of their own (0)", TRAIN(OPT_REAL, reject, 0, 0.9)},
	{0, "teacher", "MODEL", "learn from what a model or bundle says of each image, too", TRAIN(OPT_TEXT, teacher)},
	{0, "distill", "X", "share of the teacher's word in the loss (0.7)", TRAIN(OPT_REAL, distill, 0, 1)},
	{0, "logit-adjust", NULL, "learn what classes look like apart from how often each --data has them", TRAIN(OPT_SET, adjust, 1)},
	{0, "seed", "N", "of everything random (1)", TRAIN(OPT_INT64, seed, 0, INT64_MAX)},
	{0},
};

void
train_options_defaults(struct train_options *o)
{
	if (o->rate < 0)
		o->rate = o->optim.kind == OPTIM_SGD ? 0.05 : 0.003;
	if (o->optim.decay < 0)
		o->optim.decay = o->optim.kind == OPTIM_SGD ? 0.0005 : 0.01;
}

static void
add_source(void *to, const char *option, const char *arg)
{
	struct sources *s = to;

	(void)option;
	if (s->n == SOURCES_MAX)
		opts_usage_error("more than %d sources", SOURCES_MAX);
	s->v[s->n++].path = arg;
}

void *
sources_last(void *to)
{
	struct sources *s = to;

	if (s->n == 0)
		opts_usage_error("--data comes before what is said of it");
	return &s->v[s->n - 1];
}

#define SOURCE(kind, ...) kind(struct source, __VA_ARGS__)

const struct opt source_opts[] = {
	{'d', "data", "PATH", "IDX prefix, or a folder with a sub-folder per class; may be repeated", OPT_CALL(add_source)},
	{0, "labels", "FILE", "another labels file for the --data before it", SOURCE(OPT_TEXT, labels)},
	{0, "either", "FILE", "merged labels, of either case, where the label of the --data before it is 255", SOURCE(OPT_TEXT, either)},
	{0, "mapping", "FILE", "what the labels of the --data before it mean", SOURCE(OPT_TEXT, mapping)},
	{0, "transpose", NULL, "the --data before it has rows and columns swapped (EMNIST)", SOURCE(OPT_SET, transpose, 1)},
	{0, "group", "N", "each N images in a row of the --data before it are one sample", SOURCE(OPT_INT, group, 1, 1000)},
	{0, "keep", "CHARS", "only these characters of the --data before it", SOURCE(OPT_TEXT, keep)},
	{0, "pick", "FILE", "only the images of the --data before it whose numbers are lines of FILE", SOURCE(OPT_TEXT, pick)},
	{0, "limit", "N", "only the first N images of the --data before it", SOURCE(OPT_INT64, limit, 1, DATASET_MAX_IMAGES)},
	{0, "weight", "X", "how often an epoch has each image of the --data before it (1)", SOURCE(OPT_REAL, weight, 0.001, 1000)},
	{0, "hold", NULL, "judge every epoch by the --data before it, and do not train with it", SOURCE(OPT_SET, hold, 1)},
	{0},
};
