/* hwr-train - train a network from labelled glyphs, or from lines of writing and their texts. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/interrupt.h"
#include "page/sample.h"
#include "train/data_options.h"
#include "train/line_run.h"
#include "train/train_options.h"
#include "train/training_run.h"

struct job {
	struct training_run glyphs;
	struct line_run lines;
	struct recipe recipe;		/* of either */
	struct training_files files;
	struct sources data;
};

static const struct command command = {
	"hwr-train",
	"[-fqv] -d path [--mapping=file] [--transpose] [--arch=arch] [--epochs=n] [--validate=x] [--log=file] "
	"[--resume] [option ...] -o model\n"
	"       hwr-train [-fqv] --lines=path [--skip-unknown] [--characters=chars] [--init=model] [--epochs=n] [--validate=x] "
	"[--log=file] [--resume] [option ...] -o model",
	"train a network from labelled glyphs or lines",
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

#define GLYPHS(kind, ...) kind(struct training_run, __VA_ARGS__)

static const struct opt glyph_options[] = {
	{0, "balance", "X", "0: classes as often as the data have them; 1: all alike (0)", GLYPHS(OPT_REAL, balance, 0, 1), .after = "logit-adjust"},
	{0, "style", "NAME", "how the glyphs are normalised: emnist or mnist (that of --init's model, else emnist)", GLYPHS(OPT_WORD, o.style, styles), .after = "seed"},
	{0, "reads", "WHAT", "what the model is asked about: all, lines, or glyphs that stand alone (as --init's model, else all)", GLYPHS(OPT_CHOICE, task, task_names)},
	{0},
};

static const struct opt line_options[] = {
	{0, "characters", "CHARS", "the classes of --lines, with a space (all characters of the data, or those of --init)",
		OPT_TEXT(struct line_run, characters), .after = "skip-unknown"},
	{0},
};

#define JOB(kind, ...) kind(struct job, __VA_ARGS__)

static const struct opt options[] = {
	{0, "list-arch", NULL, "print the named architectures and exit", OPT_CALL(list_archs), .after = "member"},
	{0, "validate", "X", "share of the data held out to judge every epoch, of lines by writer (0)", JOB(OPT_REAL, files.validate, 0, 0.9), .after = "balance"},
	{0, "precision", "NAME", "of the weights in the model file: f16 or f32 (f16)", JOB(OPT_CHOICE, files.precision, precisions), .after = "reads"},
	{0, "note", "TEXT", "provenance kept in the model file (that of --init's model)", JOB(OPT_TEXT, files.note)},
	{'o', "output", "FILE", "the model file to write", JOB(OPT_TEXT, files.model), .writes = FILE_MODEL},
	{'f', "force", NULL, "write over a model, a log and a checkpoint that exist", JOB(OPT_SET, files.force, 1)},
	{0, "log", "FILE", "a TSV row for every epoch", JOB(OPT_TEXT, files.log), .writes = FILE_LOG},
	{0, "checkpoint", "FILE", "where a run is kept until it is done (MODEL.ckpt)", JOB(OPT_TEXT, files.checkpoint), .writes = FILE_CHECKPOINT},
	{0, "resume", NULL, "go on from the checkpoint, when there is one", JOB(OPT_SET, files.resume, 1)},
	{0, "threads", "N", "threads to use (OMP_NUM_THREADS, else all cores)", OPT_CALL(opts_threads)},
	{0, "progress", NULL, "show progress even when stderr is no terminal", JOB(OPT_SET, files.progress, 1)},
	{0, "no-progress", NULL, "show no progress", JOB(OPT_SET, files.progress, 0)},
	{0},
};

/* What the command line says must be of glyphs or of lines. */
static void
check(struct job *j, const struct job *untouched)
{
	const int lines = j->data.n_lines > 0;
	char why[CLAIM_WHY];

	if (lines && j->data.n > 0)
		opts_usage_error("--data and --lines cannot go together");
	if ((!lines && !j->data.n) || !j->files.model)
		opts_usage_error("%s is missing", j->files.model ? "-d path" : "-o model");
	if (lines && memcmp(&j->glyphs, &untouched->glyphs, sizeof j->glyphs) != 0)
		opts_usage_error("options of glyphs alone do not go with --lines: see the manual");
	if (!lines && memcmp(&j->lines, &untouched->lines, sizeof j->lines) != 0)
		opts_usage_error("--characters and --join go with --lines");
	if (j->recipe.init && j->lines.characters)
		opts_usage_error("--characters and --init cannot go together: classes are the model's");
	if (j->recipe.member && !j->recipe.init)
		opts_usage_error("--member is one of --init's models");
	if (j->recipe.member == MEMBER_ALL && (lines || j->files.checkpoint || j->files.log))
		opts_usage_error("--member=all trains several models for glyphs: no --lines, and no one --checkpoint or --log");
	if (j->glyphs.o.adjust && j->glyphs.o.mixup > 0)
		opts_usage_error("--logit-adjust and --mixup cannot go together");
	if (training_files_check(&j->files, why))
		opts_usage_error("%s", why);
}

/* The command line as a job, checked. */
static void
parse(struct job *j, int argc, char *argv[])
{
	const struct opts tables[] = {
		{.rows = source_opts, .to = &j->data, .current = sources_last},
		{.rows = line_source_opts, .to = &j->data, .current = sources_last_lines},
		{.rows = portion_opts, .to = &j->data, .current = sources_last_portion}, {.rows = all_source_opts, .to = &j->data},
		{.rows = recipe_opts, .to = &j->recipe}, {.rows = train_opts, .to = &j->glyphs.o},
		{.rows = line_opts, .to = &j->lines.o}, {.rows = glyph_options, .to = &j->glyphs},
		{.rows = line_options, .to = &j->lines}, {.rows = options, .to = j}, {0},
	};
	struct job untouched;
	int first;

	memcpy(&untouched, j, sizeof untouched);
	first = opts_parse(&command, tables, argc, argv);
	if (first < argc)
		opts_usage_error("'%s': operands are not taken; use --data or --lines", argv[first]);
	check(j, &untouched);
	if (!j->recipe.init && !j->recipe.arch)
		j->recipe.arch = arch_named(j->data.n_lines > 0 ? "line" : "seed");
}

static int
train_glyphs(struct job *j)
{
	struct training_run *s = &j->glyphs;
	struct dataset set = DATASET_EMPTY;
	enum style style;
	int bad;

	s->o.r = j->recipe;
	s->files = j->files;
	train_options_defaults(&s->o);
	bad = training_run_init(s, &set);
	style = bad ? STYLE_EMNIST : (enum style)style_from(s->o.style);
	for (int i = 0; i < j->data.n && !bad; i++) {
		j->data.v[i].glyph = sample_glyph;
		j->data.v[i].ctx = &style;
		bad = source_add(&j->data.v[i], &set);
	}
	bad = bad || sources_left_out(&j->data, set.failed);
	if (!bad) {
		s->files.stop = interrupt_catch();
		bad = training_run_all(s, &set);
	}
	dataset_free(&set);
	training_run_end(s);
	return bad;
}

static int
train_lines(struct job *j)
{
	struct line_run *s = &j->lines;
	struct line_set set = LINE_SET_EMPTY;
	int bad;

	s->o.r = j->recipe;
	s->files = j->files;
	line_options_defaults(&s->o);
	bad = line_run_init(s, &set);
	set.skip_bad = j->data.skip_bad;
	for (int i = 0; i < j->data.n_lines && !bad; i++)
		bad = line_set_add(&set, &j->data.line[i]);
	bad = bad || sources_left_out(&j->data, set.failed);
	if (!bad) {
		s->files.stop = interrupt_catch();
		bad = line_run_all(s, &set);
	}
	line_set_free(&set);
	line_run_end(s);
	return bad;
}

int
main(int argc, char *argv[])
{
	struct job j = {
		.glyphs = {.o = TRAIN_OPTIONS_DEFAULTS, .task = TASKS}, .lines = {.o = LINE_OPTIONS_DEFAULTS},
		.recipe = RECIPE_DEFAULTS, .files = {.precision = PRECISION_F16, .progress = -1},
	};
	int bad;

	parse(&j, argc, argv);
	bad = j.data.n_lines > 0 ? train_lines(&j) : train_glyphs(&j);
	training_files_free(&j.files);
	return close_stdout() || bad ? EXIT_FAILED : EXIT_OK;
}
