/* hwr-train - train a network from labelled glyphs. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#ifdef _OPENMP
#include <omp.h>
#endif

#include "base/err.h"
#include "base/num.h"
#include "base/opts.h"
#include "net/recipe.h"
#include "net/session.h"
#include "page/sample.h"

enum { MAX_SOURCES = 32 };

enum { OPT_ARCH = 256, OPT_LIST, OPT_LABELS, OPT_MAPPING, OPT_TRANSPOSE, OPT_GROUP, OPT_KEEP, OPT_LIMIT,
       OPT_EPOCHS, OPT_BATCH, OPT_OPTIMIZER, OPT_RATE, OPT_MOMENTUM, OPT_DECAY, OPT_SCHEDULE, OPT_SMOOTH,
       OPT_EMA, OPT_AUGMENT, OPT_VALIDATE, OPT_SEED, OPT_STYLE, OPT_PRECISION, OPT_NOTE, OPT_LOG,
       OPT_CHECKPOINT, OPT_RESUME, OPT_THREADS, OPT_PROGRESS, OPT_NO_PROGRESS };

static const struct opt opts[] = {
	{'d', "data", "PATH", "IDX prefix, or a folder with a sub-folder per class; may be repeated"},
	{OPT_LABELS, "labels", "FILE", "another labels file for the --data before it"},
	{OPT_MAPPING, "mapping", "FILE", "what the labels of the --data before it mean"},
	{OPT_TRANSPOSE, "transpose", NULL, "the --data before it has rows and columns swapped (EMNIST)"},
	{OPT_GROUP, "group", "N", "each N images in a row of the --data before it are one sample"},
	{OPT_KEEP, "keep", "CHARS", "only these characters of the --data before it"},
	{OPT_LIMIT, "limit", "N", "only the first N images of the --data before it"},
	{OPT_ARCH, "arch", "ARCH", "a name of --list-arch, or layers such as '32c3 bn relu p2 d' (seed)"},
	{OPT_LIST, "list-arch", NULL, "print the named architectures and exit"},
	{OPT_EPOCHS, "epochs", "N", "times over the data (10)"},
	{OPT_BATCH, "batch", "N", "images of a step (128)"},
	{OPT_OPTIMIZER, "optimizer", "NAME", "sgd or adamw (adamw)"},
	{OPT_RATE, "rate", "X", "highest learning rate (0.003; sgd 0.05)"},
	{OPT_MOMENTUM, "momentum", "X", "Nesterov's, or AdamW's first (0.9)"},
	{OPT_DECAY, "decay", "X", "weight decay (0.01; sgd 0.0005)"},
	{OPT_SCHEDULE, "schedule", "NAME", "constant, cosine or onecycle (onecycle)"},
	{OPT_SMOOTH, "smooth", "X", "label smoothing (0.05)"},
	{OPT_EMA, "ema", "X", "decay of the running mean of the weights, 0 for none (0.998)"},
	{OPT_AUGMENT, "augment", "SPEC", "none, default, or rotate=10,shear=0.2,scale=0.1,shift=1.5,elastic=0.8,stroke=0.6"},
	{OPT_VALIDATE, "validate", "X", "share of the data held out to judge every epoch (0)"},
	{OPT_SEED, "seed", "N", "of everything random (1)"},
	{OPT_STYLE, "style", "NAME", "how the glyphs are normalised: emnist or mnist (emnist)"},
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
	struct session s;
	struct source src[MAX_SOURCES];
	int n_src, force;
};

static volatile int stop;

static void
on_stop(int sig)
{
	stop = sig;
}

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
	struct source *s = j->n_src ? &j->src[j->n_src - 1] : NULL;

	if (key < OPT_LABELS || key > OPT_LIMIT)
		return 0;
	if (!s)
		opts_usage_error(&cmd, "--data comes before what is said of it");
	switch (key) {
	case OPT_LABELS:    s->labels = arg; break;
	case OPT_MAPPING:   s->mapping = arg; break;
	case OPT_TRANSPOSE: s->transpose = 1; break;
	case OPT_GROUP:     s->group = (int)arg_int("--group", arg, 1, 1000); break;
	case OPT_KEEP:      s->keep = arg; break;
	case OPT_LIMIT:     s->limit = arg_int("--limit", arg, 1, DATASET_MAX_IMAGES); break;
	}
	return 1;
}

static int
recipe_option(struct job *j, int key, const char *arg)
{
	static const char *const optimizers[] = {"sgd", "adamw", NULL};
	static const char *const schedules[] = {"constant", "cosine", "onecycle", NULL};
	struct train_options *o = &j->s.o;

	switch (key) {
	case OPT_ARCH:      o->arch = arch_named(arg) ? arch_named(arg) : arg; break;
	case OPT_EPOCHS:    o->epochs = (int)arg_int("--epochs", arg, 1, 100000); break;
	case OPT_BATCH:     o->batch = (int)arg_int("--batch", arg, 2, 4096); break;
	case OPT_OPTIMIZER: o->optim.kind = (enum optimizer)arg_choice("--optimizer", arg, optimizers); break;
	case OPT_RATE:      o->rate = arg_real("--rate", arg, 0, 100); break;
	case OPT_MOMENTUM:  o->optim.momentum = arg_real("--momentum", arg, 0, 0.9999); break;
	case OPT_DECAY:     o->optim.decay = arg_real("--decay", arg, 0, 10); break;
	case OPT_SCHEDULE:  o->schedule = (enum schedule)arg_choice("--schedule", arg, schedules); break;
	case OPT_SMOOTH:    o->smooth = arg_real("--smooth", arg, 0, 0.9); break;
	case OPT_EMA:       o->optim.ema = arg_real("--ema", arg, 0, 0.99999); break;
	case OPT_SEED:      o->seed = (uint64_t)arg_int("--seed", arg, 0, INT64_MAX); break;
	case OPT_AUGMENT:
		if (augment_from(arg, &o->augment))
			opts_usage_error(&cmd, "--augment: '%s' is not understood", arg);
		break;
	default:
		return 0;
	}
	return 1;
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
	case OPT_VALIDATE:    j->s.validate = arg_real("--validate", arg, 0, 0.9); break;
	case OPT_STYLE:       j->s.style = styles[arg_choice("--style", arg, styles)]; break;
	case OPT_PRECISION:   j->s.precision = (enum precision)arg_choice("--precision", arg, precisions); break;
	case OPT_NOTE:        j->s.note = arg; break;
	case OPT_LOG:         j->s.log = arg; break;
	case OPT_CHECKPOINT:  j->s.checkpoint = arg; break;
	case OPT_RESUME:      j->s.resume = 1; break;
	case OPT_PROGRESS:    j->s.progress = 1; break;
	case OPT_NO_PROGRESS: j->s.progress = 0; break;
	case OPT_THREADS: {
		int n = (int)arg_int("--threads", arg, 1, 1024);
#ifdef _OPENMP
		omp_set_num_threads(n);
#else
		(void)n;
#endif
		break;
	}
	}
}

/* The command line as a job, checked. */
static struct job
parse(int argc, char *argv[])
{
	static const struct train_options start = {
		NULL, {OPTIM_ADAMW, 0.9, -1, 0.998}, RATE_ONECYCLE, -1, 0.05, AUGMENT_DEFAULTS, 10, 128, 1,
	};
	struct job j = {{start, 0, "emnist", "", PRECISION_F16, NULL, NULL, NULL, 0, -1, &stop}, {{0}}, 0, 0};
	const char *arg;
	int key;

	j.s.o.arch = arch_named("seed");
	while ((key = opts_next(&cmd, argc, argv, &arg)) != -1)
		if (!source_option(&j, key, arg) && !recipe_option(&j, key, arg))
			job_option(&j, key, arg);
	if (optind < argc)
		opts_usage_error(&cmd, "'%s': operands are not taken; use --data", argv[optind]);
	if (!j.n_src || !j.s.model)
		opts_usage_error(&cmd, "%s is missing", j.n_src ? "-o model" : "-d path");
	if (access(j.s.model, F_OK) == 0 && !j.force)
		opts_usage_error(&cmd, "%s exists; -f writes over it", j.s.model);
	if (j.s.o.rate < 0)
		j.s.o.rate = j.s.o.optim.kind == OPTIM_SGD ? 0.05 : 0.003;
	if (j.s.o.optim.decay < 0)
		j.s.o.optim.decay = j.s.o.optim.kind == OPTIM_SGD ? 0.0005 : 0.01;
	return j;
}

static void
catch_signals(void)
{
	struct sigaction sa;

	memset(&sa, 0, sizeof sa);
	sa.sa_handler = on_stop;
	sa.sa_flags = (int)SA_RESETHAND;	/* a second one ends the program at once */
	sigemptyset(&sa.sa_mask);
	sigaction(SIGINT, &sa, NULL);
	sigaction(SIGTERM, &sa, NULL);
}

int
main(int argc, char *argv[])
{
	struct job j = parse(argc, argv);
	struct dataset set = DATASET_EMPTY;
	enum style style = (enum style)style_from(j.s.style);
	int bad = 0;

	for (int i = 0; i < j.n_src && !bad; i++) {
		j.src[i].glyph = sample_glyph;
		j.src[i].ctx = &style;
		bad = dataset_add(&set, &j.src[i]);
	}
	if (!bad) {
		catch_signals();
		bad = session_run(&j.s, &set);
	}
	bad = bad || set.failed;
	dataset_free(&set);
	return close_stdout() || bad ? EXIT_FAILED : EXIT_OK;
}
