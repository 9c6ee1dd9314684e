/*
 * compose-lines - lines of writing, composed of single glyphs, to train networks for lines with.
 *
 * Reads texts, one a line, and writes PREFIX.pgm, an ink image for each, and PREFIX.tsv with
 * a row for each image: its number, who wrote it, its text; hwr-train --lines PREFIX takes them.
 *
 * A line is of one of the writers who have glyphs of enough characters, or of the
 * pool; what they have no glyph of comes from other writers.  Texts with a character that
 * nobody has a glyph of, and lines that come out too wide, are left out.
 * The same glyphs, texts and seed give the same bytes.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/io.h"
#include "base/mem.h"
#include "base/opts.h"
#include "base/utf8.h"
#include "hand.h"
#include "stock.h"

struct choice {
	const char *output, *writers, *pool, *labels;
	int transpose, least;
	double share;
	uint64_t seed;
};

struct job {
	const struct choice *o;
	struct stock stock;
	const struct stock_writer **good;	/* n_good who can write lines, owned */
	int n_good;
	FILE *images, *table;
	int64_t texts, lines;		/* read, written */
};

static const struct command command = {
	"compose-lines",
	"[-hqVv] [--writers=PREFIX] [--pool=PREFIX] [--labels=FILE] [--transpose] [--share=X] [--least=N] [--seed=N] "
	"-o PREFIX [file ...]",
	"compose lines of writing of single glyphs",
};

static const struct opt options[] = {
	{'o', "output", "PREFIX", "write PREFIX.pgm and PREFIX.tsv", OPT_TEXT(struct choice, output)},
	{0, "writers", "PREFIX", "IDX files of glyphs with PREFIX-index.tsv[.gz]: writers, sizes and places",
	 OPT_TEXT(struct choice, writers)},
	{0, "pool", "PREFIX", "IDX files of glyphs of nobody known", OPT_TEXT(struct choice, pool)},
	{0, "labels", "FILE", "another labels file of the pool", OPT_TEXT(struct choice, labels)},
	{0, "transpose", NULL, "rows and columns of the pool are swapped, as in EMNIST", OPT_SET(struct choice, transpose, 1)},
	{0, "share", "X", "of lines that the pool writes, 0 to 1 (0.45)", OPT_REAL(struct choice, share, 0, 1)},
	{0, "least", "N", "characters that somebody has who writes lines (24)", OPT_INT(struct choice, least, 1, STOCK_CODES)},
	{0, "seed", "N", "of chance (1)", OPT_INT64(struct choice, seed, 0, INT64_MAX)},
	{0}
};

/* The first character of text that nobody can write, or 0. */
static uint32_t
lacking(const struct job *job, const struct stock_writer *w, const char *text)
{
	uint32_t code;

	for (text = utf8_next(text, &code); code; text = utf8_next(text, &code))
		if (code != ' ' && !stock_writer_for(&job->stock, w, code))
			return code;
	return 0;
}

/* One text: a line, or why there is none. */
static void
compose(struct job *job, const char *name, int64_t row, const char *text)
{
	struct rng r = rng_seed(job->o->seed, (uint64_t)job->texts++);
	const int pool = rng_unit(&r) < job->o->share ? job->stock.pool.kinds > 0 : job->n_good == 0;
	const struct stock_writer *w = pool ? &job->stock.pool : job->good[rng_below(&r, (uint32_t)job->n_good)];
	const struct hand hand = hand_by_chance(&r);
	const uint32_t lack = lacking(job, w, text);
	char character[UTF8_SIZE] = "";
	struct image line;

	if (lack) {
		character[utf8_put(lack, character)] = '\0';
		warn_at(name, "line %" PRId64 ": nobody has a glyph of '%s': left out", row, character);
	} else if (strlen(text) > HAND_MOST_TEXT) {
		warn_at(name, "line %" PRId64 ": more than %d characters: left out", row, HAND_MOST_TEXT);
	} else if (hand_write(&hand, &job->stock, w, text, &r, &line)) {
		info_at(1, name, "line %" PRId64 ": nothing to see, or wider than %d pixels: left out", row, HAND_MOST_WIDTH);
	} else {
		image_write(job->images, &line);
		image_free(&line);
		/* Hands of the pool are no two times the same. */
		if (pool)
			fprintf(job->table, "%" PRId64 "\tpool/%" PRId64 "\t%s\n", job->lines, job->lines, text);
		else
			fprintf(job->table, "%" PRId64 "\t%s\t%s\n", job->lines, w->name, text);
		job->lines++;
	}
}

