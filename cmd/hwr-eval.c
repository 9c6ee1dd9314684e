/* hwr-eval - how often models are right about labelled images, or texts about their truth; how trainings went. */
#include <getopt.h>
#include <string.h>
#include <unistd.h>

#include "base/err.h"
#include "base/io.h"
#include "base/num.h"
#include "base/opts.h"
#include "base/threads.h"
#include "net/prior.h"
#include "page/sample.h"
#include "report/curves.h"
#include "report/evaluate.h"
#include "report/report.h"

enum { MAX_MODELS = 64, MAX_WORST = 100000 };
enum { LABELS = 256, MAPPING, TRANSPOSE, PICK, LIMIT, ONLY, CLASSES, VOTE, CONFUSION, PICTURE, PRIOR, WORST, TEXT,
       CURVES, THREADS };

static const struct opt opts[] = {
	{'m', "model", "FILE", "a model or bundle; repeat for an ensemble"},
	{'o', "output", "FILE", "write the report to FILE"},
	{'d', "data", "PATH", "labelled images: IDX prefix, or a folder with a sub-folder per class"},
	{LABELS, "labels", "FILE", "take the labels from FILE"},
	{MAPPING, "mapping", "FILE", "the character of each label"},
	{TRANSPOSE, "transpose", NULL, "swap rows and columns of the images (EMNIST)"},
	{PICK, "pick", "FILE", "judge only the images whose numbers are lines of FILE"},
	{LIMIT, "limit", "N", "judge the first N images"},
	{ONLY, "only", "SET", "judge images of these characters, such as 0-9A-F"},
	{CLASSES, "classes", "SET", "let these characters be answered"},
	{VOTE, "vote", "HOW", "majority, mean or weighted"},
	{CONFUSION, "confusion", "FILE", "write the confusion matrix as TSV"},
	{PICTURE, "picture", "FILE", "write the confusion matrix as a PNG picture"},
	{PRIOR, "prior", "FILE", "how often classes occur: FILE, alone, trained or uniform"},
	{TEXT, "text", "FILE", "compare texts with the truth in FILE"},
	{CURVES, "curves", "FILE", "draw logs of hwr-train as a PNG picture"},
	{WORST, "worst", "N", "list the N most frequent mistakes (10), or worst texts (0)"},
	{THREADS, "threads", "N", "use N threads"},
	{0, NULL, NULL, NULL},
};

static const struct command cmd = {
	"hwr-eval",
	"[-qv] [-m file] [-o file] [--classes=set] [--confusion=file] [--labels=file] [--limit=n] [--mapping=file] "
	"[--only=set] [--pick=file] [--picture=file] [--prior=file|alone|trained|uniform] [--threads=n] [--transpose] [--vote=how] "
	"[--worst=n] -d path\n"
	"       hwr-eval [-qv] [-o file] [--worst=n] --text=truth [answers]\n"
	"       hwr-eval [-qv] [-o file] --curves=picture [log ...]",
	"how often models, or texts, are right",
	opts,
};

struct job {			/* the command line */
	const char *model[MAX_MODELS];
	int models;
	struct source data;
	const char *only, *classes, *confusion, *picture, *prior, *text, *curves, *output;
	enum vote vote;
	int worst;		/* -1: not said */
};

static void
take_option(struct job *job, int key, const char *arg)
{
	switch (key) {
	case 'm':
		if (job->models == MAX_MODELS)
			bad_usage("more than %d models", MAX_MODELS);
		job->model[job->models++] = arg;
		break;
	case 'o': job->output = arg; break;
	case 'd': job->data.path = arg; break;
	case LABELS: job->data.labels = arg; break;
	case MAPPING: job->data.mapping = arg; break;
	case TRANSPOSE: job->data.transpose = 1; break;
	case PICK: job->data.pick = arg; break;
	case LIMIT: job->data.limit = arg_int("--limit", arg, 1, DATASET_MAX_IMAGES); break;
	case ONLY: job->only = arg; break;
	case CLASSES: job->classes = arg; break;
	case VOTE: job->vote = (enum vote)arg_choice("--vote", arg, vote_names); break;
	case CONFUSION: job->confusion = arg; break;
	case PICTURE: job->picture = arg; break;
	case PRIOR: job->prior = arg; break;
	case TEXT: job->text = arg; break;
	case CURVES: job->curves = arg; break;
	case WORST: job->worst = (int)arg_int("--worst", arg, 0, MAX_WORST); break;
	default: threads_set("--threads", arg);
	}
}

