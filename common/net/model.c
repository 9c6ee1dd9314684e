#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/num.h"
#include "base/record.h"
#include "net/labels.h"
#include "net/model.h"
#include "net/model_file.h"
#include "net/network.h"
#include "net/prior.h"
#include "net/softmax.h"
#include "net/weights.h"

const char *const task_names[TASKS + 1] = {"all", "lines", "alone", NULL};

/* The labels line: n labels apart by blanks.  Returns 0, or -1. */
static int
read_labels(struct model *m, const char *text, int n)
{
	m->classes = mem_zero((size_t)n, sizeof *m->classes);
	while (m->n_classes < n) {
		size_t len = strcspn(text, " ");

		if (len == 0 || len >= LABEL_SIZE)
			return -1;
		m->classes[m->n_classes] = mem_zero(len + 1, 1);
		memcpy(m->classes[m->n_classes++], text, len);
		text += len;
		if (*text == ' ' && m->n_classes < n)
			text++;
	}
	return *text ? -1 : 0;
}

/* The prior line, when there is one: n shares.  Returns 0, or -1. */
static int
read_prior(struct model *m, struct record *r, int n)
{
	char *text = record_get(r, "prior"), *rest = NULL, *word;
	double share, sum = 0;
	int k = 0, bad = 0;

	if (!text)
		return 0;
	m->prior = mem_floats((size_t)n);
	for (word = strtok_r(text, " ", &rest); word && !bad; word = strtok_r(NULL, " ", &rest)) {
		bad = k == n || num_real(word, 0, 1, &share);
		if (!bad)
			sum += m->prior[k++] = (float)share;
	}
	free(text);
	return bad || k != n || sum <= 0 ? -1 : 0;
}

/* The line "validation", when there is one: percent.  Returns 0, or -1. */
static int
read_validation(struct model *m, struct record *r)
{
	char *text = record_get(r, "validation");
	const int bad = text && num_real(text, 0, 100, &m->right);

	m->right /= 100;
	free(text);
	return bad ? -1 : 0;
}

/* The line "reads", when there is one.  Returns 0, or -1. */
static int
read_task(struct model *m, struct record *r)
{
	char *text = record_get(r, "reads");
	int t = 0;

	while (text && task_names[t] && strcmp(task_names[t], text) != 0)
		t++;
	m->task = (enum task)t;
	free(text);
	return t == TASKS ? -1 : 0;
}

/* Why layers a cannot be those of a model of this style and these labels; NULL when they can. */
static const char *
check_style(const struct model *m, const struct arch *a)
{
	const int line = strcmp(m->style, MODEL_LINE_STYLE) == 0;
	int blanks = 0;

	for (int k = 0; k < m->n_classes; k++)
		blanks += strcmp(m->classes[k], LABEL_BLANK) == 0;
	if (!line && strcmp(m->style, "emnist") != 0 && strcmp(m->style, "mnist") != 0)
		return "the style is none of emnist, mnist and line";
	if (line != (a->line > 0))
		return line ? "the style is line, but the layers are for glyphs" : "the layers are for lines, but the style is not";
	if (!line)
		return NULL;
	if (a->line != MODEL_LINE_ROWS || MODEL_LINE_MULTIPLE % a->step)
		return "its lines have other rows or steps than ours";
	if (blanks != 1 || strcmp(m->classes[m->n_classes - 1], LABEL_BLANK) != 0)
		return "the last label of a model for lines, and no other, must be the blank";
	return NULL;
}

/* Architecture, labels and style from the record's lines.  Returns NULL, or what is wrong. */
static const char *
read_head(struct model *m, struct record *r, struct arch *a, enum precision *w)
{
	char *classes = record_get(r, "classes"), *labels = record_get(r, "labels");
	char *weights = record_get(r, "weights");
	static char why[160];	/* what arch_parse said */
	const char *bad = NULL;
	int64_t n;

	m->arch = record_get(r, "arch");
	m->style = record_get(r, "style");
	m->note = record_get(r, "note");
	if (!m->note)
		m->note = mem_text("");
	if (!m->arch || !m->style || !classes || !labels || !weights)
		bad = "a line of the header is missing";
	else if (num_int(classes, 2, CLASSES_MAX, &n) || read_labels(m, labels, (int)n))
		bad = "classes and labels do not agree";
	else if (read_prior(m, r, (int)n))
		bad = "prior and classes do not agree";
	else if (read_validation(m, r))
		bad = "the validation line is malformed";
	else if (read_task(m, r))
		bad = "what it reads is none of all, lines and alone";
	else if (strlen(m->arch) > ARCH_MAX_TEXT || arch_parse(m->arch, (int)n, a, why, sizeof why))
		bad = *why ? why : "the architecture is too long";
	else if (strcmp(weights, "f16") != 0 && strcmp(weights, "f32") != 0)
		bad = "weights are neither f16 nor f32";
	else
		bad = check_style(m, a);
	if (!bad) {
		*w = strcmp(weights, "f16") == 0 ? PRECISION_F16 : PRECISION_F32;
		m->step = a->step;
	}
	free(classes);
	free(labels);
	free(weights);
	return bad;
}

