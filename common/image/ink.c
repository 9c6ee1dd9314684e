#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/num.h"
#include "image/preprocess.h"
#include "image/ruled_lines.h"
#include "image/specks.h"
#include "image/threshold.h"
#include "image/tunables.h"

static const double BINOMIAL = 0.375;	/* of the noise that picture_smooth leaves */

const char *const ink_polarities[] = {"auto", "dark", "light", NULL};

const char *const ink_thresholds[THRESHOLD_FIXED + 1] = {"auto", "otsu", "sauvola", NULL};

int
ink_set_threshold(struct ink_options *o, const char *word)
{
	int64_t level;
	int i;

	for (i = 0; i < THRESHOLD_FIXED; i++)
		if (strcmp(word, ink_thresholds[i]) == 0) {
			o->threshold = (enum threshold)i;
			return 0;
		}
	if (num_int(word, 1, 254, &level))
		return -1;
	o->threshold = THRESHOLD_FIXED;
	o->level = (int)level;
	return 0;
}

void
ink_threshold_option(void *to, const char *option, const char *arg)
{
	if (ink_set_threshold(to, arg))
		bad_usage("%s: '%s' is neither auto, otsu, sauvola nor a level from 1 to 254", option, arg);
}

/* A picture with dark ink, and what was found out about it. */
struct work {
	const struct image *pic;
	struct image own;	/* what pic points to when ink was light, or light uneven, or grain strong */
	struct background background;
	struct background near;	/* of the picture before it was made flat; level is NULL if it was not */
	int64_t hist[256];
	enum threshold method;
	double white, level;	/* the paper, and the threshold in even light */
	double noise, grain;	/* of the paper, and INK_GRAIN or INK_GRAIN_SMOOTHED times that is no ink */
	double least;		/* from paper to ink */
	double darkest;		/* a tenth of the ink is darker, in even light */
};

/* The level of the middle of all samples from t on: the paper, in even light. */
static double
paper_level(const int64_t hist[256], int t)
{
	int64_t light[256];

	memcpy(light, hist, sizeof light);
	memset(light, 0, (size_t)t * sizeof *light);
	return histogram_level(light, 0.5);
}

/* The mean of the samples below t. */
static double
ink_level(const int64_t hist[256], int t)
{
	double n = 0, sum = 0;
	int i;

	for (i = 0; i < t; i++) {
		n += (double)hist[i];
		sum += (double)hist[i] * i;
	}
	return n > 0 ? sum / n : 0;
}

/* From here on the picture is img, which the work owns. */
static void
replace(struct work *w, struct image img)
{
	struct box all = {0, 0, img.w, img.h};

	image_free(&w->own);
	background_free(&w->background);
	w->own = img;
	w->pic = &w->own;
	background_find(w->pic, &w->background);
	memset(w->hist, 0, sizeof w->hist);
	histogram_add(w->pic, all, w->hist);
}

static void
turn_flat(struct work *w, double ink)
{
	int side = INK_NEAR * picture_stroke(w->pic, &w->background, ink);

	background_near(w->pic, side < INK_NEAR_LEAST ? INK_NEAR_LEAST : side, &w->near);
	replace(w, picture_flatten(w->pic, &w->near));
}

static double
contrast(const struct work *w)
{
	int t = otsu_level(w->hist);

	return paper_level(w->hist, t) - ink_level(w->hist, t);
}

static void
choose_method(struct work *w, const struct ink_options *o)
{
	double ink = contrast(w);

	w->method = o->threshold;
	w->noise = w->background.noise;
	background_smooth(&w->background, INK_REACH);
	if (w->method == THRESHOLD_AUTO)
		w->method = background_range(&w->background) > fmax(INK_UNEVEN * ink, INK_UNEVEN_LEAST) ?
			THRESHOLD_SAUVOLA : THRESHOLD_OTSU;
	if (w->method == THRESHOLD_SAUVOLA)
		turn_flat(w, ink);
	w->grain = INK_GRAIN;
	if (w->method != THRESHOLD_FIXED && INK_GRAIN * w->background.noise > INK_GRAINY * contrast(w)) {
		replace(w, picture_smooth(w->pic));
		w->grain = INK_GRAIN_SMOOTHED;
		w->noise *= BINOMIAL;
	}
}

