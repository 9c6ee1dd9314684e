/*
 * model_file.h - how a trained network is written; hwr-model(5) is the format.
 */
#ifndef HWR_MODEL_FILE_H
#define HWR_MODEL_FILE_H

#include <stdio.h>

#include "net/model.h"
#include "net/weights.h"

#define MODEL_MAGIC "hwr-model 1"

enum { MODELS_MAX = 64 };	/* members of an ensemble */

struct model_text {
	const char *arch;		/* with "d" or "d47" at the end */
	const char *style;		/* "emnist", "mnist"; of lines MODEL_LINE_STYLE */
	const char *note;		/* provenance; line ends become blanks */
	const float *prior;		/* shares of the classes in training, or NULL; NULL of lines */
	enum task task;			/* what the model is asked about */
	double right;			/* share of held-out images it is right about; 0: none were */
	char *const *classes;		/* labels (labels.h), of lines with LABEL_BLANK at the end */
	int member, of;			/* of a bundle of so many (bundle.h), from 1; 0 of one that stands for itself */
};

/* model_write - one record; errors stick to out. */
void model_write(FILE *out, const struct model_text *t, const struct arch *a, enum precision w,
                 const float *params, const float *stats);

/*
 * model_weights - parameters and running statistics (padded, as training has
 * them) of a model in the file path, the one of number member from 1, whose
 * layers must be those of text (parsed as a) and whose labels must be the first
 * of classes; what weighs for classes that it lacks stays as it is.
 * Returns 0, or -1 after saying why.
 */
int model_weights(const char *path, int member, const struct arch *a, const char *text, char *const *classes,
                  float *params, float *stats);

#endif
