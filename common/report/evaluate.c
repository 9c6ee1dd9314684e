#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/progress.h"
#include "net/labels.h"
#include "report/evaluate.h"

enum { BATCH = 256 };		/* images a thread asks about at a time */

struct asking {			/* what all threads share */
	const struct models *set;
	const struct classes *classes;
	const struct dataset *data;
	enum vote how;
	uint8_t *meets;		/* (data classes, answer classes) 1 when that answer is right */
	uint8_t *meets_case;	/* the same without regard to case */
	uint8_t *meets_shape;	/* and to shapes that are alike */
};

static uint8_t *
meeting(const struct asking *a, enum fold fold)
{
	size_t rows = (size_t)a->data->n_classes, cols = (size_t)a->classes->n, i;
	uint8_t *meets = mem_alloc(rows * cols + 1, 1);

	for (i = 0; i < rows * cols; i++)
		meets[i] = (uint8_t)labels_meet(a->data->classes[i / cols],
		                                a->classes->label[i % cols], fold);
	return meets;
}

static struct evaluation
evaluation_new(const struct asking *a)
{
	struct evaluation e;

	memset(&e, 0, sizeof e);
	e.members = a->set->n;
	e.member = mem_zero((size_t)e.members + 1, sizeof *e.member);
	e.confusion = confusion_new(a->data->classes, a->data->n_classes, a->classes->label,
	                            a->classes->n);
	return e;
}

static void
count_other(struct evaluation_other *o, int right, int vote_right)
{
	o->right += right;
	o->only_it += right && !vote_right;
	o->only_vote += vote_right && !right;
}

static void
count_confidence(struct evaluation *e, float prob, int right)
{
	const int i = (int)(prob * EVALUATION_BINS);
	struct evaluation_bin *b = &e->bin[i < EVALUATION_BINS ? i : EVALUATION_BINS - 1];

	b->n++;
	b->right += right;
	b->confidence += (int64_t)((double)prob * 1e6 + 0.5);
}

double
evaluation_ece(const struct evaluation *e)
{
	double sum = 0;

	for (int i = 0; i < EVALUATION_BINS; i++)
		sum += fabs((double)e->bin[i].confidence * 1e-6 - (double)e->bin[i].right);
	return e->n > 0 ? sum / (double)e->n : 0;
}

/* One image, of which probs[member] is said. */
static void
evaluate_image(struct evaluation *e, const struct asking *a, int truth, const float *const *probs)
{
	const size_t row = (size_t)truth * (size_t)a->classes->n;
	const uint8_t *meets = a->meets + row;
	struct ranked_class best[EVALUATION_TOP], other[1];
	int n = vote_rank(a->classes, probs, a->how, best, EVALUATION_TOP), k, m, hit = 0;
	const int right = n > 0 && meets[best[0].cls];

	e->n++;
	for (m = 0; m < e->members; m++) {
		const int answer = probs[m] ? vote_alone(a->classes, m, probs[m]) : -1;

		if (probs[m])
			count_other(&e->member[m], answer >= 0 && meets[answer], right);
	}
	for (k = 0; k < VOTES; k++)
		count_other(&e->vote[k], vote_rank(a->classes, probs, (enum vote)k, other, 1) == 1 && meets[other[0].cls],
		            right);
	if (n == 0)
		return;
	e->right += right;
	for (k = 0; k < EVALUATION_TOP; k++) {
		hit |= k < n && meets[best[k].cls];
		e->top[k] += hit;
	}
	e->no_case += a->meets_case[row + (size_t)best[0].cls];
	e->folded += a->meets_shape[row + (size_t)best[0].cls];
	count_confidence(e, best[0].prob, right);
	confusion_count(&e->confusion, truth, best[0].cls);
}

