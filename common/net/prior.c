#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/num.h"
#include "net/model_file.h"
#include "net/prior.h"

enum { LINE = 256 };		/* bytes of a line, at most */

struct wish { char label[MODEL_MAX_LABEL + 1]; double share; };

struct wishes {
	struct wish v[MODEL_MAX_CLASSES];
	int n;
	int by_number;		/* labels are numbers of outputs */
};

float *
prior_of(const struct dataset *d)
{
	float *share = mem_floats((size_t)d->n_classes + 1);
	double *sum = mem_zero((size_t)d->n_classes + 1, sizeof *sum);
	const double all = dataset_weight(d);

	for (int64_t i = 0; i < d->n; i++) {		/* in doubt, half of it each */
		sum[d->labels[i]] += (double)d->weights[i] / 2;
		sum[d->also[i]] += (double)d->weights[i] / 2;
	}
	for (int k = 0; k < d->n_classes && all > 0; k++)
		share[k] = (float)(sum[k] / all);
	free(sum);
	return share;
}

/* One line, "label share".  Returns 0, or -1 when it is malformed. */
static int
read_wish(char *line, struct wishes *w)
{
	char *label, *share, *rest = NULL;
	struct wish *it = &w->v[w->n];

	label = strtok_r(line, " \t\n", &rest);
	if (!label)
		return 0;
	share = strtok_r(NULL, " \t\n", &rest);
	if (!share || strtok_r(NULL, " \t\n", &rest) || w->n == MODEL_MAX_CLASSES
	    || strlen(label) > MODEL_MAX_LABEL || num_real(share, 0, 1e15, &it->share))
		return -1;
	memcpy(it->label, label, strlen(label) + 1);
	w->n++;
	return 0;
}

static int
all_numbers(const struct wishes *w)
{
	int64_t number, most = 0;

	for (int i = 0; i < w->n; i++) {
		if (num_int(w->v[i].label, 0, MODEL_MAX_CLASSES, &number))
			return 0;
		most = number > most ? number : most;
	}
	return most > 9;
}

static int
read_wishes(const char *path, struct wishes *w)
{
	FILE *in = fopen(path, "r");
	char line[LINE];
	int n = 0, bad = 0;

	if (!in) {
		warn_at(path, "%s", strerror(errno));
		return -1;
	}
	while (!bad && fgets(line, sizeof line, in)) {
		n++;
		bad = (strlen(line) == sizeof line - 1 && line[sizeof line - 2] != '\n') || read_wish(line, w);
	}
	if (bad)
		warn_at(path, "line %d: not a label and its share", n);
	else if (ferror(in))
		warn_at(path, "read error");
	bad |= ferror(in);
	fclose(in);
	w->by_number = all_numbers(w);
	return bad ? -1 : 0;
}

/* The share that w wants for output k of m. */
static double
wanted(const struct wishes *w, const struct model *m, int k)
{
	for (int i = 0; i < w->n; i++)
		if (w->by_number ? strtol(w->v[i].label, NULL, 10) == k : strcmp(w->v[i].label, m->classes[k]) == 0)
			return w->v[i].share;
	return 0;
}

/* w is NULL for equal shares.  Returns 0, or -1 after saying why m cannot be set right. */
static int
set_right(struct model *m, const struct wishes *w, const char *spec)
{
	double sum = 0;

	if (!m->prior) {
		warn_at(spec, "a model does not say how often its classes occurred in training");
		return -1;
	}
	free(m->adjust);
	m->adjust = mem_floats((size_t)m->n_classes);
	for (int k = 0; k < m->n_classes; k++) {
		const double want = w ? wanted(w, m, k) : 1;

		m->adjust[k] = m->prior[k] > 0 ? (float)(want / (double)m->prior[k]) : 0;
		sum += want;
	}
	if (sum <= 0)
		warn_at(spec, "none of a model's classes has a share");
	return sum > 0 ? 0 : -1;
}

int
models_prior(struct models *set, const char *spec)
{
	struct wishes *w = NULL;
	int bad = 0;

	if (strcmp(spec, "uniform") != 0) {
		w = mem_zero(1, sizeof *w);
		bad = read_wishes(spec, w);
	}
	for (int i = 0; i < set->n && !bad; i++)
		bad = set_right(set->v[i], w, spec);
	free(w);
	return bad;
}
