#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "base/num.h"
#include "base/opts.h"
#include "net/cost.h"
#include "net/model_file.h"
#include "train/train_options.h"
#include "train/tunables.h"

/* What can be changed about samples: a field of a struct, and the most that it may be. */
struct change {
	const char *name;
	size_t at;
	double most;
};

#define GLYPH(field, most) {#field, offsetof(struct augment, field), most}

static const struct change of_glyphs[] = {
	GLYPH(rotate, 180), GLYPH(shear, 2), GLYPH(scale, 0.9), GLYPH(shift, 14), GLYPH(elastic, 10), GLYPH(stroke, 1),
	GLYPH(ink, 1), GLYPH(blur, 5), GLYPH(resolution, 0.8), GLYPH(contrast, 1), GLYPH(noise, 1), GLYPH(texture, 1),
	GLYPH(sliver, 1), GLYPH(plain, 1), {0},
};

#define LINE(field, most) {#field, offsetof(struct line_augment, field), most}

static const struct change of_lines[] = {
	LINE(slant, 1), LINE(wide, 0.7), LINE(tall, 0.7), LINE(shift, 12), LINE(wave, 12), LINE(elastic, 10), LINE(stroke, 1),
	LINE(blur, 1), LINE(contrast, 1), LINE(noise, 1), LINE(rules, 1), LINE(loops, 1), LINE(plain, 1), {0},
};

/* One "name=number" of n bytes.  Returns 0, or -1. */
static int
set_field(const char *text, size_t n, const struct change *c, void *out)
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
	for (; c->name; c++)
		if (strcmp(c->name, word) == 0) {
			if (num_real(value, 0, c->most, &v))
				return -1;
			memcpy((char *)out + c->at, &v, sizeof v);
			return 0;
		}
	return -1;
}

/* "none", "default", or changes to what out has, the default; it is of size bytes.  Returns 0, or -1. */
static int
change(const char *text, const struct change *c, void *out, size_t size)
{
	if (strcmp(text, "none") == 0) {
		memset(out, 0, size);
		return 0;
	}
	if (strcmp(text, "default") == 0)
		return 0;
	for (const char *p = text; ; p++) {
		const size_t n = strcspn(p, ",");

		if (set_field(p, n, c, out))
			return -1;
		p += n;
		if (!*p)
			return 0;
	}
}

int
augment_from(const char *text, struct augment *out)
{
	struct augment a = AUGMENT_DEFAULTS;

	if (change(text, of_glyphs, &a, sizeof a))
		return -1;
	*out = a;
	return 0;
}

int
line_augment_from(const char *text, struct line_augment *out)
{
	struct line_augment a = LINE_AUGMENT_DEFAULTS;

	if (change(text, of_lines, &a, sizeof a))
		return -1;
	*out = a;
	return 0;
}

static void
set_arch(void *to, const char *option, const char *arg)
{
	struct recipe *r = to;
	const char *layers = arch_named(arg);

	(void)option;
	r->arch = layers ? layers : arg;
}

static void
set_member(void *to, const char *option, const char *arg)
{
	struct recipe *r = to;

	r->member = strcmp(arg, "all") == 0 ? MEMBER_ALL : (int)arg_int(option, arg, 1, MODELS_MAX);
}

static const char *const optimizers[] = {"sgd", "adamw", NULL};
static const char *const schedules[] = {"constant", "cosine", "onecycle", NULL};

#define RECIPE(kind, ...) kind(struct recipe, __VA_ARGS__)

