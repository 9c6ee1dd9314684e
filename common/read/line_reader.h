/*
 * line_reader.h - one whole line in, its text out: a network for lines, and a search that asks the language.
 *
 * The network (net/model.h, model_predict_line) says at every step along the line how
 * likely each character is; the search (ctc_search.h) finds the likeliest texts,
 * words, pattern and language model counted in; the alignment of the best text with the
 * steps tells where its characters stand.  With several language models the
 * line is read with each, and the likeliest text is taken.
 *
 * A line reader does not change while it is used: threads may share it.
 */
#ifndef HWR_LINE_READER_H
#define HWR_LINE_READER_H

#include "image/image.h"
#include "net/model.h"
#include "read/ctc_search.h"
#include "read/decoder.h"
#include "read/results.h"

struct line_reader {
	const struct model *model;	/* not owned */
	uint32_t *code;		/* (n_classes) the character of each class, ' ' of LABEL_SPACE; owned */
	uint8_t *allowed;	/* (n_classes) 1 where it may be answered; owned */
	struct language language;
	const struct lm *const *lms;	/* n_lms language models that are tried in its place, where there are several; not owned */
	int n_lms;
	struct ctc_weights weights;
	int nbest;		/* texts wanted of every word, at most RESULT_TOP; 0: none */
};

struct line_picture {		/* a whole line, normalized (page/line_image.h) */
	struct image img;	/* (LINE_HEIGHT, w); owned */
	struct tags tags;	/* of hwr-split and hwr-normalize, as far as they are known; owned */
	int at;			/* in a stream: how many glyphs come before it */
};

void line_picture_free(struct line_picture *p);

struct line_reading {		/* what was read of a line */
	const struct line_picture *line;	/* not owned */
	float *logp;		/* (steps, n_classes) nats, as the network says them; owned */
	int steps;
	struct ctc_answer *text;	/* n different texts, best first; n is 0 where none can be; owned */
	int n;
	const struct lm *lm;	/* by which language model; NULL: none */
	int enough;		/* 1: it is so sure that nobody looks at candidates (reader_read) */
	int *from, *to;		/* (text[0].n) steps of the characters of the best text, as ctc_align has them; owned */
};

/*
 * line_reader_open - for m, a model of lines (model_is_line), which must outlive r, as must what d has of languages.
 *
 * d     the weight of the language and what is expected, and how many texts of words are wanted
 * spec  what may be answered, as classes_restrict has it; NULL: anything; spaces always are
 *
 * Returns 0, or -1 when m knows nothing of spec, or one of its labels is no
 * character (nothing said; r is empty then).
 */
int line_reader_open(struct line_reader *r, const struct model *m, const struct decoder *d, const char *spec);
void line_reader_close(struct line_reader *r);

/* line_reader_takes - NULL when img can be one of the network's lines, else what is wrong with it. */
const char *line_reader_takes(const struct line_reader *r, const struct image *img);

/* line_reader_read - read a line; freed with line_reading_free. */
void line_reader_read(const struct line_reader *r, const struct line_picture *line, struct line_reading *out);

/* line_reader_search - the same without its network, which has said what out has: line, logp, steps; the rest of it is empty. */
void line_reader_search(const struct line_reader *r, struct line_reading *out);

/*
 * line_reader_search_capitals - read a line again that is of a page in capitals, of which l said what it said before.
 *
 * small_cost  nats against every word that is not (struct ctc_weights)
 * out         has scores of its own: what the network took for small letters may be their capitals
 */
void line_reader_search_capitals(const struct line_reader *r, const struct line_reading *l, double small_cost, struct line_reading *out);
void line_reading_free(struct line_reading *l);

/*
 * line_reading_results - add the characters of the best text of l, spaces being no characters.
 *
 * A character has the line's page, line, xh, cap and src, numbers of its word and
 * in it, the box of the ink between what stands left and right of it, and
 * the base line there.  Its answers are those of line_answers.h.  The first character of a word has what the
 * word may be when r wants that (line_words.h).
 */
void line_reading_results(const struct line_reader *r, const struct line_reading *l, struct results *out);

#endif
