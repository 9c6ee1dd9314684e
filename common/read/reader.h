/*
 * reader.h - normalized glyphs and whole lines in, characters out.
 *
 * Glyphs are read by an ensemble of networks and a decoder (decode_page.h), whole lines by a
 * network for lines (line_reader.h); a reader has one of both, or both, and then decides
 * between them (combine.h).
 *
 * A reader is read-only once it is open, and safe to share between threads.
 */
#ifndef HWR_READER_H
#define HWR_READER_H

#include <stdint.h>

#include "base/opts.h"
#include "page/normalize.h"
#include "net/model.h"
#include "read/decoder.h"
#include "read/line_reader.h"
#include "read/results.h"
#include "read/vote.h"

enum {
	READER_MODELS = 64,	/* files */
	READER_LMS = 8,		/* language models */
};

struct reader {
	struct models set;	/* of glyphs, owned; may be none */
	struct classes classes;	/* owned */
	enum vote vote;
	enum style style;	/* how all the models want their glyphs */
	struct models line_set;	/* of whole lines, one or none, owned */
	struct line_reader *lines;	/* reads them by it, owned; NULL: there is none */
	struct decoder decoder;	/* chooses among candidates (hwr-split --lattice) */
	struct lm *lm[READER_LMS];	/* n_lms, owned */
	const struct lm *expected[READER_LMS];	/* the same, for the decoder; a reader stays where it was opened */
	int n_lms;
	struct lexicon *words;	/* the same */
	struct pattern *pattern;	/* the same */
	int first;		/* the member that is asked first about candidates (cascade.h); -1: all at once */
	float **prior[2];	/* prior[1][member]: (n_classes) factors for glyphs that stand alone, prior[0] for those of lines, owned; NULL: none */
};

struct reader_options {
	/*
	 * n_paths model files, of glyphs and at most one of lines; without any those of $HWR_MODEL, or
	 * letters.hwr and, where it is there, lines.hwr of share_file.
	 */
	const char *paths[READER_MODELS];
	int n_paths;
	int no_lines;			/* 1: whole lines are not asked for, lines.hwr is left alone */
	const char *classes;		/* what may be answered, as classes_restrict has it; NULL: anything */
	const char *prior;		/* how often classes occur, as models_prior takes it; NULL: see reader_read */
	enum vote vote;
	const char *lm;			/* language models: paths or names, as reader_lms has them; NULL: $HWR_LM, else english.lm of share_file */
	double lm_weight;		/* of it; below 0: the usual */
	const char *words;		/* path of a user's own words (lexicon.h); NULL: none */
	const char *pattern;		/* what every line must match (pattern.h); NULL: anything */
	int readings;			/* texts wanted of every word, 0 .. RESULT_TOP */
	int merge;			/* 1: the two cases of LETTERS_ALIKE are one class, told apart by height only */
};

#define READER_DEFAULTS {.lm_weight = -1}

/* reader_opts - the options of a program that reads, into a struct reader_options (base/opts.h). */
extern const struct opt reader_opts[];

/*
 * reader_open - load the models that o names.
 * Returns 0, or -1 after saying why: a model that cannot be loaded, or two
 * that want their glyphs normalized differently, two of lines, a prior, a language model or
 * words that cannot be had.  Classes that no model knows and a pattern that is
 * malformed are said and exit 2.
 */
int reader_open(struct reader *r, const struct reader_options *o);
void reader_close(struct reader *r);

/* reader_glyphs, reader_lines - 1 when it can read glyphs, whole lines. */
int reader_glyphs(const struct reader *r);
int reader_lines(const struct reader *r);

/*
 * reader_chooses - 1 when some model knows rejects (net/labels.h), so that characters can be
 * chosen among candidates (hwr-split --lattice); without that whatever is cut
 * badly looks like some character.
 */
int reader_chooses(const struct reader *r);

/*
 * reader_takes - whether a glyph of a stream is to be read by r.
 *
 * A stream of hwr-split has two readings: candidates, and the characters of one
 * cut (tags.plain), most of which are candidates, too.  Returns 0 when the glyph
 * is not of the one that r can read (reader_chooses); after 1 its tags t are
 * those it has there.
 */
int reader_takes(const struct reader *r, struct tags *t);

struct reader_input {		/* in reading order */
	const uint8_t *images;	/* (n,28,28) bytes, normalized in the reader's style */
	struct result *glyphs;	/* n, with tags; they are taken over */
	int n;
	const struct line_picture *lines;	/* n_lines whole ones, that the line reader takes (line_reader_takes), each before its glyphs */
	int n_lines;
};

/*
 * reader_read - add what glyphs and whole lines say to out.
 *
 * Networks rank the classes of every glyph (cascade.h, vote.h), and read every line; then the
 * characters of a line, and the lines of a page, are decided together (decode_page.h).
 * Glyphs without a line count as one line.  Unless a prior was wanted, classes are as likely as
 * prior_tempered has it in a line, and where a glyph has no line, or a line to itself, as
 * prior_alone (net/prior.h).  Of a line's candidates the results of those that are chosen go
 * to out, in order, those of the others are freed.
 */
void reader_read(const struct reader *r, const struct reader_input *in, struct results *out);

#endif