const struct opt recipe_opts[] = {
	{0, "arch", "ARCH", "a name of --list-arch, or layers such as '32c3 bn relu p2 d' (seed; of lines, line)", OPT_CALL(set_arch)},
	{0, "init", "MODEL", "start from the weights of a model; data may have fewer classes, or more", RECIPE(OPT_TEXT, init)},
	{0, "member", "N", "of --init's file, start from its model N (1), or train all of them, one after the other", OPT_CALL(set_member), .words = (const char *const[]){"all", NULL}},
	{0, "max-model-work", "X", "let the networks of --init and --teacher take X times the usual memory and work (1)", OPT_CALL(opts_model_work)},
	{0, "epochs", "N", "times over the data (10; of lines, with --init, 1000 lines are drawn at least)", RECIPE(OPT_INT, epochs, 1, 100000)},
	{0, "batch", "N", "images of a step (128), or lines (16)", RECIPE(OPT_INT, batch, 2, 4096)},
	{0, "optimizer", "NAME", "sgd or adamw (adamw)", RECIPE(OPT_CHOICE, optim.kind, optimizers)},
	{0, "rate", "X", "highest learning rate (0.003; lines 0.002, with --init 0.0005; sgd 0.05)", RECIPE(OPT_REAL, rate, 0, 100)},
	{0, "momentum", "X", "Nesterov's, or AdamW's first (0.9)", RECIPE(OPT_REAL, optim.momentum, 0, 0.9999)},
	{0, "decay", "X", "weight decay (0.01; sgd 0.0005)", RECIPE(OPT_REAL, optim.decay, 0, 10)},
	{0, "schedule", "NAME", "constant, cosine or onecycle (onecycle)", RECIPE(OPT_CHOICE, schedule, schedules)},
	{0, "ema", "X", "decay of the running mean of the weights, 0 for none (0.998; lines 0.999)", RECIPE(OPT_REAL, optim.ema, 0, 0.99999)},
	{0, "augment", "SPEC", "none, default, or changes to it: rotate=10,shear=0.2 of glyphs, slant=0.3,wide=0.2 of lines",
		RECIPE(OPT_TEXT, augment), .words = (const char *const[]){"none", "default", NULL}},
	{0, "seed", "N", "of everything random (1)", RECIPE(OPT_INT64, seed, 0, INT64_MAX)},
	{0},
};

#define TRAIN(kind, ...) kind(struct train_options, __VA_ARGS__)

const struct opt train_opts[] = {
	{0, "smooth", "X", "label smoothing (0.05)", TRAIN(OPT_REAL, smooth, 0, 0.9), .after = "schedule"},
	{0, "fade", "X", "what is left of --augment's warp and stroke at the end (1)", TRAIN(OPT_REAL, fade, 0, 1), .after = "augment"},
	{0, "mixup", "X", "mix up to this share of a second image into each (0)", TRAIN(OPT_REAL, mixup, 0, 0.5)},
	{0, "reject", "X", "share of rejects (no character), made of two images, a class of their own (0)", TRAIN(OPT_REAL, reject, 0, 0.9)},
	{0, "teacher", "MODEL", "learn from what a model or bundle says of each image, too", TRAIN(OPT_TEXT, teacher)},
	{0, "distill", "X", "share of the teacher's word in the loss (0.7)", TRAIN(OPT_REAL, distill, 0, 1)},
	{0, "logit-adjust", NULL, "learn what classes look like apart from how often each --data has them", TRAIN(OPT_SET, adjust, 1)},
	{0},
};

#define LINES(kind, ...) kind(struct line_options, __VA_ARGS__)

const struct opt line_opts[] = {
	{0, "join", "X", "chance that a line is put together with others of its writer (0.6)", LINES(OPT_REAL, join, 0, 1), .after = "augment"},
	{0},
};

/* What was not said of a recipe: a rate, a decay and a mean that are negative, no batch, no epochs. */
static void
recipe_defaults(struct recipe *r, double rate, double ema, int batch, int epochs)
{
	const int sgd = r->optim.kind == OPTIM_SGD;

	if (r->rate < 0)
		r->rate = sgd ? 0.05 : rate;
	if (r->optim.decay < 0)
		r->optim.decay = sgd ? 0.0005 : 0.01;
	if (r->optim.ema < 0)
		r->optim.ema = ema;
	if (r->batch == 0)
		r->batch = batch;
	if (r->epochs == 0)
		r->epochs = epochs;
	if (!r->init)
		r->member = 1;
}

void
train_options_defaults(struct train_options *o)
{
	recipe_defaults(&o->r, 0.003, 0.998, 128, 10);
	if (o->r.augment && augment_from(o->r.augment, &o->augment))
		bad_usage("--augment: '%s' is not understood", o->r.augment);
}

void
line_options_defaults(struct line_options *o)
{
	recipe_defaults(&o->r, o->r.init ? LINE_INIT_RATE : LINE_RATE, LINE_EMA, LINE_BATCH, o->r.init ? 0 : 10);
	if (o->r.augment && line_augment_from(o->r.augment, &o->augment))
		bad_usage("--augment: '%s' is not understood", o->r.augment);
}
