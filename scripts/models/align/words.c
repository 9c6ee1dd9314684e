/*
 * align-words [-g PROB] [-w NATS] MODEL WORDS.tsv PREFIX <WORDS.pgm - labelled glyphs out of words with known texts.
 *
 * Each image of the stream is cut into candidates; of all ways through them
 * that spell its text (column 5 of WORDS.tsv) the likeliest is taken, as far as
 * MODEL can tell.  Its characters go to PREFIX-images-idx3-ubyte and -labels-,
 * and of the candidates that cross its cuts as many go there as rejects
 * (their label is LABEL_REJECT); PREFIX-mapping.txt says what labels mean, and
 * PREFIX-words.txt the number of the word of each image.  PREFIX-cuts.tsv has
 * what was measured of each piece (split.h), the number of the word before it,
 * and after it whether a character begins with the piece, and a space before it.
 * Words that are spelt badly are left out: those of fewer than NATS a character in
 * the mean (-0.9), and of the others glyphs of a probability below PROB (0.03).
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/io.h"
#include "base/mem.h"
#include "base/num.h"
#include "base/rng.h"
#include "image/ink.h"
#include "net/labels.h"
#include "net/model.h"
#include "page/normalize.h"
#include "page/split.h"
#include "read/vote.h"

enum { LINE_MOST = 4096, ARCS_MOST = 4000, TEXT_MOST = 200, REJECT_NUMBER = 127, CHUNK = 32 };

static const double LEAST = 1e-4;	/* probability of what the networks deny */
static double good_word = -0.9, good_glyph = 0.03;	/* worse ones are left out */
static const double SAME = 0.75;	/* of the columns of both; nearer to a character no candidate is a reject */

struct word {				/* one image under way */
	struct glyphs g;
	uint8_t *images;		/* (n,28,28) */
	float *probs;			/* (n, 128): of every character, by code */
	char text[TEXT_MOST];		/* without blanks */
	uint8_t space[TEXT_MOST];	/* 1: a blank stood before it */
	int n_text;
};

struct output { struct buf images, labels, words, cuts; int n; };

static void
mean_probs(const struct models *set, struct word *w)
{
	int asked = 0;

	for (int m = 0; m < set->n; m++)
		asked += models_serve(set, m, 0);
	for (int m = 0; m < set->n; m++) {
		const struct model *model = set->v[m];
		const int k = model->n_classes;
		float *p;

		if (!models_serve(set, m, 0))
			continue;
		p = mem_floats((size_t)w->g.n * (size_t)k + 1);
#pragma omp parallel for schedule(dynamic)
		for (int i = 0; i < w->g.n; i += CHUNK)
			model_predict(model, w->images + (size_t)i * GLYPH_SIZE, w->g.n - i < CHUNK ? w->g.n - i : CHUNK,
			              p + (size_t)i * (size_t)k);
		for (int i = 0; i < w->g.n; i++)
			for (int c = 0; c < k; c++)
				for (const char *l = model->classes[c]; *l > 0 && *l < 127; l++)
					w->probs[i * 128 + *l] += p[i * k + c] / (float)asked;
		free(p);
	}
}

/* How likely candidate i is ch; cases of one shape count for each other, as size is not looked at. */
static double
likely(const struct word *w, int i, char ch)
{
	const char upper = (char)(ch >= 'a' && ch <= 'z' ? ch - 'a' + 'A' : ch);
	double p = (double)w->probs[i * 128 + ch];

	if (upper >= 'A' && upper <= 'Z' && strchr(LETTERS_ALIKE, upper))
		p = (double)w->probs[i * 128 + upper] + (double)w->probs[i * 128 + upper - 'A' + 'a'];
	return p;
}

struct step { double score; int arc; };	/* the best way to (node, characters): its last candidate */

/* The candidates that spell the text best, in arcs.  Returns the mean log-probability, or -INFINITY. */
static double
spell(const struct word *w, int *arcs)
{
	const int rows = w->n_text + 1;
	int nodes = 0;
	struct step *best;
	double mean;

	for (int i = 0; i < w->g.n; i++)
		nodes = w->g.v[i].tags.to >= nodes ? w->g.v[i].tags.to + 1 : nodes;
	best = mem_alloc((size_t)(nodes * rows) + 1, sizeof *best);
	for (int i = 0; i < nodes * rows; i++)
		best[i] = (struct step){-INFINITY, -1};
	best[0].score = 0;
	for (int i = 0; i < w->g.n; i++) {	/* by first piece, so that every start is settled */
		const struct tags *t = &w->g.v[i].tags;
		const double p = fmin(fmax(t->space / 1000.0, 0.02), 0.98);

		for (int k = 0; k < w->n_text; k++) {
			const struct step *from = &best[t->from * rows + k];
			struct step *to = &best[t->to * rows + k + 1];
			const double gap = k == 0 ? 0 : log(w->space[k] ? p : 1 - p);
			const double score = from->score + gap + log(fmax(likely(w, i, w->text[k]), LEAST));

			if (score > to->score)
				*to = (struct step){score, i};
		}
	}
	mean = best[nodes * rows - 1].score / w->n_text;
	for (int k = w->n_text, at = nodes - 1; k > 0 && mean > -INFINITY; k--) {
		arcs[k - 1] = best[at * rows + k].arc;
		at = w->g.v[arcs[k - 1]].tags.from;
	}
	free(best);
	return mean;
}