static void
choose_level(struct work *w, const struct ink_options *o)
{
	int64_t dark[256];

	w->level = w->method == THRESHOLD_FIXED ? o->level : otsu_level(w->hist);
	w->white = paper_level(w->hist, (int)w->level);
	w->least = fmax(w->grain * w->noise, INK_LEAST_CONTRAST);
	if (w->method != THRESHOLD_FIXED)
		w->level = fmax(fmin(w->level, w->white - w->least), 0);
	memcpy(dark, w->hist, sizeof dark);
	memset(dark + (int)ceil(w->level), 0, (size_t)(256 - (int)ceil(w->level)) * sizeof *dark);
	w->darkest = histogram_level(dark, INK_DARKEST);
}

/* A sample as ink: paper 0, the threshold INK_CORE, what is as far again below it gain more. */
static uint8_t
ink_sample(float v, float white, float t, float gain)
{
	float span = white - t > 1 ? white - t : 1, value;

	if (v >= t)
		value = (INK_CORE - 0.5f) * (white - v) / span;
	else
		value = INK_CORE + 0.5f + gain * (t - v) / span;
	return value <= 0 ? 0 : value >= 255 ? 255 : (uint8_t)value;
}

static void
map_even(const struct work *w, struct image *ink)
{
	size_t n = (size_t)ink->w * (size_t)ink->h, i;
	float white = (float)fmax(w->white - w->noise, w->level + 1);
	float gain = 127 * (white - (float)w->level) / (float)fmax(w->level - w->darkest, 1);
	uint8_t lut[256];
	int v;

	for (v = 0; v < 256; v++)
		lut[v] = ink_sample((float)v, white, (float)w->level, gain);
	for (i = 0; i < n; i++)
		ink->px[i] = lut[w->pic->px[i]];
}

/* Where the paper was dark, its grain was made stronger with the light. */
static void
map_uneven(const struct work *w, struct image *ink)
{
	double R = fmin(fmax(SAUVOLA_RANGE * w->background.deviation, SAUVOLA_RANGE_LEAST), SAUVOLA_RANGE_MOST);
	double k = SAUVOLA_K * fmin(contrast(w) / SAUVOLA_CONTRAST, 1);
	float *was = mem_alloc((size_t)ink->w, sizeof *was), paper = (float)w->white;
	float noise = FLAT_PAPER * (float)w->noise, grain = (float)w->grain;
	struct sauvola s;
	int x, y;

	sauvola_start(&s, w->pic, (int)(SAUVOLA_RADIUS * w->background.side), k, R);
	for (y = 0; y < ink->h; y++) {
		const uint8_t *in = w->pic->px + (size_t)y * (size_t)ink->w;
		uint8_t *out = ink->px + (size_t)y * (size_t)ink->w;

		sauvola_down(&s, y);
		background_row(&w->near, y, ink->w, was);
		for (x = 0; x < ink->w; x++) {
			float n = noise / (was[x] > FLAT_DARKEST ? was[x] : FLAT_DARKEST);
			float least = grain * n > INK_LEAST_CONTRAST ? grain * n : INK_LEAST_CONTRAST;

			if (in[x] < paper - n)	/* out holds zeros, which most of the paper is */
				out[x] = ink_sample(in[x], paper - n, fminf(sauvola_at(&s, x), paper - least),
				                    INK_HEADROOM);
		}
	}
	sauvola_free(&s);
	free(was);
}

/* Stretches the core so that full ink becomes 255. */
static void
stretch(struct image *ink)
{
	struct box all = {0, 0, ink->w, ink->h};
	size_t n = (size_t)ink->w * (size_t)ink->h, i;
	int64_t hist[256] = {0};
	uint8_t lut[256];
	int full, v;

	histogram_add(ink, all, hist);
	memset(hist, 0, INK_CORE * sizeof *hist);
	full = histogram_level(hist, INK_FULL);
	if (full <= INK_CORE)
		full = INK_CORE + 1;
	for (v = 0; v < 256; v++) {
		int value = v < INK_CORE ? v : INK_CORE + 127 * (v - INK_CORE) / (full - INK_CORE);

		lut[v] = value > 255 ? 255 : (uint8_t)value;
	}
	for (i = 0; i < n; i++)
		ink->px[i] = lut[ink->px[i]];
}

/*
 * The kept components on clean paper, each with the faint edge around it.
 * A pixel of the edge can be in no other component: it would have joined them.
 */
