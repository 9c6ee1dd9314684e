/* hwr-train - train a network from labelled glyphs. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/err.h"
#include "base/interrupt.h"
#include "base/num.h"
#include "base/opts.h"
#include "base/threads.h"
#include "train/train_options.h"
#include "train/training_run.h"
#include "page/sample.h"

enum { MAX_SOURCES = 32 };

/* Options of a source and of the recipe are known by their names. */
enum { OPT_SOURCE = 256, OPT_BALANCE = 300, OPT_LIST, OPT_VALIDATE, OPT_STYLE, OPT_PRECISION, OPT_NOTE, OPT_READS, OPT_LOG,
       OPT_CHECKPOINT, OPT_RESUME, OPT_THREADS, OPT_PROGRESS, OPT_NO_PROGRESS, OPT_RECIPE = 400 };

static const struct opt opts[] = {
	{'d', "data", "PATH", "IDX prefix, or a folder with a sub-folder per class; may be repeated"},
	{OPT_SOURCE, "labels", "FILE", "another labels file for the --data before it"},
	{OPT_SOURCE + 1, "either", "FILE", "merged labels, of either case, where the label of the --data before it is 255"},
	{OPT_SOURCE + 2, "mapping", "FILE", "what the labels of the --data before it mean"},
	{OPT_SOURCE + 3, "transpose", NULL, "the --data before it has rows and columns swapped (EMNIST)"},
	{OPT_SOURCE + 4, "group", "N", "each N images in a row of the --data before it are one sample"},
	{OPT_SOURCE + 5, "keep", "CHARS", "only these characters of the --data before it"},
	{OPT_SOURCE + 6, "pick", "FILE", "only the images of the --data before it whose numbers are lines of FILE"},
	{OPT_SOURCE + 7, "limit", "N", "only the first N images of the --data before it"},
	{OPT_SOURCE + 8, "weight", "X", "how often an epoch has each image of the --data before it (1)"},
	{OPT_SOURCE + 9, "hold", NULL, "judge every epoch by the --data before it, and do not train with it"},
	{OPT_RECIPE, "arch", "ARCH", "a name of --list-arch, or layers such as '32c3 bn relu p2 d' (seed)"},
	{OPT_RECIPE + 1, "init", "MODEL", "start from the weights of a model; data may have fewer classes, or more"},
	{OPT_RECIPE + 2, "member", "N", "of --init's file, start from its model N (1)"},
	{OPT_LIST, "list-arch", NULL, "print the named architectures and exit"},
	{OPT_RECIPE + 3, "epochs", "N", "times over the data (10)"},
	{OPT_RECIPE + 4, "batch", "N", "images of a step (128)"},
	{OPT_RECIPE + 5, "optimizer", "NAME", "sgd or adamw (adamw)"},
	{OPT_RECIPE + 6, "rate", "X", "highest learning rate (0.003; sgd 0.05)"},
	{OPT_RECIPE + 7, "momentum", "X", "Nesterov's, or AdamW's first (0.9)"},
	{OPT_RECIPE + 8, "decay", "X", "weight decay (0.01; sgd 0.0005)"},
	{OPT_RECIPE + 9, "schedule", "NAME", "constant, cosine or onecycle (onecycle)"},
	{OPT_RECIPE + 10, "smooth", "X", "label smoothing (0.05)"},
	{OPT_RECIPE + 11, "ema", "X", "decay of the running mean of the weights, 0 for none (0.998)"},
	{OPT_RECIPE + 12, "augment", "SPEC", "none, default, or rotate=10,shear=0.2,scale=0.1,shift=1.5,elastic=0.8,stroke=0.6"},
	{OPT_RECIPE + 13, "fade", "X", "what is left of --augment's warp and stroke at the end (1)"},
	{OPT_RECIPE + 14, "mixup", "X", "mix up to this share of a second image into each (0)"},
	{OPT_RECIPE + 15, "reject", "X", "share of bad cuts, made of two images, a class of their own (0)"},
	{OPT_RECIPE + 16, "teacher", "MODEL", "learn from what a model or bundle says of each image, too"},
	{OPT_RECIPE + 17, "distill", "X", "share of the teacher's word in the loss (0.7)"},
	{OPT_RECIPE + 19, "logit-adjust", NULL, "learn what classes look like apart from how often each --data has them"},
	{OPT_BALANCE, "balance", "X", "0: classes as often as the data have them; 1: all alike (0)"},
	{OPT_VALIDATE, "validate", "X", "share of the data held out to judge every epoch (0)"},
	{OPT_RECIPE + 18, "seed", "N", "of everything random (1)"},
	{OPT_STYLE, "style", "NAME", "how the glyphs are normalised: emnist or mnist (emnist)"},
	{OPT_READS, "reads", "WHAT", "what the model is asked about: all, lines, or glyphs that stand alone (all)"},
	{OPT_PRECISION, "precision", "NAME", "of the weights in the model file: f16 or f32 (f16)"},
	{OPT_NOTE, "note", "TEXT", "provenance kept in the model file"},
	{'o', "output", "FILE", "the model file to write"},
	{'f', "force", NULL, "write over a model that exists"},
	{OPT_LOG, "log", "FILE", "a TSV row for every epoch"},
	{OPT_CHECKPOINT, "checkpoint", "FILE", "where a run is kept until it is done (MODEL.ckpt)"},
	{OPT_RESUME, "resume", NULL, "go on from the checkpoint, when there is one"},
	{OPT_THREADS, "threads", "N", "threads to use (OMP_NUM_THREADS, else all cores)"},
	{OPT_PROGRESS, "progress", NULL, "show progress even when stderr is no terminal"},
	{OPT_NO_PROGRESS, "no-progress", NULL, "show no progress"},
	{0, NULL, NULL, NULL},
};

