#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "base/num.h"
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

static const struct real_field {
	const char *name;
	size_t at;
	double lo, hi;
} reals[] = {
	{"rate",     offsetof(struct train_options, rate),           0, 100},
	{"momentum", offsetof(struct train_options, optim.momentum), 0, 0.9999},
	{"decay",    offsetof(struct train_options, optim.decay),    0, 10},
	{"ema",      offsetof(struct train_options, optim.ema),      0, 0.99999},
	{"smooth",   offsetof(struct train_options, smooth),         0, 0.9},
	{"fade",     offsetof(struct train_options, fade),           0, 1},
	{"mixup",    offsetof(struct train_options, mixup),          0, 0.5},
	{"reject",   offsetof(struct train_options, reject),         0, 0.9},
	{"distill",  offsetof(struct train_options, distill),        0, 1},
};

static int
set_real(struct train_options *o, const char *name, const char *arg)
{
	char option[32];

	for (size_t i = 0; i < sizeof reals / sizeof *reals; i++)
		if (strcmp(reals[i].name, name) == 0) {
			double v;

			snprintf(option, sizeof option, "--%s", name);
			v = arg_real(option, arg, reals[i].lo, reals[i].hi);
			memcpy((char *)o + reals[i].at, &v, sizeof v);
			return 1;
		}
	return 0;
}

int
source_set(struct source *s, const char *name, const char *arg)
{
	if (strcmp(name, "labels") == 0)
		s->labels = arg;
	else if (strcmp(name, "either") == 0)
		s->either = arg;
	else if (strcmp(name, "mapping") == 0)
		s->mapping = arg;
	else if (strcmp(name, "transpose") == 0)
		s->transpose = 1;
	else if (strcmp(name, "group") == 0)
		s->group = (int)arg_int("--group", arg, 1, 1000);
	else if (strcmp(name, "keep") == 0)
		s->keep = arg;
	else if (strcmp(name, "weight") == 0)
		s->weight = arg_real("--weight", arg, 0.001, 1000);
	else if (strcmp(name, "hold") == 0)
		s->hold = 1;
	else if (strcmp(name, "pick") == 0)
		s->pick = arg;
	else if (strcmp(name, "limit") == 0)
		s->limit = arg_int("--limit", arg, 1, DATASET_MAX_IMAGES);
	else
		return 0;
	return 1;
}

int
train_options_set(struct train_options *o, const char *name, const char *arg)
{
	static const char *const optimizers[] = {"sgd", "adamw", NULL};
	static const char *const schedules[] = {"constant", "cosine", "onecycle", NULL};

	if (strcmp(name, "arch") == 0)
		o->arch = arch_named(arg) ? arch_named(arg) : arg;
	else if (strcmp(name, "init") == 0)
		o->init = arg;
	else if (strcmp(name, "member") == 0)
		o->member = (int)arg_int("--member", arg, 1, 64);
	else if (strcmp(name, "teacher") == 0)
		o->teacher = arg;
	else if (strcmp(name, "logit-adjust") == 0)
		o->adjust = 1;
	else if (strcmp(name, "epochs") == 0)
		o->epochs = (int)arg_int("--epochs", arg, 1, 100000);
	else if (strcmp(name, "batch") == 0)
		o->batch = (int)arg_int("--batch", arg, 2, 4096);
	else if (strcmp(name, "seed") == 0)
		o->seed = (uint64_t)arg_int("--seed", arg, 0, INT64_MAX);
	else if (strcmp(name, "optimizer") == 0)
		o->optim.kind = (enum optimizer)arg_choice("--optimizer", arg, optimizers);
	else if (strcmp(name, "schedule") == 0)
		o->schedule = (enum schedule)arg_choice("--schedule", arg, schedules);
	else if (strcmp(name, "augment") == 0 && augment_from(arg, &o->augment))
		bad_usage("--augment: '%s' is not understood", arg);
	else
		return strcmp(name, "augment") == 0 || set_real(o, name, arg);
	return 1;
}

void
train_options_defaults(struct train_options *o)
{
	if (o->rate < 0)
		o->rate = o->optim.kind == OPTIM_SGD ? 0.05 : 0.003;
	if (o->optim.decay < 0)
		o->optim.decay = o->optim.kind == OPTIM_SGD ? 0.0005 : 0.01;
}