static int
take_texts(FILE *in, const char *name, void *ctx)
{
	int64_t row = 0;
	char *text = NULL;
	size_t room = 0;
	ssize_t got;

	while ((got = in_line(&text, &room, '\n', in, name)) > 0) {
		text[strcspn(text, "\r\n")] = '\0';
		compose(ctx, name, ++row, text);
	}
	free(text);
	return got < 0;
}

/* All glyphs, and who has enough of them.  Returns 0, or -1 after saying why. */
static int
fetch(struct job *job)
{
	const struct choice *o = job->o;
	struct stock *s = &job->stock;

	if ((o->writers && stock_add_writers(s, o->writers)) ||
	    (o->pool && stock_add_pool(s, o->pool, o->labels, o->transpose)))
		return -1;
	job->good = mem_alloc((size_t)s->n_writers + 1, sizeof *job->good);
	for (int i = 0; i < s->n_writers; i++)
		if (s->writers[i].kinds >= o->least)
			job->good[job->n_good++] = &s->writers[i];
	info_at(1, o->output, "%d of %d writers have glyphs of %d characters, the pool has %d", job->n_good, s->n_writers,
	        o->least, s->pool.kinds);
	if (job->n_good == 0 && s->pool.kinds == 0) {
		error_at(o->writers ? o->writers : o->pool, "nobody has glyphs of %d characters", o->least);
		return -1;
	}
	return 0;
}

/* Both files, or none.  Returns 0, or 1 after saying why. */
static int
write_all(struct job *job, int argc, char *argv[], int first)
{
	struct buf images = BUF_EMPTY, table = BUF_EMPTY;
	struct out pgm, tsv;
	int failed = 1;

	buf_printf(&images, "%s.pgm", job->o->output);
	buf_printf(&table, "%s.tsv", job->o->output);
	if (out_open(&pgm, images.data) == 0) {
		if (out_open(&tsv, table.data) == 0) {
			job->images = pgm.f;
			job->table = tsv.f;
			failed = io_each(argc, argv, first, take_texts, job);
			failed |= out_close(&pgm, failed ? OUT_DROP : OUT_WHOLE);
			failed |= out_close(&tsv, failed ? OUT_DROP : OUT_WHOLE);
		} else {
			out_close(&pgm, OUT_DROP);
		}
	}
	buf_free(&images);
	buf_free(&table);
	return failed;
}

int
main(int argc, char *argv[])
{
	struct choice o = {.share = 0.45, .least = 24, .seed = 1};
	const int first = opts_parse(&command, (struct opts[]){{.rows = options, .to = &o}, {0}}, argc, argv);
	struct job job = {.o = &o, .stock = STOCK_EMPTY};
	int failed;

	if (!o.output)
		opts_usage_error("-o is wanted");
	if (!o.writers && !o.pool)
		opts_usage_error("--writers or --pool is wanted");
	if (!o.pool && (o.labels || o.transpose))
		opts_usage_error("--labels and --transpose are for --pool");
	failed = fetch(&job) || write_all(&job, argc, argv, first);
	if (!failed && verbosity >= 0)
		fprintf(stderr, "compose-lines: %" PRId64 " of %" PRId64 " texts\n", job.lines, job.texts);
	free(job.good);
	stock_free(&job.stock);
	return failed;
}
