/* hwr-eval - how often models are right about labelled images, or texts about their truth; how trainings went. */
#include <getopt.h>
#include <string.h>

#include "base/err.h"
#include "base/io.h"
#include "base/num.h"
#include "base/opts.h"
#include "base/threads.h"
#include "report/curves.h"
#include "report/image_report.h"
#include "report/text_report.h"
#include "report/training_report.h"

enum { MAX_WORST = 100000, DEFAULT_WORST = 10 };	/* mistakes or texts; mistakes */
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
	struct image_report images;
	const char *text, *curves, *output;
	int worst;		/* -1: not said */
};

static void
take_option(struct job *job, int key, const char *arg)
{
	struct image_report *r = &job->images;

	switch (key) {
	case 'm':
		if (r->models == IMAGE_REPORT_MODELS)
			bad_usage("more than %d models", IMAGE_REPORT_MODELS);
		r->model[r->models++] = arg;
		break;
	case 'o': job->output = arg; break;
	case 'd': r->data.path = arg; break;
	case LABELS: r->data.labels = arg; break;
	case MAPPING: r->data.mapping = arg; break;
	case TRANSPOSE: r->data.transpose = 1; break;
	case PICK: r->data.pick = arg; break;
	case LIMIT: r->data.limit = arg_int("--limit", arg, 1, DATASET_MAX_IMAGES); break;
	case ONLY: r->only = arg; break;
	case CLASSES: r->classes = arg; break;
	case VOTE: r->vote = (enum vote)arg_choice("--vote", arg, vote_names); break;
	case CONFUSION: r->confusion = arg; break;
	case PICTURE: r->picture = arg; break;
	case PRIOR: r->prior = arg; break;
	case TEXT: job->text = arg; break;
	case CURVES: job->curves = arg; break;
	case WORST: job->worst = (int)arg_int("--worst", arg, 0, MAX_WORST); break;
	default: threads_set("--threads", arg);
	}
}

/* What the command line says must be one of the three forms. */
static void
check(const struct job *job, int operands)
{
	const struct image_report *r = &job->images;
	const int images = r->data.labels || r->data.mapping || r->data.transpose || r->data.pick || r->data.limit ||
	                   r->only || r->classes || r->confusion || r->picture || r->models || r->prior;
	const char *png = job->curves ? job->curves : r->picture;

	if (!job->text + !r->data.path + !job->curves != 2)
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

/* The report on images, whose output and number of mistakes have the names of the other forms' options. */
static int
report_images(const struct job *job)
{
	struct image_report r = job->images;

	r.output = job->output;
	r.worst = job->worst < 0 ? DEFAULT_WORST : job->worst;
	return image_report(&r);
}

int
main(int argc, char *argv[])
{
	struct job job = {.images = {.vote = VOTE_MAJORITY}, .worst = -1};
	const char *arg;
	int key, failed;

	while ((key = opts_next(&cmd, argc, argv, &arg)) != -1)
		take_option(&job, key, arg);
	check(&job, argc - optind);
	if (job.curves)
		failed = training_report(argc, argv, optind, job.curves, job.output);
	else if (job.text)
		failed = text_report(job.output, job.text, argv[optind], job.worst < 0 ? 0 : job.worst);
	else
		failed = report_images(&job);
	return close_stdout() || failed ? EXIT_FAILED : EXIT_OK;
}
