/*
 * line_set.h - labelled lines of writing to train and to judge networks for lines with.
 *
 * A line is a normalized picture (page/line_image.h), kept at LINE_KEPT times the size
 * at which networks see it so that augmentation has something to take from, and
 * its text as classes: one for every character of the set, a space among them.
 */
#ifndef HWR_LINE_SET_H
#define HWR_LINE_SET_H

#include <stdint.h>

#include "page/line_image.h"

#define LINE_KEPT (4.0 / 3)		/* of the size that networks see */

enum {
	LINE_KEPT_HEIGHT = LINE_HEIGHT * 4 / 3,
	LINE_MAX_TEXT = 1024,		/* characters */
	LINE_MAX_CLASSES = 1000,
	LINE_MAX_LINES = 10000000,
};

struct line_sample {
	uint8_t *px;		/* (LINE_KEPT_HEIGHT, w), ink high, owned */
	int w;			/* columns */
	uint16_t *label;	/* n classes, owned */
	int n;
	uint32_t group;		/* lines with one number, of one writer, stay together in a split */
	int origin;		/* which source, from 0 */
	float weight;		/* how often an epoch has it; 0: it is for judging */
};

struct line_set {
	struct line_sample *v;	/* n, owned */
	int64_t n, room;
	char **classes;		/* n_classes UTF-8 labels, owned */
	int n_classes;
	int closed;		/* 1: no class is added; lines with other characters are wrong */
	int borrows;		/* 1: classes are another set's */
	uint32_t n_groups;
	int origins;		/* sources read */
	int64_t skipped;	/* lines left out because of their characters */
};

#define LINE_SET_EMPTY {0}

struct line_source {
	/*
	 * A folder with labels.tsv (rows of a picture's name, tab, its text in UTF-8) and
	 * perhaps writers.tsv (name, tab, writer); or PREFIX, for PREFIX.pgm[.gz], a
	 * stream of ink images, and PREFIX.tsv with a row for each: number, writer, ..., text.
	 */
	const char *path;
	const char *pick;	/* only the rows whose numbers (from 0) are lines of this file; NULL for all */
	int64_t limit;		/* only so many, the first ones; 0 for all */
	double weight;		/* of each of its lines; 0 as 1 */
	int hold;		/* 1: for judging, not for training: they weigh 0 */
	int skip_unknown;	/* 1: lines with characters that no class has are left out, not an error */
};

/* line_set_class - the class of a character; added unless the set is closed, then -1. */
int line_set_class(struct line_set *set, uint32_t code);

/* line_set_append - s, of which set then owns the parts. */
void line_set_append(struct line_set *set, const struct line_sample *s);

/* line_set_add - read src and append it.  Returns 0, or -1 after saying why. */
int line_set_add(struct line_set *set, const struct line_source *src);

/*
 * line_set_hold_out - move about fraction (0..1) of the groups to held, and all lines of weight 0.
 * held is LINE_SET_EMPTY, borrows the classes of set, and is freed before it.
 */
void line_set_hold_out(struct line_set *set, double fraction, uint64_t seed, struct line_set *held);

void line_set_free(struct line_set *set);

#endif
