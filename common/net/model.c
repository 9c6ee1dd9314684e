#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/record.h"
#include "base/share.h"
#include "net/bundle.h"
#include "net/model.h"
#include "net/model_file.h"
#include "net/model_head.h"
#include "net/model_net.h"
#include "net/prior.h"
#include "net/softmax.h"
#include "net/weights.h"

static void
model_free(struct model *m)
{
	if (!m)
		return;
	for (int i = 0; i < m->n_classes; i++)
		free(m->classes[i]);
	free(m->classes);
	free(m->arch);
	free(m->style);
	free(m->note);
	free(m->prior);
	free(m->adjust);
	model_net_free(m->net);
	free(m);
}

/* Whether m, of layers a, may be asked together with set.  Returns NULL, or the reason, in why, why not. */
static const char *
check_cost(const struct models *set, struct model *m, const struct arch *a, char why[WHY])
{
	struct cost all = m->cost = network_cost(a);

	for (int i = 0; i < set->n; i++) {
		all.work += set->v[i]->cost.work;
		all.memory += set->v[i]->cost.memory;
	}
	return cost_refused(&all, why, WHY) ? why : NULL;
}

/* The model of which net has the record, with so many bytes of weights, which joins set.  Returns NULL, or what is wrong, which may be in why. */
static const char *
take_record(const struct models *set, struct model *m, struct model_net *net, size_t bytes, char why[WHY])
{
	const char *bad = model_head(m, &net->record, &net->arch, &net->precision, why);

	if (!bad)
		bad = check_cost(set, m, &net->arch, why);
	if (!bad && bytes != weights_size(&net->arch, net->precision))
		bad = "the weights do not have the size of the architecture";
	if (!bad)
		m->net = model_net_keep(net);
	return bad;
}

int
model_ready(const struct model *m)
{
	return model_net_ready(m->net);
}

static const struct network *
network_of(const struct model *m)
{
	if (model_net_ready(m->net))
		exit(EXIT_FAILED);
	return m->net->ready;
}

/*
 * Weights of layers its go to those of a, which differ in their last layer: it
 * has more outputs, whose weights stay.
 */
static void
copy_weights(const struct arch *a, float *params, const struct arch *its, const float *from)
{
	const struct layer *to = &a->layer[a->n - 1], *last = &its->layer[its->n - 1];
	const size_t np = (size_t)channels_padded(to->oc), had = (size_t)channels_padded(last->oc);
	const size_t rows = layer_rows(to), n = (size_t)last->oc * sizeof *params;

	memcpy(params, from, last->w * sizeof *params);
	for (size_t i = 0; i < rows; i++)
		memcpy(params + to->w + i * np, from + last->w + i * had, n);
	if (to->bias)
		memcpy(params + to->b, from + last->b, n);
}

/* Why the weights of record r cannot be those of layers text and these classes, maybe in why; NULL when taken. */
static const char *
take_weights(struct record *r, const struct arch *a, const char *text, char *const *classes,
             float *params, float *stats, char why[WHY])
{
	struct model *m = mem_zero(1, sizeof *m);
	struct arch its;
	enum precision w;
	const char *bad = model_head(m, r, &its, &w, why);

	if (!bad && (strcmp(m->arch, text) != 0 || m->n_classes > a->classes))
		bad = "it has other layers";
	for (int i = 0; !bad && i < m->n_classes; i++)
		if (strcmp(m->classes[i], classes[i]) != 0)
			bad = "it has other classes than the data";
	if (!bad && r->payload.len == weights_size(&its, w)) {
		float *from = mem_room(its.n_params);

		if (weights_read(&its, w, r->payload.data, from, stats))
			bad = "a weight is not a finite number";
		else
			copy_weights(a, params, &its, from);
		free(from);
	} else if (!bad) {
		bad = "the weights do not have the size of the architecture";
	}
	model_free(m);
	return bad;
}

int
model_weights(const char *path, int member, const struct arch *a, const char *text, char *const *classes,
              float *params, float *stats)
{
	char *found;
	FILE *in = share_open(path, MODEL_ENDING, &found);
	const char *bad = NULL;
	char why[WHY];
	struct record r = RECORD_EMPTY;
	int got;

	if (!in)
		return -1;
	do
		got = record_read(in, found, MODEL_MAGIC, &r);
	while (got == 1 && --member > 0);
	fclose(in);
	if (got == 1) {
		bad = take_weights(&r, a, text, classes, params, stats, why);
		record_free(&r);
	}
	if (bad || got == 0)
		error_at(found, "%s", bad ? bad : "it has fewer models");
	free(found);
	return bad || got != 1 ? -1 : 0;
}

/* Adds the model of which net has the record to set.  Returns 0, or -1 with the reason in why. */
static int
add_model(struct models *set, struct model_net *net, size_t bytes, struct bundle *b, char why[WHY])
{
	struct model *m = mem_zero(1, sizeof *m);
	char *member = record_get(&net->record, "member"), own[WHY];
	const char *bad = bundle_next(b, member, own, WHY) ? own : take_record(set, m, net, bytes, own);

	free(member);
	if (!bad && set->n == MODELS_MAX)
		bad = "too many models";
	if (bad) {
		snprintf(why, WHY, "%s", bad);
		model_free(m);
		return -1;
	}
	set->v = mem_resize(set->v, (size_t)set->n + 1, sizeof *set->v);
	set->v[set->n++] = m;
	return 0;
}

static int
load_all(struct models *set, struct model_file *file)
{
	struct model_net net = {.record = RECORD_EMPTY};
	const int had = set->n;
	struct bundle b = {0, 0};
	char why[WHY];
	size_t bytes;
	int got;

	while ((got = model_net_next(file, &net, &bytes)) == 1)
		if (add_model(set, &net, bytes, &b, why)) {
			error_at(file->name, "model %d: %s", net.number, why);
			got = -1;
			break;
		}
	if (got == 0 && set->n == had) {
		error_at(file->name, "the file is empty");
		got = -1;
	} else if (got == 0 && bundle_end(&b, why, WHY)) {
		error_at(file->name, "cut short: %s", why);
		got = -1;
	}
	while (got < 0 && set->n > had)
		model_free(set->v[--set->n]);
	record_free(&net.record);
	return got;
}

int
models_load(struct models *set, const char *path)
{
	struct model_file *file = model_file_open(path);
	const int bad = !file || load_all(set, file);

	model_file_leave(file);
	return bad ? -1 : 0;
}

void
models_free(struct models *set)
{
	while (set->n > 0)
		model_free(set->v[--set->n]);
	free(set->v);
	set->v = NULL;
}

void
model_predict(const struct model *m, const uint8_t *images, int n, float *probs)
{
	if (n == 0)			/* not asked: nothing is made ready */
		return;
	network_run(network_of(m), images, n, probs);
	for (int i = 0; i < n; i++, probs += m->n_classes) {
		softmax(probs, m->n_classes, probs);
		if (m->adjust)
			prior_adjust(m->adjust, m->n_classes, probs);
	}
}

int
model_is_line(const struct model *m)
{
	return m->step > 0;
}

void
model_predict_line(const struct model *m, const uint8_t *px, int cols, float *logp)
{
	network_run_line(network_of(m), px, cols, logp);
	for (int t = 0; t < cols / m->step; t++, logp += m->n_classes)
		log_softmax(logp, m->n_classes, logp);
}