/* The images to judge.  0, or -1 after saying why there are none. */
static int
read_data(struct job *job, enum style style, struct dataset *set)
{
	int64_t limit = job->data.limit;

	job->data.limit = job->only ? 0 : limit;	/* with --only it counts those that are wanted */
	job->data.glyph = sample_glyph;
	job->data.ctx = &style;
	if (dataset_add(set, &job->data) < 0)
		return -1;
	if (job->only && evaluate_only(set, job->only) < 0) {
		error_at(job->data.path, "no image of '%s'", job->only);
		return -1;
	}
	set->n = limit > 0 && set->n > limit ? limit : set->n;
	return 0;
}

static int
judge_data(struct job *job, const struct models *set, struct classes *classes)
{
	struct dataset data = DATASET_EMPTY;
	int style = style_from(set->v[0]->style), failed;
	struct evaluation j;
	struct out out;

	if (read_data(job, style < 0 ? STYLE_EMNIST : (enum style)style, &data) < 0 ||
	    out_open(&out, job->output) < 0) {
		dataset_free(&data);
		return 1;
	}
	classes_merge_as(classes, data.classes, data.n_classes);
	evaluate_images(&j, set, classes, &data, job->vote);
	report_images(out.f, &j, set, job->worst < 0 ? 10 : job->worst);
	failed = out_close(&out, 1) | report_matrix(&j, job->confusion, job->picture) | (data.failed > 0);
	evaluation_free(&j);
	dataset_free(&data);
	return failed;
}

static int
judge_images(struct job *job)
{
	struct models set = {NULL, 0};
	struct classes classes;
	int failed;

	if (models_find(&set, job->model, job->models) < 0 ||
	    (job->prior && models_prior(&set, job->prior) < 0)) {
		models_free(&set);
		return 1;
	}
	classes = classes_union(&set);
	if (job->classes && classes_restrict(&classes, job->classes) < 0)
		bad_usage("--classes: '%s' names no class of the models", job->classes);
	failed = judge_data(job, &set, &classes);
	classes_free(&classes);
	models_free(&set);
	return failed;
}

/* What the command line says must be one of the three forms. */
static void
check(const struct job *job, int operands)
{
	const int images = job->data.labels || job->data.mapping || job->data.transpose || job->data.pick ||
	                   job->data.limit || job->only || job->classes || job->confusion || job->picture ||
	                   job->models || job->prior;
	const char *png = job->curves ? job->curves : job->picture;

	if (!job->text + !job->data.path + !job->curves != 2)
		opts_usage_error(&cmd, "one of --data, --text and --curves is wanted");
	if (job->text && images)
		opts_usage_error(&cmd, "--text goes with -o and --worst only");
	if (job->curves && (images || job->worst >= 0))
		opts_usage_error(&cmd, "--curves goes with -o only");
	if (operands > (job->curves ? CURVES_MAX : job->text != NULL))
		opts_usage_error(&cmd, "too many operands");
	if (png && strcmp(png, "-") == 0)
		io_refuse_terminal(stdout, "a picture");
	if (png && strcmp(png, "-") == 0 && (!job->output || strcmp(job->output, "-") == 0))
		opts_usage_error(&cmd, "picture and report cannot both be stdout");
}

int
main(int argc, char *argv[])
{
	struct job job = {.vote = VOTE_MAJORITY, .worst = -1};
	const char *arg;
	int key, failed;

	while ((key = opts_next(&cmd, argc, argv, &arg)) != -1)
		take_option(&job, key, arg);
	check(&job, argc - optind);
	if (job.curves)
		failed = curves_report(argc, argv, optind, job.curves, job.output);
	else if (job.text)
		failed = report_texts(job.output, job.text, argv[optind], job.worst);
	else
		failed = judge_images(&job);
	return close_stdout() || failed ? EXIT_FAILED : EXIT_OK;
}
