/*
 * parts.h - the ink of a page in parts, and what they are gathered into.
 *
 * A part is a connected component, or what a cut has left of one.  Parts make
 * groups (characters, or the segments that characters are put together of),
 * groups make lines.  Pixels are never resampled: skew
 * and slant are undone in coordinates only,
 *     v = y - skew * x     (rows that a level line would have)
 *     u = x + slant * y    (columns that upright letters would have)
 * Private to page/: other rooms use split.h.
 */
#ifndef HWR_PARTS_H
#define HWR_PARTS_H

#include "image/components.h"
#include "page/split.h"

struct part {
	struct box box;
	int64_t area;		/* pixels */
	int first;		/* its runs, by row: linked by runs[].next, -1 at the end */
	int line;		/* -1: of no line */
	int next;		/* next part of its group, -1 at the end */
};

struct parts {
	const struct image *ink;
	int level;		/* samples of at least this are ink */
	double stroke;		/* sw, pixels, at least 1 */
	double em;		/* usual height of letters, pixels */
	double skew, slant;	/* tangents */
	struct part *v;
	int n, cap;
	int surplus;		/* of more than PARTS_MOST, how many of the smallest were left out as dirt */
	struct run *runs;	/* comp is not kept up to date */
	int nruns, cap_runs;
};

/* Columns u of a part or group, and rows v. */
struct span { double l, r, top, bottom; };

struct group {			/* a character, or a segment (segments.h) */
	int first;		/* its parts: linked by part.next */
	struct box box;
	struct span all;	/* of all its ink */
	double cl, cr;		/* columns u of its ink between base line and x-height, of all when there is none */
	int dotted;		/* 1: a dot stands over a stem, as in i and j */
	int stem_top;		/* row y of the top of the largest part */
	double baseline_offset;	/* pixels its base line is below the straight one of the line */
	int word;		/* 1, 2, ... */
	double cut;		/* of a segment: how likely a character begins with it, 0..1 */
	double space;		/* how likely a space stands before it, if so, 0..1 */
	int letter;		/* of a segment: which character it was taken from, 0, 1, ... */
};

/* Where the letters of a line stand: the base line is row v = base + slope * x. */
struct metrics {
	double base, slope;
	double xh, cap;		/* pixels */
};

struct line {
	int *part;		/* indices of its parts, by the left column u */
	int n;
	double c, slope;	/* its middle: v = c + slope * x */
	struct metrics m;
	double gap;		/* xh; from this gap on it is a space, as far as is known; INFINITY: nowhere */
	double pitch;		/* pixels between the middles of letters in boxes; 0: not so */
	struct group *group;	/* in reading order */
	int n_groups;
};

struct lines {
	struct line *v;		/* from the top */
	int n;
};

/* parts_find - the components of ink, without dirt; sets level, stroke and em too. */
void parts_find(const struct image *ink, struct parts *p);
void parts_free(struct parts *p);

/* letter_height - em: the median height of the parts, large ones counting more; at least 1. */
double letter_height(const struct parts *p);

/* part_span - how far part i reaches in u and v, pixel edges; O(runs). */
struct span part_span(const struct parts *p, int i);

/* part_core - as its u span, of rows v in [top, bottom) only; l > r when it has no ink there. */
struct span part_core(const struct parts *p, int i, double top, double bottom);

/*
 * part_distance - the least distance between the ink of parts a and b, pixels
 * (0 when they touch); limit when it is larger than limit.
 */
double part_distance(const struct parts *p, int a, int b, double limit);

/*
 * part_slice - cut part i in two.  side tells of the pixel (x, y): 1 goes to
 * the new part.  Runs are cut where side changes, which it may do once a run.
 * Returns the new part's index, or -1 when all ink stayed on one side.
 */
int part_slice(struct parts *p, int i, int (*side)(double x, double y, const void *ctx), const void *ctx);

double part_v(const struct parts *p, double x, double y);
double part_u(const struct parts *p, double x, double y);

#endif