static struct image
draw(const struct image *img, const struct components *c, const uint8_t *keep)
{
	struct image out = image_new(img->w, img->h);
	int i, y;

	for (i = 0; i < c->nruns; i++) {
		const struct run *u = &c->runs[i];
		int x0 = u->x0 > 0 ? u->x0 - 1 : 0, x1 = u->x1 < img->w ? u->x1 + 1 : img->w;

		for (y = u->y - 1; keep[u->comp] && y <= u->y + 1; y++)
			if (y >= 0 && y < img->h)
				memcpy(out.px + (size_t)y * (size_t)img->w + x0,
				       img->px + (size_t)y * (size_t)img->w + x0, (size_t)(x1 - x0));
	}
	return out;
}

static struct box
widen(struct box b, int margin, const struct image *img)
{
	int x0 = b.x > margin ? b.x - margin : 0, y0 = b.y > margin ? b.y - margin : 0;
	int64_t x1 = (int64_t)b.x + b.w + margin, y1 = (int64_t)b.y + b.h + margin;
	struct box wide = {x0, y0, 0, 0};

	wide.w = (int)(x1 < img->w ? x1 : img->w) - x0;
	wide.h = (int)(y1 < img->h ? y1 : img->h) - y0;
	return wide;
}

/* Returns 1 and the cropped ink, or 0 when nothing of img, which loses its rules, is writing. */
static int
clean(struct image *img, const char *name, const struct ink_options *o,
      struct image *ink, struct box *box)
{
	struct components c;
	struct image drawn;
	uint8_t *keep;
	int kept, rules = 0;

	components_find(img, INK_WEAK, &c);
	if (!o->keep_rules)
		rules = ruled_lines_erase(&c, stroke_width(&c, img), img);
	if (rules) {
		info_at(1, name, "%d ruled lines erased", rules);
		components_free(&c);
		components_find(img, INK_WEAK, &c);
	}
	keep = mem_zero((size_t)c.n, 1);
	kept = specks_find(&c, img, o->speck, keep);
	info_at(1, name, "%d specks dropped, %d marks kept", c.n - kept, kept);
	if (kept) {
		drawn = draw(img, &c, keep);
		stretch(&drawn);
		*box = widen(image_ink(&drawn, 1), o->margin, &drawn);
		*ink = image_crop(&drawn, *box);
		image_free(&drawn);
	}
	free(keep);
	components_free(&c);
	return kept > 0;
}

static void
blank(struct image *ink, struct box *box)
{
	struct box one = {0, 0, 1, 1};

	*ink = image_new(1, 1);
	*box = one;
}

/* Whether all samples are of one level, and it is that of ink by the polarity asked for. */
static int
solid(const struct work *w, enum polarity asked)
{
	int lo = histogram_level(w->hist, 0), hi = histogram_level(w->hist, 1);

	return lo == hi && ((asked == POLARITY_LIGHT && lo > 127) || (asked == POLARITY_DARK && lo < 128));
}

static void
extract(struct work *w, const char *name, const struct ink_options *o, struct image *ink)
{
	enum polarity p = o->polarity;

	if (p == POLARITY_AUTO)
		p = picture_polarity(w->pic, w->hist, &w->background);
	if (p == POLARITY_LIGHT)
		replace(w, picture_invert(w->pic));
	choose_method(w, o);
	choose_level(w, o);
	info_at(1, name, "%s ink, %s threshold %.0f, paper %.0f, grain %.1f", p == POLARITY_DARK ? "dark" : "light",
	        w->method == THRESHOLD_SAUVOLA ? "sauvola" : w->method == THRESHOLD_OTSU ? "otsu" : "fixed",
	        w->level, w->white, w->noise);
	if (w->method == THRESHOLD_SAUVOLA)
		map_uneven(w, ink);
	else
		map_even(w, ink);
}

int
ink_extract(const struct image *pic, const char *name, const struct ink_options *o,
            struct image *ink, struct box *box)
{
	struct work w = {.pic = pic};
	struct box all = {0, 0, pic->w, pic->h};
	struct image img = image_new(pic->w, pic->h);
	int found = 1;

	histogram_add(pic, all, w.hist);
	if (solid(&w, o->polarity)) {
		memset(img.px, 255, (size_t)pic->w * (size_t)pic->h);
		*ink = img;
		*box = all;
		return 1;
	}
	background_find(pic, &w.background);
	extract(&w, name, o, &img);
	image_free(&w.own);
	background_free(&w.background);
	background_free(&w.near);
	found = clean(&img, name, o, ink, box);
	if (!found)
		blank(ink, box);
	image_free(&img);
	return found;
}
