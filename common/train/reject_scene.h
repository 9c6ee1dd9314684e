/*
 * reject_scene.h - what reject.h puts together: cut glyphs and drawn strokes.
 *
 * A scene is measured in pixels of a glyph and lies within 32 of row 0 and column 0.
 */
#ifndef HWR_REJECT_SCENE_H
#define HWR_REJECT_SCENE_H

#include "train/augment_steps.h"

enum { PIECES = 2, STROKES = 24 };

struct cut { double ny, nx, d; };	/* what has ny * row + nx * column >= d stays; (ny,nx) has length 1 */

struct scene_box { int x0, y0, x1, y1; };	/* x1 and y1 are past the end */

struct piece {			/* a glyph or a part of it */
	float pen[PEN * PEN];
	struct scene_box ink;		/* of the whole glyph */
	double y, x, size;	/* its pixel (0, 0) in the scene, and scene pixels in one of its own */
	struct cut cuts[2];
	int n_cuts;
};

struct stroke { double y0, x0, y1, x1, radius; };	/* with round ends */

struct scene {
	struct piece pieces[PIECES];
	struct stroke strokes[STROKES];
	int n_pieces, n_strokes;
};

/* scene_glyph - one more glyph, whole, at (0, 0) and of size 1. */
struct piece *scene_glyph(struct scene *s, const uint8_t *px);

/* scene_stroke - one more stroke; what is too many is dropped. */
void scene_stroke(struct scene *s, double y0, double x0, double y1, double x1, double radius);

/* scene_line - a line about (y,x), turned from the level (radians), of strokes not quite in line. */
void scene_line(struct scene *s, struct rng *r, double y, double x, double turn, double length);

/* scene_speck - a few short strokes from (y,x) on that run into each other. */
void scene_speck(struct scene *s, struct rng *r, double y, double x, double size, int strokes);

/* piece_cut - keep what lies beyond d along (ny,nx), own pixels. */
void piece_cut(struct piece *p, double ny, double nx, double d);

/* piece_crossings - how many strokes the line of the last cut goes through. */
int piece_crossings(const struct piece *p);

/* scene_fit - the scene's ink fitted into a frame, as f says; 0, or -1 when there is none. */
int scene_fit(const struct scene *s, const struct fit *f, float *out);

#endif