static void
put(struct output *o, const uint8_t *image, int label, int word)
{
	buf_add(&o->images, (const char *)image, GLYPH_SIZE);
	buf_char(&o->labels, (char)label);
	buf_printf(&o->words, "%d\n", word);
	o->n++;
}

/* Columns that two candidates share, of those that either has. */
static double
overlap(const struct box *a, const struct box *b)
{
	const int left = a->x < b->x ? a->x : b->x, right = a->x + a->w > b->x + b->w ? a->x + a->w : b->x + b->w;
	const int from = a->x > b->x ? a->x : b->x, to = a->x + a->w < b->x + b->w ? a->x + a->w : b->x + b->w;

	return to > from ? (double)(to - from) / (right - left) : 0;
}

static int
is_reject(const struct word *w, int i, const int *arcs)
{
	for (int k = 0; k < w->n_text; k++)
		if (arcs[k] == i || overlap(&w->g.v[i].tags.box, &w->g.v[arcs[k]].tags.box) > SAME)
			return 0;
	return 1;
}

static void
write_word(const struct word *w, const int *arcs, int number, struct output *o)
{
	struct rng r = rng_seed(7, (uint64_t)number);
	int rejects = 0;

	for (int k = 0; k < w->n_text; k++)
		if (likely(w, arcs[k], w->text[k]) >= good_glyph)
			put(o, w->images + (size_t)arcs[k] * GLYPH_SIZE, w->text[k], number);
	for (int tries = 0; tries < 4 * w->n_text && rejects < w->n_text; tries++) {
		const int i = (int)rng_below(&r, (uint32_t)w->g.n);

		if (!is_reject(w, i, arcs))
			continue;
		put(o, w->images + (size_t)i * GLYPH_SIZE, REJECT_NUMBER, number);
		rejects++;
	}
}

/* The rows of measures, (line, piece, ...), with what is true of them. */
static void
put_cuts(const struct word *w, const int *arcs, char *measures, int number, struct output *o)
{
	char *rest = NULL;

	for (char *row = strtok_r(measures, "\n", &rest); row; row = strtok_r(NULL, "\n", &rest)) {
		const char *piece = strchr(row, '\t');
		const long at = piece ? strtol(piece, NULL, 10) : 0;
		int k = 0;

		while (k < w->n_text && w->g.v[arcs[k]].tags.from < at)
			k++;
		k = k < w->n_text && w->g.v[arcs[k]].tags.from == at ? k : -1;
		buf_printf(&o->cuts, "%d\t%s\t%d\t%d\n", number, row, k >= 0, k >= 0 && w->space[k]);
	}
}

/* Text without blanks, and where they were.  Returns 0, or -1 when it is not plain. */
static int
take_text(struct word *w, const char *text)
{
	int blank = 0;

	w->n_text = 0;
	for (; *text; text++) {
		if (*text == ' ') {
			blank = 1;
			continue;
		}
		if (*text < 33 || *text > 126 || w->n_text == TEXT_MOST - 1)
			return -1;
		w->space[w->n_text] = (uint8_t)blank;
		w->text[w->n_text++] = *text;
		blank = 0;
	}
	return w->n_text > 0 ? 0 : -1;
}

static int
one_line(const struct glyphs *g)
{
	for (int i = 1; i < g->n; i++)
		if (g->v[i].tags.line != g->v[0].tags.line)
			return 0;
	return g->n > 0 && g->n <= ARCS_MOST;
}