/* Weights as they are in the file, until the model is first asked. */
struct unpacked {
	struct arch arch;
	float *params, *stats;
};

static void
unpacked_free(struct unpacked *w)
{
	if (!w)
		return;
	free(w->params);
	free(w->stats);
	free(w);
}

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
	if (m->net) {
		network_free(m->net->ready);
		unpacked_free(m->net->weights);
	}
	free(m->net);
	free(m);
}

/* The weights of the record.  Returns NULL, or what is wrong. */
static const char *
read_model(struct model *m, struct record *r)
{
	struct unpacked *w = mem_zero(1, sizeof *w);
	enum precision precision;
	const char *bad = read_head(m, r, &w->arch, &precision);

	if (!bad && r->payload.len != weights_size(&w->arch, precision))
		bad = "the weights do not have the size of the architecture";
	if (!bad) {
		w->params = mem_room(w->arch.n_params);
		w->stats = mem_floats(w->arch.n_stats + 1);
		if (weights_read(&w->arch, precision, r->payload.data, w->params, w->stats))
			bad = "a weight is not a finite number";
	}
	m->net = mem_zero(1, sizeof *m->net);
	m->net->weights = w;
	return bad;
}

static const struct network *
network_of(const struct model *m)
{
	struct model_net *net = m->net;

#pragma omp critical(model_network)
	if (!net->ready) {
		net->ready = network_new(&net->weights->arch, net->weights->params, net->weights->stats);
		unpacked_free(net->weights);
		net->weights = NULL;
	}
	return net->ready;
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

/* Why the weights of record r cannot be those of layers text and these classes; NULL when taken. */
static const char *
take_weights(struct record *r, const struct arch *a, const char *text, char *const *classes,
             float *params, float *stats)
{
	struct model *m = mem_zero(1, sizeof *m);
	struct arch its;
	enum precision w;
	const char *bad = read_head(m, r, &its, &w);

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
	FILE *in = fopen(path, "rb");
	const char *bad = NULL;
	struct record r = RECORD_EMPTY;
	int got;

	if (!in) {
		error_at(path, "%s", strerror(errno));
		return -1;
	}
	do
		got = record_read(in, path, MODEL_MAGIC, &r);
	while (got == 1 && --member > 0);
	fclose(in);
	if (got == 1) {
		bad = take_weights(&r, a, text, classes, params, stats);
		record_free(&r);
	}
	if (bad || got == 0)
		error_at(path, "%s", bad ? bad : "it has fewer models");
	return bad || got != 1 ? -1 : 0;
}

static int
load_stream(struct models *set, FILE *in, const char *name)
{
	const int had = set->n;
	struct record r = RECORD_EMPTY;
	int got;

	while ((got = record_read(in, name, MODEL_MAGIC, &r)) == 1) {
		struct model *m = mem_zero(1, sizeof *m);
		const char *bad = read_model(m, &r);

		if (bad || set->n == MODELS_MAX) {
			error_at(name, "model %d: %s", set->n - had + 1, bad ? bad : "too many models");
			model_free(m);
			got = -1;
			break;
		}
		set->v = mem_resize(set->v, (size_t)set->n + 1, sizeof *set->v);
		set->v[set->n++] = m;
	}
	if (got == 0 && set->n == had) {
		error_at(name, "the file is empty");
		got = -1;
	}
	while (got < 0 && set->n > had)
		model_free(set->v[--set->n]);
	record_free(&r);
	return got;
}

int
models_load(struct models *set, const char *path)
{
	FILE *in = fopen(path, "rb");
	int bad;

	if (!in) {
		error_at(path, "%s", strerror(errno));
		return -1;
	}
	bad = load_stream(set, in, path);
	fclose(in);
	return bad;
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
