/*
 * reader.h - normalized glyphs in, characters out: an ensemble and a decoder that read.
 *
 * A reader is read-only once it is open, and safe to share between threads.
 */
#ifndef HWR_READER_H
#define HWR_READER_H

#include <stdint.h>

#include "base/opts.h"
#include "page/normalize.h"
#include "net/model.h"
#include "read/decode.h"
#include "read/result.h"
#include "read/vote.h"

enum { READER_MODELS = 64 };	/* files */

struct reader {
	struct models set;	/* owned */
	struct classes classes;	/* owned */
	enum vote vote;
	enum style style;	/* how all the models want their glyphs */
	struct decoder decoder;	/* chooses among candidates (hwr-split --lattice) */
	struct lm *lm;		/* owned; NULL: none */
	struct lexicon *words;	/* the same */
	struct pattern *pattern;	/* the same */
	int first;		/* the member that is asked first about candidates (cascade.h); -1: all at once */
	float **prior[2];	/* prior[1][member]: (n_classes) factors for glyphs that stand alone, prior[0] for those of lines, owned; NULL: none */
};

struct reader_options {
	const char *paths[READER_MODELS];	/* n_paths model files, as models_find has them */
	int n_paths;
	const char *classes;		/* what may be answered, as classes_restrict has it; NULL: anything */
	const char *prior;		/* how often classes occur, as models_prior takes it; NULL: see reader_read */
	enum vote vote;
	const char *lm;			/* language model for lattices: a path, "none"; NULL: $HWR_LM, else english.lm of share_file */
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
 * that want their glyphs normalized differently, a prior, a language model or
 * words that cannot be had.  Classes that no model knows and a pattern that is
 * malformed are said and exit 2.
 */
int reader_open(struct reader *r, const struct reader_options *o);
void reader_close(struct reader *r);

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

/*
 * reader_read - what n glyphs say.
 *
 * images   (n,28,28) bytes, normalized in the reader's style
 * results  n of them in reading order; tags are set, the answers are filled in
 *
 * Networks rank the classes of every glyph (cascade.h, vote.h); then the characters of a line, and
 * the lines of a page, are decided together (decode_page.h).  Glyphs without a line count as
 * one line.  Unless a prior was wanted, classes are as likely as prior_tempered has it in a line,
 * and where a glyph has no line, or a line to itself, as prior_alone (net/prior.h).  Of a line's
 * candidates the results of those that are chosen stay, in order, those of the others are freed.
 * Returns how many results there are then.
 */
int reader_read(const struct reader *r, const uint8_t *images, struct result *results, int n);

#endif
