/* hwr-train - train a network from labelled glyphs. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/err.h"
#include "base/interrupt.h"
#include "base/opts.h"
#include "train/train_options.h"
#include "train/training_run.h"
#include "page/sample.h"

struct job {
	struct training_run s;
	struct sources data;
	int force;
};

static const struct command command = {
	"hwr-train",
	"[-fqv] -d path [--mapping=file] [--transpose] [--arch=arch] [--epochs=n] [--validate=x] [--log=file] "
	"[--resume] [option ...] -o model",
	"train a network from labelled glyphs",
};

static void
list_archs(void *unused, const char *option, const char *arg)
{
	const char *text, *name;

	(void)unused;
	(void)option;
	(void)arg;
	for (int i = 0; (name = arch_name(i, &text)); i++)
		printf("%s\t%s\n", name, text);
	exit(close_stdout());
}

static const char *const styles[] = {"emnist", "mnist", NULL};
static const char *const precisions[] = {"f32", "f16", NULL};

#define JOB(kind, ...) kind(struct job, __VA_ARGS__)

static const struct opt options[] = {
	{0, "list-arch", NULL, "print the named architectures and exit", OPT_CALL(list_archs), .after = "member"},
	{0, "balance", "X", "0: classes as often as the data have them; 1: all alike (0)", JOB(OPT_REAL, s.balance, 0, 1), .after = "logit-adjust"},
	{0, "validate", "X", "share of the data held out to judge every epoch (0)", JOB(OPT_REAL, s.validate, 0, 0.9)},
	{0, "style", "NAME", "how the glyphs are normalised: emnist or mnist (emnist)", JOB(OPT_WORD, s.style, styles), .after = "seed"},
	{0, "reads", "WHAT", "what the model is asked about: all, lines, or glyphs that stand alone (all)", JOB(OPT_CHOICE, s.task, task_names)},
	{0, "precision", "NAME", "of the weights in the model file: f16 or f32 (f16)", JOB(OPT_CHOICE, s.precision, precisions)},
	{0, "note", "TEXT", "provenance kept in the model file", JOB(OPT_TEXT, s.note)},
	{'o', "output", "FILE", "the model file to write", JOB(OPT_TEXT, s.model)},
	{'f', "force", NULL, "write over a model that exists", JOB(OPT_SET, force, 1)},
	{0, "log", "FILE", "a TSV row for every epoch", JOB(OPT_TEXT, s.log)},
	{0, "checkpoint", "FILE", "where a run is kept until it is done (MODEL.ckpt)", JOB(OPT_TEXT, s.checkpoint)},
	{0, "resume", NULL, "go on from the checkpoint, when there is one", JOB(OPT_SET, s.resume, 1)},
	{0, "threads", "N", "threads to use (OMP_NUM_THREADS, else all cores)", OPT_CALL(opts_threads)},
	{0, "progress", NULL, "show progress even when stderr is no terminal", JOB(OPT_SET, s.progress, 1)},
	{0, "no-progress", NULL, "show no progress", JOB(OPT_SET, s.progress, 0)},
	{0},
};

/* The command line as a job, checked. */
static struct job
parse(int argc, char *argv[])
{
	struct job j = {.s = {.o = TRAIN_OPTIONS_DEFAULTS, .style = "emnist", .note = "", .precision = PRECISION_F16, .progress = -1}};
	const struct opts tables[] = {
		{.rows = source_opts, .to = &j.data, .current = sources_last}, {.rows = train_opts, .to = &j.s.o},
		{.rows = options, .to = &j}, {0},
	};
	const int first = opts_parse(&command, tables, argc, argv);

	if (first < argc)
		opts_usage_error("'%s': operands are not taken; use --data", argv[first]);
	if (!j.data.n || !j.s.model)
		opts_usage_error("%s is missing", j.data.n ? "-o model" : "-d path");
	if (access(j.s.model, F_OK) == 0 && !j.force)
		opts_usage_error("%s exists; -f writes over it", j.s.model);
	if (!j.s.o.init && !j.s.o.arch)
		j.s.o.arch = arch_named("seed");
	if (j.s.o.adjust && j.s.o.mixup > 0)
		opts_usage_error("--logit-adjust and --mixup cannot go together");
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

	for (int i = 0; i < j.data.n && !bad; i++) {
		j.data.v[i].glyph = sample_glyph;
		j.data.v[i].ctx = &style;
		bad = source_add(&j.data.v[i], &set);
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
