#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/io.h"
#include "base/mem.h"
#include "base/num.h"
#include "net/label_map.h"
#include "net/prior.h"

enum { LINE = 256 };		/* bytes of a line, at most */

const char *const prior_words[] = {"alone", "trained", "uniform", NULL};

struct wish { char label[LABEL_SIZE]; double share; };	/* a line of a file of shares */

struct wishes {				/* the whole file */
	struct wish v[CLASSES_MAX];
	int n;
};

void
prior_adjust(const float *by, int n, float *p)
{
	float sum = 0;

	for (int k = 0; k < n; k++)
		sum += p[k] *= by[k];
	for (int k = 0; k < n && sum > 0; k++)
		p[k] /= sum;
}

/* One line, "label share".  Returns 0, or -1 when it is malformed. */
static int
read_wish(char *line, struct wishes *w)
{
	char *label, *share, *rest = NULL;
	struct wish *it = &w->v[w->n];

	label = strtok_r(line, " \t\r\n", &rest);
	if (!label)
		return 0;
	share = strtok_r(NULL, " \t\r\n", &rest);
	if (!share || strtok_r(NULL, " \t\r\n", &rest) || w->n == CLASSES_MAX
	    || strlen(label) >= LABEL_SIZE || num_real(share, 0, 1e15, &it->share))
		return -1;
	memcpy(it->label, label, strlen(label) + 1);
	w->n++;
	return 0;
}

/* Numbers become the labels that EMNIST's standard sets give them.  Returns 0, or -1 after saying why not. */
static int
name_numbers(struct wishes *w, const char *path)
{
	int64_t number, min = INT64_MAX, max = 0;
	struct label_map m;

	for (int i = 0; i < w->n; i++) {
		if (num_int(w->v[i].label, 0, CLASSES_MAX, &number))
			return 0;
		max = number > max ? number : max;
		min = number < min ? number : min;
	}
	if (max <= 9)
		return 0;
	if (label_map_standard(&m, path, (int)min, (int)max))
		return -1;
	for (int i = 0; i < w->n; i++)
		snprintf(w->v[i].label, sizeof w->v[i].label, "%s", m.label[strtol(w->v[i].label, NULL, 10)]);
	return 0;
}

static int
read_wishes(const char *path, struct wishes *w)
{
	FILE *in = in_file(path);
	char line[LINE];
	int n = 0, bad = 0;

	if (!in)
		return -1;
	while (!bad && fgets(line, sizeof line, in)) {
		n++;
		bad = (strlen(line) == sizeof line - 1 && line[sizeof line - 2] != '\n') || read_wish(line, w);
	}
	if (bad)
		error_at(path, "line %d: not a label and its share", n);
	else if (ferror(in))
		error_at(path, "read error");
	bad |= ferror(in);
	fclose(in);
	return bad || name_numbers(w, path) ? -1 : 0;
}

/*
 * Add the share that one wish has for m to want (n_classes).  Classes that share
 * it, as the two cases of a merged letter, part it as they were trained.
 */
static void
add_wish(const struct wish *w, const struct model *m, double *want)
{
	double sum = 0;

	for (int k = 0; k < m->n_classes; k++)
		sum += labels_meet(w->label, m->classes[k], FOLD_NONE) ? (double)m->prior[k] : 0;
	for (int k = 0; k < m->n_classes && sum > 0; k++)
		if (labels_meet(w->label, m->classes[k], FOLD_NONE))
			want[k] += w->share * (double)m->prior[k] / sum;
}

/* The shares that w wants of m, new; all alike for NULL.  Rejects stay as likely as they were. */
static double *
wanted(const struct wishes *w, const struct model *m)
{
	double *want = mem_zero((size_t)m->n_classes, sizeof *want), sum = 0;
	int reject = -1;

	for (int i = 0; w && i < w->n; i++)
		add_wish(&w->v[i], m, want);
	for (int k = 0; k < m->n_classes; k++) {
		if (label_is_reject(m->classes[k]))
			reject = k;
		else
			sum += want[k] = w ? want[k] : 1;
	}
	if (reject >= 0 && m->prior[reject] < 1)
		want[reject] = sum * (double)m->prior[reject] / (1 - (double)m->prior[reject]);
	return want;
}

