#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/err.h"
#include "base/mem.h"
#include "net/labels.h"
#include "net/model.h"
#include "net/network.h"
#include "train/best_path.h"
#include "train/line_step.h"
#include "train/line_trainer.h"
#include "train/tunables.h"

_Static_assert((int)LINE_HEIGHT == (int)MODEL_LINE_ROWS && (int)LINE_MULTIPLE == (int)MODEL_LINE_MULTIPLE,
               "lines are what models take");

static const struct learner_kind lines;

char **
line_trainer_labels(const struct line_set *set)
{
	static char blank[] = LABEL_BLANK;
	char **labels = mem_alloc((size_t)set->n_classes + 1, sizeof *labels);

	for (int k = 0; k < set->n_classes; k++)
		labels[k] = set->classes[k];
	labels[set->n_classes] = blank;
	return labels;
}

/* The network, and what it is of.  Returns 0, or -1 after saying why it cannot be. */
static int
open_network(struct line_trainer *t)
{
	const struct line_set *set = t->set;
	const int64_t size = learner_size(t->weights, set->n);
	char **labels = line_trainer_labels(set);
	int bad = size < 1 || size > LINE_MAX_LINES;

	if (bad)
		error_at("--lines", "%" PRId64 " lines an epoch, by weight; wanted 1 to %d", size, LINE_MAX_LINES);
	else
		bad = learner_open(&t->l, labels, set->n_classes + 1, t->weights, set->n);
	free(labels);
	if (!bad && (t->l.arch.line != LINE_HEIGHT || LINE_MULTIPLE % t->l.arch.step)) {
		error_at("--arch", "a network for lines begins with line%d and has a step for at most %d columns",
		         LINE_HEIGHT, LINE_MULTIPLE);
		bad = 1;
	}
	return bad ? -1 : 0;
}

struct line_trainer *
line_trainer_new(const struct line_options *o, const struct line_set *set)
{
	struct line_trainer *t = mem_zero(1, sizeof *t);

	t->o = *o;
	t->set = set;
	t->weights = mem_alloc((size_t)set->n + 1, sizeof *t->weights);
	for (int64_t i = 0; i < set->n; i++)
		t->weights[i] = set->v[i].weight;
	t->l.kind = &lines;
	t->l.recipe = &t->o.r;
	if (open_network(t)) {
		line_trainer_free(t);
		return NULL;
	}
	t->sampler = line_sampler_new(set, &o->augment, o->join, o->most);
	t->train_step = train_step_new(&t->l.arch, o->r.batch * LINE_COLUMNS_EACH / ARCH_LINE_COLS * ARCH_LINE_COLS, o->most);
	return t;
}

void
line_trainer_free(struct line_trainer *t)
{
	if (!t)
		return;
	line_sampler_free(&t->sampler);
	train_step_free(t->train_step);
	learner_close(&t->l);
	free(t->weights);
	free(t);
}

/* Leave out lines from the end of a batch until its columns fit. */
static void
fit_room(const struct line_trainer *t, struct line_batch *b)
{
	int64_t columns = 0;
	int n = 0;

	while (n < b->n && (columns += b->lines[n].cols) <= t->train_step->batch)
		n++;
	for (int i = n; i < b->n; i++) {
		free((void *)b->lines[i].px);
		free((void *)b->texts[i].label);
	}
	b->n = n;
}

static void
take_step(struct learner *l)
{
	struct line_trainer *t = (struct line_trainer *)l;
	int n, right;
	const int64_t first = learner_next(l, &n);
	struct line_batch b = line_sampler_draw(&t->sampler, t->o.r.seed + (uint64_t)l->epoch + 1, first, l->order + first, n);

	fit_room(t, &b);
	l->loss += line_step_run(t->train_step, l->state.params, l->stats, &b, learner_seed(l), l->grads, &right);
	for (int i = 0; i < b.n; i++)
		l->units += b.texts[i].n;
	l->right += right;
	l->seen += n;
	line_batch_free(&b);
}

static void
describe(const struct learner *l, struct buf *b)
{
	const struct line_trainer *t = (const struct line_trainer *)l;
	const struct line_set *set = t->set;
	const struct line_augment *a = &t->o.augment;
	uLong crc = crc32_z(0, (const Bytef *)t->weights, (size_t)set->n * sizeof *t->weights);

	for (int64_t i = 0; i < set->n; i++) {
		const struct line_sample *s = &set->v[i];

		crc = crc32_z(crc, s->px, (size_t)s->w * LINE_KEPT_HEIGHT);
		crc = crc32_z(crc, (const Bytef *)s->label, (size_t)s->n * sizeof *s->label);
		crc = crc32_z(crc, (const Bytef *)&s->group, sizeof s->group);
	}
	for (int k = 0; k < set->n_classes; k++)
		crc = crc32_z(crc, (const Bytef *)set->classes[k], strlen(set->classes[k]) + 1);
	buf_printf(b, "join %.9g columns %d\n", t->o.join, t->o.most);
	buf_printf(b, "augment %.9g %.9g %.9g %.9g %.9g %.9g %.9g %.9g %.9g %.9g %.9g %.9g %.9g\n",
	           a->slant, a->wide, a->tall, a->shift, a->wave, a->elastic, a->stroke, a->blur, a->contrast, a->noise,
	           a->rules, a->loops, a->plain);
	buf_printf(b, "data %" PRId64 " lines, %d classes, crc32 %08lx\n", set->n, set->n_classes, crc);
}

static const struct learner_kind lines = {"lines", take_step, describe};

/* Edits between what net reads in the line and its text. */
static int
edits(const struct network *net, const struct line_sample *s)
{
	struct rng r = rng_seed(0, 0);
	int cols;
	uint8_t *px = line_augment(NULL, &r, s->px, s->w, NULL, 0, LINE_MOST, &cols);
	const int steps = cols / net->arch.step, classes = net->arch.classes;
	float *scores = mem_room((size_t)steps * (size_t)classes);
	uint16_t *said = mem_alloc((size_t)steps, sizeof *said);
	int wrong;

	network_run_line(net, px, cols, scores);
	wrong = label_distance(s->label, s->n, said, best_path(scores, steps, classes, classes, said));
	free(said);
	free(scores);
	free(px);
	return wrong;
}

struct line_score
line_trainer_judge(const struct line_trainer *t, const struct line_set *held, int origin)
{
	struct network *net = network_new(&t->l.arch, learner_trained(&t->l), t->l.stats);
	int64_t wrong = 0, total = 0;

#pragma omp parallel for schedule(dynamic) reduction(+:wrong, total)
	for (int64_t i = 0; i < held->n; i++)
		if (origin < 0 || held->v[i].origin == origin) {
			wrong += edits(net, &held->v[i]);
			total += held->v[i].n;
		}
	network_free(net);
	return (struct line_score){wrong, total};
}
