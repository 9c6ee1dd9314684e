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
#include "train/pick.h"

#define LINE_KEPT (4.0 / 3)		/* of the size that networks see */

enum {
	LINE_KEPT_HEIGHT = LINE_HEIGHT * 4 / 3,
	LINE_MAX_TEXT = 1024,		/* characters */
	LINE_MAX_CLASSES = 1000,
	LINE_MAX_LINES = 10000000,
};

struct line_sample {
	uint8_t *px;		/* (LINE_KEPT_HEIGHT, w), or see as_seen; ink high, owned */
	int w;			/* columns */
	uint16_t *label;	/* n classes, owned */
	int n;
	uint32_t group;		/* lines with one number, of one writer, stay together in a split */
	int origin;		/* which source, from 0 */
	int64_t row;		/* of its table, from 1, for messages */
	float weight;		/* how often an epoch has it; 0: it is for judging */
};

struct line_set {
	struct line_sample *v;	/* n, owned */
	int64_t n, room;
	char **classes;		/* n_classes UTF-8 labels, owned */
	int n_classes;
	int closed;		/* 1: no class is added; lines with other characters are wrong */
	int as_seen;		/* 1: pictures are kept as networks see them, of LINE_HEIGHT rows: for judging alone */
	int borrows;		/* 1: classes and paths are another set's */
	uint32_t n_groups;
	char **paths;		/* origins of them, of the sources that were read, owned */
	int origins;
	int skip_bad;		/* 1: rows whose picture cannot be read are left out, not an error */
	int failed;		/* of them */
	int64_t skipped;	/* lines left out because of their characters */
};

#define LINE_SET_EMPTY {0}

struct line_source {
	struct portion part;
	/*
	 * A folder with labels.tsv (rows of a picture's name, tab, its text in UTF-8) and
	 * perhaps writers.tsv (name, tab, writer); or PREFIX, for PREFIX.pgm[.gz], a
	 * stream of ink images, and PREFIX.tsv with a row for each: number, writer, ..., text.
	 */
	const char *path;
	int skip_unknown;	/* 1: lines with characters that no class has are left out, not an error */
};

/* line_set_class - the class of a character; where there is none it is added, or, in a set that is closed, -1. */
int line_set_class(struct line_set *set, uint32_t code);

/* line_set_label - the same of a label of a model for lines; -1, too, where it is none of a character. */
int line_set_label(struct line_set *set, const char *label);

/* line_set_append - s, of which set then owns the parts. */
void line_set_append(struct line_set *set, const struct line_sample *s);

/* line_set_origin - lines that come from here on are of the source path. */
void line_set_origin(struct line_set *set, const char *path);

/*
 * line_set_add - read src and append it; pictures are read and normalized by all threads,
 * with the same result for any number of them.  Lines without text or ink are left
 * out, with a warning.  Returns 0, or -1 after saying why; then set is fit for line_set_free only.
 */
int line_set_add(struct line_set *set, const struct line_source *src);

/*
 * line_set_hold_out - move about fraction (0..1) of the groups to held, and all lines of weight 0.
 * held is LINE_SET_EMPTY, borrows the classes of set, and is freed before it.
 */
void line_set_hold_out(struct line_set *set, double fraction, uint64_t seed, struct line_set *held);

/*
 * line_set_leave_long - leave out, with a warning, lines whose text no path can spell: a network
 * that has a step for so many columns, of most of them, has too few.
 */
void line_set_leave_long(struct line_set *set, int step, int most);

/* line_set_columns - of the line s as a network sees it, most at most. */
int line_set_columns(const struct line_sample *s, int most);

void line_set_free(struct line_set *set);

#endif