static const struct command cmd = {
	"hwr-train",
	"[-fqv] -d path [--mapping=file] [--transpose] [--arch=arch] [--epochs=n] [--validate=x] [--log=file] "
	"[--resume] [option ...] -o model",
	"train a network from labelled glyphs", opts,
};

struct job {
	struct training_run s;
	struct source src[MAX_SOURCES];
	int n_src, force;
};

static int
list_archs(void)
{
	const char *text, *name;

	for (int i = 0; (name = arch_name(i, &text)); i++)
		printf("%s\t%s\n", name, text);
	exit(close_stdout());
}

/* Options that belong to the --data before them. */
static int
source_option(struct job *j, int key, const char *arg)
{
	if (key < OPT_SOURCE || key >= OPT_BALANCE)
		return 0;
	if (!j->n_src)
		opts_usage_error(&cmd, "--data comes before what is said of it");
	return source_set(&j->src[j->n_src - 1], opts_name(&cmd, key), arg);
}

static int
recipe_option(struct job *j, int key, const char *arg)
{
	return key >= OPT_RECIPE && train_options_set(&j->s.o, opts_name(&cmd, key), arg);
}

static void
job_option(struct job *j, int key, const char *arg)
{
	static const char *const styles[] = {"emnist", "mnist", NULL};
	static const char *const precisions[] = {"f32", "f16", NULL};

	switch (key) {
	case 'd':
		if (j->n_src == MAX_SOURCES)
			opts_usage_error(&cmd, "more than %d sources", MAX_SOURCES);
		j->src[j->n_src++].path = arg;
		break;
	case 'o':             j->s.model = arg; break;
	case 'f':             j->force = 1; break;
	case OPT_LIST:        list_archs(); break;
	case OPT_BALANCE:     j->s.balance = arg_real("--balance", arg, 0, 1); break;
	case OPT_VALIDATE:    j->s.validate = arg_real("--validate", arg, 0, 0.9); break;
	case OPT_STYLE:       j->s.style = styles[arg_choice("--style", arg, styles)]; break;
	case OPT_PRECISION:   j->s.precision = (enum precision)arg_choice("--precision", arg, precisions); break;
	case OPT_READS:       j->s.task = (enum task)arg_choice("--reads", arg, task_names); break;
	case OPT_NOTE:        j->s.note = arg; break;
	case OPT_LOG:         j->s.log = arg; break;
	case OPT_CHECKPOINT:  j->s.checkpoint = arg; break;
	case OPT_RESUME:      j->s.resume = 1; break;
	case OPT_PROGRESS:    j->s.progress = 1; break;
	case OPT_NO_PROGRESS: j->s.progress = 0; break;
	case OPT_THREADS:     threads_set("--threads", arg); break;
	}
}

/* The command line as a job, checked. */
static struct job
parse(int argc, char *argv[])
{
	static const struct train_options start = {
		.optim = {OPTIM_ADAMW, 0.9, -1, 0.998}, .schedule = RATE_ONECYCLE, .rate = -1, .smooth = 0.05,
		.distill = 0.7, .augment = AUGMENT_DEFAULTS, .fade = 1, .member = 1, .epochs = 10, .batch = 128, .seed = 1,
	};
	struct job j = {.s = {.o = start, .style = "emnist", .note = "", .precision = PRECISION_F16, .progress = -1}};
	const char *arg;
	int key;

	while ((key = opts_next(&cmd, argc, argv, &arg)) != -1)
		if (!source_option(&j, key, arg) && !recipe_option(&j, key, arg))
			job_option(&j, key, arg);
	if (optind < argc)
		opts_usage_error(&cmd, "'%s': operands are not taken; use --data", argv[optind]);
	if (!j.n_src || !j.s.model)
		opts_usage_error(&cmd, "%s is missing", j.n_src ? "-o model" : "-d path");
	if (access(j.s.model, F_OK) == 0 && !j.force)
		opts_usage_error(&cmd, "%s exists; -f writes over it", j.s.model);
	if (!j.s.o.init && !j.s.o.arch)
		j.s.o.arch = arch_named("seed");
	if (j.s.o.adjust && j.s.o.mixup > 0)
		opts_usage_error(&cmd, "--logit-adjust and --mixup cannot go together");
	train_options_defaults(&j.s.o);
	return j;
}

int
main(int argc, char *argv[])
{
	struct job j = parse(argc, argv);
	struct dataset set = DATASET_EMPTY;
	enum style style = (enum style)style_from(j.s.style);
	int bad = training_run_init(&j.s, &set);

	for (int i = 0; i < j.n_src && !bad; i++) {
		j.src[i].glyph = sample_glyph;
		j.src[i].ctx = &style;
		bad = source_add(&j.src[i], &set);
	}
	if (!bad) {
		j.s.stop = interrupt_catch();
		bad = training_run_all(&j.s, &set);
	}
	bad = bad || set.failed;
	dataset_free(&set);
	training_run_end(&j.s);
	return close_stdout() || bad ? EXIT_FAILED : EXIT_OK;
}
