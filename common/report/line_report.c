#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/io.h"
#include "base/mem.h"
#include "base/progress.h"
#include "base/share.h"
#include "net/labels.h"
#include "net/model.h"
#include "report/bootstrap.h"
#include "report/edit_errors.h"
#include "report/error_rates.h"
#include "report/line_report.h"
#include "report/proportion.h"
#include "train/best_path.h"
#include "train/ctc.h"

struct judged {			/* a line */
	char *answer;
	double loss;		/* nats; of lines that the model can spell */
	int spelt;		/* 1: it can: it has all characters, and steps enough */
};

/* All of a report. */
struct sums {
	struct error_rates rates;
	struct edit_errors errors;
	struct bootstrap_part *writer;	/* (n_groups) characters */
	int64_t words_wrong, words;
	double loss;
	int64_t spelt, characters;	/* lines that the model can spell, their characters */
};

/* The text of n classes. */
static char *
text_of(const struct line_set *set, const uint16_t *label, int n)
{
	struct buf b = BUF_EMPTY;

	for (int i = 0; i < n; i++) {
		const char *class = set->classes[label[i]];

		buf_str(&b, strcmp(class, LABEL_SPACE) == 0 ? " " : class);
	}
	buf_text(&b);
	return b.data;
}

static struct judged
judge(const struct model *m, const struct line_set *set, const struct line_sample *s)
{
	const int steps = s->w / m->step, blank = m->n_classes - 1;
	const struct ctc_text text = {s->label, s->n};
	float *logp = mem_room((size_t)steps * (size_t)m->n_classes);
	uint16_t *said = mem_alloc((size_t)steps, sizeof *said);
	struct judged j = {NULL, 0, ctc_steps_least(&text) <= steps};

	model_predict_line(m, s->px, s->w, logp);
	j.answer = text_of(set, said, best_path(logp, steps, m->n_classes, m->n_classes, said));
	for (int i = 0; i < s->n; i++)
		j.spelt &= s->label[i] < blank;
	if (j.spelt)
		j.loss = ctc_loss(&text, steps, m->n_classes, m->n_classes, 1, logp);
	free(said);
	free(logp);
	return j;
}

/* What the model says of all lines, new. */
static struct judged *
judge_all(const struct model *m, const struct line_set *set)
{
	struct judged *j = mem_alloc((size_t)set->n, sizeof *j);
	struct progress bar;
	int64_t done = 0;

	progress_start(&bar, -1, "judging", "lines", set->n);
#pragma omp parallel for schedule(dynamic)
	for (int64_t i = 0; i < set->n; i++) {
		j[i] = judge(m, set, &set->v[i]);
#pragma omp critical
		progress_show(&bar, ++done, "");
	}
	progress_end(&bar);
	return j;
}

static void
add(struct sums *sum, const struct line_set *set, const struct line_sample *s, const struct judged *j)
{
	struct bootstrap_part *writer = &sum->writer[s->group];
	const int64_t wrong = sum->rates.wrong[RATE_CER], total = sum->rates.total[RATE_CER];
	char *truth = text_of(set, s->label, s->n);

	error_rates_add(&sum->rates, truth, j->answer);
	error_rates_words(truth, j->answer, &sum->words_wrong, &sum->words);
	edit_errors_add(&sum->errors, truth, j->answer);
	writer->wrong += sum->rates.wrong[RATE_CER] - wrong;
	writer->total += sum->rates.total[RATE_CER] - total;
	if (j->spelt) {
		sum->loss += j->loss;
		sum->spelt++;
		sum->characters += s->n;
	}
	free(truth);
}

static void
print_report(FILE *out, struct sums *sum, const struct line_set *set, int worst)
{
	double lo, hi;

	for (int k = 0; k < RATES; k++) {
		if (k == RATE_WER62I) {
			proportion_print(out, "wer", sum->words_wrong, sum->words);
			putc('\n', out);
		}
		proportion_print(out, rate_names[k], sum->rates.wrong[k], sum->rates.total[k]);
		if (k == RATE_CER && bootstrap_interval(sum->writer, set->n_groups, &lo, &hi) == 0)
			fprintf(out, " 95 %% interval %.2f-%.2f over %" PRIu32 " writers", 100 * lo, 100 * hi, set->n_groups);
		putc('\n', out);
	}
	edit_errors_print_spaces(&sum->errors, out);
	fprintf(out, "loss %.4f nats a character, of %" PRId64 " lines that the model can spell\n",
	        sum->characters > 0 ? sum->loss / (double)sum->characters : 0, sum->spelt);
	fprintf(out, "lines %" PRId64 "\n", set->n);
	if (worst > 0 && sum->errors.n > 0) {
		fputs("\nslip\ttruth\tanswer\tcount\n", out);
		edit_errors_print(&sum->errors, out, (size_t)worst);
	}
}

/* The report on lines that were read. */
static int
report_on(const struct line_report *r, const struct model *m, const struct line_set *set)
{
	struct judged *j = judge_all(m, set);
	struct sums sum = {.errors = EDIT_ERRORS_EMPTY, .writer = mem_zero((size_t)set->n_groups + 1, sizeof *sum.writer)};
	struct out out;
	int bad = out_open(&out, r->output);

	for (int64_t i = 0; i < set->n; i++) {
		add(&sum, set, &set->v[i], &j[i]);
		free(j[i].answer);
	}
	if (!bad) {
		print_report(out.f, &sum, set, r->worst);
		bad = out_close(&out, OUT_WHOLE);
	}
	edit_errors_free(&sum.errors);
	free(sum.writer);
	free(j);
	return bad ? 1 : 0;
}

/* The model that is to be judged.  Returns 0, or -1 after saying why there is none. */
static int
find_model(const struct line_report *r, struct models *set)
{
	const char *env = getenv("HWR_MODEL");
	char *path = r->models > 0 ? mem_text(r->model[0]) : env && *env ? mem_text(env) : share_needed("lines" MODEL_ENDING);
	int bad = !path || models_load(set, path) || models_are(set, 1, path);

	if (!bad && (set->n > 1 || r->models > 1)) {
		error_at(path, "one model for lines is judged at a time");
		bad = 1;
	}
	free(path);
	return bad ? -1 : 0;
}

/* The classes of set are those of the model, but for its blank: others may follow.  Returns 0, or -1 after saying why. */
static int
take_classes(struct line_set *set, const struct model *m)
{
	for (int k = 0; k < m->n_classes - 1; k++)
		if (line_set_label(set, m->classes[k]) != k) {
			error_at("--model", "'%s' is no class of characters", m->classes[k]);
			return -1;
		}
	return 0;
}

int
line_report(const struct line_report *r)
{
	struct models models = {NULL, 0};
	struct line_set set = LINE_SET_EMPTY;
	int bad;

	set.as_seen = 1;
	bad = find_model(r, &models) || take_classes(&set, models.v[0]) || line_set_add(&set, &r->lines)
	      || report_on(r, models.v[0], &set);
	line_set_free(&set);
	models_free(&models);
	return bad;
}
