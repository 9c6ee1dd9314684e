/* hwr-eval - how often models are right about labelled images or lines, or texts about their truth; how trainings went. */
#include <string.h>

#include "base/err.h"
#include "base/io.h"
#include "base/opts.h"
#include "net/cost.h"
#include "net/prior.h"
#include "report/curves.h"
#include "report/image_report.h"
#include "report/line_report.h"
#include "report/text_report.h"
#include "report/training_report.h"

enum { MAX_WORST = 100000, DEFAULT_WORST = 10 };	/* mistakes or texts; mistakes */

static const struct command command = {
	"hwr-eval",
	"[-qv] [-m file] [-o file] [--classes=set] [--confusion=file] [--labels=file] [--limit=n] [--mapping=file] [--max-model-work=x] "
	"[--only=set] [--pick=file] [--picture=file] [--prior=file|alone|trained|uniform] [--threads=n] [--transpose] [--vote=how] "
	"[--worst=n] -d path\n"
	"       hwr-eval [-qv] [-m file] [-o file] [--limit=n] [--pick=file] [--threads=n] [--worst=n] --lines=path\n"
	"       hwr-eval [-qv] [-o file] [--worst=n] --text=truth [answers]\n"
	"       hwr-eval [-qv] [-o file] --curves=picture [log ...]",
	"how often models, or texts, are right",
};

struct job {			/* the command line */
	struct image_report images;
	const char *lines, *text, *curves, *output;
	int worst;		/* -1: not said */
};

static void
add_model(void *to, const char *option, const char *arg)
{
	struct image_report *r = to;

	(void)option;
	if (r->models == IMAGE_REPORT_MODELS)
		bad_usage("more than %d models", IMAGE_REPORT_MODELS);
	r->model[r->models++] = arg;
}

#define JOB(kind, ...) kind(struct job, __VA_ARGS__)

static const struct opt options[] = {
	{'m', "model", "FILE", "a model or bundle; repeat for an ensemble", JOB(OPT_CALL_AT, images, add_model)},
	{0, "max-model-work", "X", "let networks take X times the usual memory and work (1)", OPT_CALL(opts_model_work)},
	{'o', "output", "FILE", "write the report to FILE", JOB(OPT_TEXT, output), .writes = FILE_TEXT},
	{'d', "data", "PATH", "labelled images: IDX prefix, or a folder with a sub-folder per class", JOB(OPT_TEXT, images.data.path)},
	{0, "labels", "FILE", "take the labels from FILE", JOB(OPT_TEXT, images.data.labels)},
	{0, "mapping", "FILE", "the character of each label", JOB(OPT_TEXT, images.data.mapping)},
	{0, "transpose", NULL, "swap rows and columns of the images (EMNIST)", JOB(OPT_SET, images.data.transpose, 1)},
	{0, "pick", "FILE", "judge only the images or lines whose numbers are lines of FILE", JOB(OPT_TEXT, images.data.part.pick)},
	{0, "limit", "N", "judge the first N images or lines", JOB(OPT_INT64, images.data.part.limit, 1, DATASET_MAX_IMAGES)},
	{0, "only", "SET", "judge images of these characters, such as 0-9A-F", JOB(OPT_TEXT, images.only)},
	{0, "classes", "SET", "let these characters be answered", JOB(OPT_TEXT, images.classes)},
	{0, "vote", "HOW", "majority, mean or weighted", JOB(OPT_CHOICE, images.vote, vote_names)},
	{0, "confusion", "FILE", "write the confusion matrix as TSV", JOB(OPT_TEXT, images.confusion), .writes = FILE_TEXT},
	{0, "picture", "FILE", "write the confusion matrix as a PNG picture", JOB(OPT_TEXT, images.picture), .writes = FILE_PNG},
	{0, "prior", "FILE", "how often classes occur: FILE, alone, trained or uniform", JOB(OPT_TEXT, images.prior), .words = prior_words},
	{0, "lines", "PATH", "lines of writing and their texts: a folder with labels.tsv, or PREFIX.pgm[.gz] with PREFIX.tsv", JOB(OPT_TEXT, lines)},
	{0, "text", "FILE", "compare texts with the truth in FILE", JOB(OPT_TEXT, text)},
	{0, "curves", "FILE", "draw logs of hwr-train as a PNG picture", JOB(OPT_TEXT, curves), .writes = FILE_PNG},
	{0, "worst", "N", "list the N most frequent mistakes (10), or worst texts (0)", JOB(OPT_INT, worst, 0, MAX_WORST)},
	{0, "threads", "N", "use N threads", OPT_CALL(opts_threads)},
	{0},
};

/* What the command line says must be one of the four forms. */
static void
check(const struct job *job, int operands)
{
	const struct image_report *r = &job->images;
	const int glyphs = r->data.labels || r->data.mapping || r->data.transpose || r->only || r->classes || r->confusion
	                   || r->picture || r->prior;
	const int images = glyphs || r->data.part.pick || r->data.part.limit || r->models;
	const char *png = job->curves ? job->curves : r->picture;

	if (!job->text + !r->data.path + !job->curves + !job->lines != 3)
		opts_usage_error("one of --data, --lines, --text and --curves is wanted");
	if (job->lines && glyphs)
		opts_usage_error("--lines goes with -m, -o, --limit, --pick, --threads and --worst only");
	if (job->text && images)
		opts_usage_error("--text goes with -o and --worst only");
	if (job->curves && (images || job->worst >= 0))
		opts_usage_error("--curves goes with -o only");
	if (operands > (job->curves ? CURVES_MAX : job->text != NULL))
		opts_usage_error("too many operands");
	if (png && strcmp(png, "-") == 0)
		io_refuse_terminal(stdout, "a picture");
	if (png && strcmp(png, "-") == 0 && (!job->output || strcmp(job->output, "-") == 0))
		opts_usage_error("picture and report cannot both be <stdout>");
}

/* The report on images, whose output and number of mistakes have the names of the other forms' options. */
static int
report_images(const struct job *job)
{
	struct image_report r = job->images;

	r.output = job->output;
	r.worst = job->worst < 0 ? DEFAULT_WORST : job->worst;
	return image_report(&r);
}

/* The same on lines. */
static int
report_lines(const struct job *job)
{
	const struct line_report r = {
		job->images.model, job->images.models, {.path = job->lines, .part = job->images.data.part}, job->output,
		job->worst < 0 ? DEFAULT_WORST : job->worst,
	};

	return line_report(&r);
}

int
main(int argc, char *argv[])
{
	struct job job = {.images = {.vote = VOTE_MAJORITY}, .worst = -1};
	const int first = opts_parse(&command, (struct opts[]){{.rows = options, .to = &job}, {0}}, argc, argv);
	int failed;

	check(&job, argc - first);
	if (job.curves)
		failed = training_report(argc, argv, first, job.curves, job.output);
	else if (job.lines)
		failed = report_lines(&job);
	else if (job.text)
		failed = text_report(job.output, job.text, argv[first], job.worst < 0 ? 0 : job.worst);
	else
		failed = report_images(&job);
	return close_stdout() || failed ? EXIT_FAILED : EXIT_OK;
}
