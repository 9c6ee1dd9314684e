/*
 * model.h - trained networks: load them, ask them.
 *
 * A model file is one record, or several back to back (a bundle, an ensemble);
 * hwr-model(5) is the format.  A loaded model is read-only and safe to share
 * between threads; each thread predicts with a work space of its own.
 */
#ifndef HWR_MODEL_H
#define HWR_MODEL_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "net/cost.h"

struct model_net;		/* net/model_net.h */

/* A network for lines has this style and sees them with so many rows, and columns that are a multiple of this. */
#define MODEL_LINE_STYLE "line"
#define MODEL_ENDING ".hwr"		/* of files that come with the programs */
enum { MODEL_LINE_ROWS = 48, MODEL_LINE_MULTIPLE = 8 };

/* What a model is asked about: anything, glyphs of lines, glyphs that stand alone. */
enum task { TASK_ALL, TASK_LINES, TASK_ALONE, TASKS };
extern const char *const task_names[TASKS + 1];	/* "all", "lines", "alone"; ends with NULL */

struct model {
	char *arch;		/* "32c3 bn relu ... d47", owned */
	char **classes;		/* n_classes labels (labels.h), owned */
	int n_classes;		/* 2 .. CLASSES_MAX; the last of a network for lines is LABEL_BLANK */
	char *style;		/* "emnist" or "mnist": how glyphs must be normalised; MODEL_LINE_STYLE; owned */
	int step;		/* of lines: columns of the image for one step of the answer; 0 of glyphs */
	char *note;		/* provenance, one line, owned; "" for none */
	enum task task;
	struct cost cost;	/* what it takes to answer */
	double right;		/* share of held-out images that it was right about, 0..1; 0 when unknown */
	float *prior;		/* (n_classes) shares of the classes in training, owned; NULL when unknown */
	float *adjust;		/* (n_classes) what probabilities are multiplied by, owned; NULL for 1 (prior.h) */
	struct model_net *net;	/* what is asked, owned */
};

struct models {			/* an ensemble, in the order given */
	struct model **v;
	int n;
};

/*
 * models_load - add every record of the file path to set, or of the model of this name which
 * comes with the programs (share_open).
 * Weights stay in the file until a model is asked, and the file open.
 * Returns 0, or -1 after saying why (set keeps what it had): also where the networks of
 * set would take more memory or work than is allowed (cost.h).
 */
int models_load(struct models *set, const char *path);

/*
 * models_find - load the models a program should use.
 *
 * paths, n  what -m named; when n is 0: $HWR_MODEL, else letters.hwr of share_file
 * Returns 0, or -1 after saying why.
 */
int models_find(struct models *set, const char *const paths[], int n);
void models_free(struct models *set);

/* models_are - 0 when all of set read lines (line 1), or glyphs (0); -1 after saying, under name, which does not. */
int models_are(const struct models *set, int line, const char *name);

/*
 * models_serve - 1 when member m of set is asked about glyphs of lines or, with
 * alone, about those that stand alone: they are its task, or no member's.  A network
 * for lines is asked about neither.
 */
int models_serve(const struct models *set, int m, int alone);

/*
 * model_ready - read the weights of m, if that was not done yet.
 * Returns 0, or -1 after saying that they are damaged; who asks such a model all the same ends the program with EXIT_FAILED.
 */
int model_ready(const struct model *m);

/*
 * model_predict - class probabilities of n images, of a model for glyphs.
 *
 * m       the model
 * images  (n,28,28) bytes, ink high on 0, upright, in the model's style
 * probs   (n,n_classes) softmax probabilities, for the prior that is set
 *
 * One thread; the same bytes for any n.  Call it from several threads for speed.
 */
void model_predict(const struct model *m, const uint8_t *images, int n, float *probs);

/* model_is_line - 1 when m reads whole lines, 0 when it reads glyphs. */
int model_is_line(const struct model *m);

/*
 * model_predict_line - what a model for lines says along one of them.
 *
 * px    (MODEL_LINE_ROWS,cols) bytes, ink high on 0, normalized as page/line_image.h has it
 * cols  a multiple of MODEL_LINE_MULTIPLE
 * logp  (cols / m->step, n_classes) logarithms of probabilities, nats
 *
 * One thread.  Nothing depends on other lines.
 */
void model_predict_line(const struct model *m, const uint8_t *px, int cols, float *logp);

#endif
