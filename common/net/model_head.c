/* The lines of a model's record; hwr-model(5) is the format. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/num.h"
#include "net/labels.h"
#include "net/model_head.h"

const char *const task_names[TASKS + 1] = {"all", "lines", "alone", NULL};

/* The labels line: n labels apart by blanks, each as labels.h has it: they become text.  Returns 0, or -1. */
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
		if (!label_ok(m->classes[m->n_classes - 1]))
			return -1;
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

const char *
model_head(struct model *m, struct record *r, struct arch *a, enum precision *w, char why[WHY])
{
	char *classes = record_get(r, "classes"), *labels = record_get(r, "labels");
	char *weights = record_get(r, "weights");
	const char *bad = NULL;
	int64_t n;

	*why = '\0';
	m->arch = record_get(r, "arch");
	m->style = record_get(r, "style");
	m->note = record_get(r, "note");
	if (!m->note)
		m->note = mem_text("");
	if (!m->arch || !m->style || !classes || !labels || !weights)
		bad = "a line of the header is missing";
	else if (num_int(classes, 2, CLASSES_MAX, &n) || read_labels(m, labels, (int)n))
		bad = "classes and labels do not agree, or a label is no character";
	else if (read_prior(m, r, (int)n))
		bad = "prior and classes do not agree";
	else if (read_validation(m, r))
		bad = "the validation line is malformed";
	else if (read_task(m, r))
		bad = "what it reads is none of all, lines and alone";
	else if (strlen(m->arch) > ARCH_MAX_TEXT || arch_parse(m->arch, (int)n, a, why, WHY))
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