/* How many letters and digits a label names. */
static int
alnums(const char *label)
{
	int n = 0;

	for (; *label; label++)
		n += (*label >= '0' && *label <= '9') || (*label >= 'A' && *label <= 'Z') || (*label >= 'a' && *label <= 'z');
	return n;
}

/* The shares of m for characters that stand alone, new. */
static double *
wanted_alone(const struct model *m)
{
	double *want = mem_zero((size_t)m->n_classes, sizeof *want), share = 0;
	int all = 0;

	for (int k = 0; k < m->n_classes; k++) {
		const int n = alnums(m->classes[k]);

		all += n;
		share += n ? (double)m->prior[k] : 0;
	}
	for (int k = 0; k < m->n_classes; k++) {
		const int n = alnums(m->classes[k]);

		want[k] = n ? share * n / all : (double)m->prior[k];
	}
	return want;
}

static float *
factors(const struct model *m, const double *want)
{
	float *f = mem_floats((size_t)m->n_classes);

	for (int k = 0; k < m->n_classes; k++)
		f[k] = m->prior[k] > 0 ? (float)(want[k] / (double)m->prior[k]) : 0;
	return f;
}

/* The shares of m raised to power, new; their sum, without that of rejects, stays. */
static double *
wanted_tempered(const struct model *m, double power)
{
	double *want = mem_zero((size_t)m->n_classes, sizeof *want), had = 0, has = 0;

	for (int k = 0; k < m->n_classes; k++) {
		want[k] = pow((double)m->prior[k], power);
		had += label_is_reject(m->classes[k]) ? 0 : (double)m->prior[k];
		has += label_is_reject(m->classes[k]) ? 0 : want[k];
	}
	for (int k = 0; k < m->n_classes; k++)
		want[k] = label_is_reject(m->classes[k]) ? (double)m->prior[k] : want[k] * had / has;
	return want;
}

/* The factors for the shares want, which are freed. */
static float *
factors_for(const struct model *m, double *want)
{
	float *f = factors(m, want);

	free(want);
	return f;
}

float *
prior_alone(const struct model *m)
{
	return m->prior ? factors_for(m, wanted_alone(m)) : NULL;
}

float *
prior_tempered(const struct model *m, double power)
{
	return m->prior ? factors_for(m, wanted_tempered(m, power)) : NULL;
}

/* Returns 0, or -1 after saying that m lacks what is wanted of name. */
static int
knows_prior(const struct model *m, const char *name)
{
	if (m->prior)
		return 0;
	error_at(name, "a model does not say how often its classes occurred in training");
	return -1;
}

/* w: of a file; NULL for what spec names.  Returns 0, or -1 after saying why m cannot be set right. */
static int
set_right(struct model *m, const struct wishes *w, const char *spec)
{
	double sum = 0, *want;

	if (knows_prior(m, spec))
		return -1;
	want = strcmp(spec, "alone") == 0 ? wanted_alone(m) : wanted(w, m);
	free(m->adjust);
	m->adjust = factors(m, want);
	for (int k = 0; k < m->n_classes; k++)
		sum += want[k];
	free(want);
	if (sum <= 0)
		error_at(spec, "none of a model's classes has a share");
	return sum > 0 ? 0 : -1;
}

int
models_level(struct models *set, const char *path)
{
	for (int i = 0; i < set->n; i++) {
		struct model *m = set->v[i];
		double *want;

		if (knows_prior(m, path))
			return -1;
		want = mem_zero((size_t)m->n_classes, sizeof *want);
		for (int k = 0; k < m->n_classes; k++)
			want[k] = 1;
		free(m->adjust);
		m->adjust = factors_for(m, want);
	}
	return 0;
}

int
models_prior(struct models *set, const char *spec)
{
	struct wishes *w = NULL;
	int bad = 0;

	if (strcmp(spec, "trained") == 0)
		return 0;
	if (strcmp(spec, "uniform") != 0 && strcmp(spec, "alone") != 0) {
		w = mem_zero(1, sizeof *w);
		bad = read_wishes(spec, w);
	}
	for (int i = 0; i < set->n && !bad; i++)
		bad = set_right(set->v[i], w, spec);
	free(w);
	return bad;
}