/* Returns 1 when the word was written. */
static int
align(const struct models *set, const struct image *pic, const char *text, int number, struct output *o)
{
	struct ink_options options = INK_DEFAULTS;
	struct split_options split = SPLIT_DEFAULTS;
	struct tags tags = TAGS_EMPTY;
	struct word w = {.g = {NULL, 0}};
	int arcs[TEXT_MOST], done = 0;
	char *measures = NULL;
	size_t length;
	struct image ink;
	struct box box;

	options.polarity = POLARITY_LIGHT;
	split.lattice = 1;
	ink_extract(pic, "word", &options, &ink, &box);
	if (!(split.measures = open_memstream(&measures, &length)))
		die("out of memory");
	split_page(&ink, &tags, &split, &w.g);
	fclose(split.measures);
	image_free(&ink);
	w.images = mem_alloc((size_t)w.g.n + 1, GLYPH_SIZE);
	w.probs = mem_floats((size_t)w.g.n * 128 + 1);
	if (one_line(&w.g) && take_text(&w, text) == 0) {
		for (int i = 0; i < w.g.n; i++)
			normalize_glyph(&w.g.v[i].img, STYLE_EMNIST, w.images + (size_t)i * GLYPH_SIZE);
		mean_probs(set, &w);
		done = spell(&w, arcs) > good_word;
	}
	if (done) {
		write_word(&w, arcs, number, o);
		put_cuts(&w, arcs, measures, number, o);
	}
	free(measures);
	free(w.images);
	free(w.probs);
	glyphs_free(&w.g);
	return done;
}

static void
put_number(struct buf *b, uint32_t v)
{
	for (int shift = 24; shift >= 0; shift -= 8)
		buf_char(b, (char)(v >> shift & 255));
}

static void
write_file(const char *prefix, const char *end, const char *head, size_t n_head, const struct buf *body)
{
	struct buf path = BUF_EMPTY;
	struct out out;

	buf_printf(&path, "%s%s", prefix, end);
	if (out_open(&out, path.data))
		exit(1);
	fwrite(head, 1, n_head, out.f);
	fwrite(body->data, 1, body->len, out.f);
	if (out_close(&out, OUT_WHOLE))
		exit(1);
	buf_free(&path);
}

static void
write_all(const char *prefix, const struct output *o)
{
	struct buf head = BUF_EMPTY, mapping = BUF_EMPTY;

	buf_add(&head, "\0\0\10\3", 4);
	put_number(&head, (uint32_t)o->n);
	put_number(&head, GLYPH_SIDE);
	put_number(&head, GLYPH_SIDE);
	write_file(prefix, "-images-idx3-ubyte", head.data, head.len, &o->images);
	buf_clear(&head);
	buf_add(&head, "\0\0\10\1", 4);
	put_number(&head, (uint32_t)o->n);
	write_file(prefix, "-labels-idx1-ubyte", head.data, head.len, &o->labels);
	for (int c = 33; c < 127; c++)
		buf_printf(&mapping, "%d\t%c\n", c, c);
	buf_printf(&mapping, "%d\t%s\n", REJECT_NUMBER, LABEL_REJECT);
	write_file(prefix, "-mapping.txt", "", 0, &mapping);
	write_file(prefix, "-words.txt", "", 0, &o->words);
	write_file(prefix, "-cuts.tsv", "", 0, &o->cuts);
	buf_free(&head);
	buf_free(&mapping);
}

static void
take_options(int argc, char *argv[])
{
	int key, bad = 0;

	while ((key = getopt(argc, argv, "g:w:")) != -1)
		switch (key) {
		case 'g': good_glyph = arg_real("-g", optarg, 0, 1); break;
		case 'w': good_word = arg_real("-w", optarg, -10, 0); break;
		default:  bad = 1;
		}
	if (bad || argc - optind != 3) {
		fprintf(stderr, "usage: align-words [-g PROB] [-w NATS] MODEL WORDS.tsv PREFIX <WORDS.pgm\n");
		exit(2);
	}
}

int
main(int argc, char *argv[])
{
	struct output o = {BUF_EMPTY, BUF_EMPTY, BUF_EMPTY, BUF_EMPTY, 0};
	struct models set = {NULL, 0};
	struct image pic = IMAGE_EMPTY;
	char line[LINE_MOST];
	int number = 0, done = 0;
	FILE *truth;

	setprog(argv[0]);
	take_options(argc, argv);
	argv += optind - 1;
	if (models_load(&set, argv[1]) || !(truth = fopen(argv[2], "r")))
		return 1;
	while (fgets(line, sizeof line, truth) && image_read(stdin, "<stdin>", IMAGE_MAX_PIXELS, &pic) == 1) {
		char *text = strrchr(line, '\t');

		line[strcspn(line, "\n")] = '\0';
		done += text && align(&set, &pic, text + 1, number, &o);
		number++;
		image_free(&pic);
	}
	fclose(truth);
	write_all(argv[3], &o);
	fprintf(stderr, "align-words: %d of %d words, %d images\n", done, number, o.n);
	models_free(&set);
	return 0;
}