/* Images from .. from + n - 1 of the data, n at most BATCH. */
static void
evaluate_batch(struct evaluation *e, const struct asking *a, int64_t from, int n)
{
	size_t members = (size_t)a->set->n;
	float **probs = mem_alloc(members + 1, sizeof *probs);
	const float **one = mem_alloc(members + 1, sizeof *one);
	size_t m;
	int i;

	for (m = 0; m < members; m++) {
		probs[m] = NULL;
		if (!models_serve(a->set, (int)m, 1))
			continue;
		probs[m] = mem_floats((size_t)n * (size_t)a->set->v[m]->n_classes);
		model_predict(a->set->v[m], a->data->images + from * GLYPH_SIZE, n, probs[m]);
	}
	for (i = 0; i < n; i++) {
		for (m = 0; m < members; m++)
			one[m] = probs[m] ? probs[m] + (size_t)i * (size_t)a->set->v[m]->n_classes : NULL;
		evaluate_image(e, a, a->data->labels[from + i], one);
	}
	for (m = 0; m < members; m++)
		free(probs[m]);
	free(probs);
	free(one);
}

static void
add_other(struct evaluation_other *to, const struct evaluation_other *from)
{
	to->right += from->right;
	to->only_it += from->only_it;
	to->only_vote += from->only_vote;
}

/* Whole numbers, so that the order in which batches come does not matter. */
static void
add(struct evaluation *to, const struct evaluation *from)
{
	size_t cells = (size_t)to->confusion.rows * (size_t)to->confusion.cols, i;

	to->n += from->n;
	to->no_case += from->no_case;
	to->folded += from->folded;
	for (i = 0; i < EVALUATION_BINS; i++) {
		to->bin[i].n += from->bin[i].n;
		to->bin[i].right += from->bin[i].right;
		to->bin[i].confidence += from->bin[i].confidence;
	}
	to->right += from->right;
	for (i = 0; i < VOTES; i++)
		add_other(&to->vote[i], &from->vote[i]);
	for (i = 0; i < EVALUATION_TOP; i++)
		to->top[i] += from->top[i];
	for (i = 0; i < (size_t)to->members; i++)
		add_other(&to->member[i], &from->member[i]);
	for (i = 0; i < cells; i++)
		to->confusion.count[i] += from->confusion.count[i];
}

void
evaluate_images(struct evaluation *e, const struct models *set, const struct classes *c,
                const struct dataset *data, enum vote how)
{
	struct asking a = {set, c, data, how, NULL, NULL, NULL};
	int64_t batches = (data->n + BATCH - 1) / BATCH, b;
	struct progress p;

	a.meets = meeting(&a, FOLD_NONE);
	a.meets_case = meeting(&a, FOLD_CASE);
	a.meets_shape = meeting(&a, FOLD_SHAPE);
	*e = evaluation_new(&a);
	progress_start(&p, -1, "judging", "images", data->n);
#ifdef _OPENMP
#pragma omp parallel for schedule(dynamic)
#endif
	for (b = 0; b < batches; b++) {
		int64_t from = b * BATCH;
		struct evaluation part = evaluation_new(&a);

		evaluate_batch(&part, &a, from, (int)(data->n - from < BATCH ? data->n - from : BATCH));
#ifdef _OPENMP
#pragma omp critical
#endif
		{
			add(e, &part);
			progress_show(&p, e->n, "");
		}
		evaluation_free(&part);
	}
	progress_end(&p);
	free(a.meets);
	free(a.meets_case);
	free(a.meets_shape);
}

int
evaluate_only(struct dataset *data, const char *spec)
{
	uint8_t allowed[CLASSES_MAX];
	struct classes c = {.label = data->classes, .n = data->n_classes, .allowed = allowed};

	memset(allowed, 1, sizeof allowed);
	if (classes_restrict(&c, spec) < 0)
		return -1;
	dataset_keep(data, allowed);
	return data->n > 0 ? 0 : -1;
}

void
evaluation_free(struct evaluation *e)
{
	free(e->member);
	confusion_free(&e->confusion);
	memset(e, 0, sizeof *e);
}
