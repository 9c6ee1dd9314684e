#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "report/plot_axis.h"
#include "report/curves.h"
#include "report/pen.h"

/* Pixels: of the square that curves are in, around it, and of texts. */
enum { PLOT_W = 520, PLOT_H = 380, LEFT = 84, RIGHT = 92, TOP = 52, BOTTOM = 86, TICK = 6, EDGE = 16 };
enum { SCALE = 2, TEXT_H = FONT_H * SCALE, LINE_H = TEXT_H + 10, SWATCH = 36, BETWEEN = 30 };
enum { PANELS = 2, PANEL_W = LEFT + PLOT_W + RIGHT, WIDTH = PANELS * PANEL_W };

static const double LINE = 2.4, DOTS = 2.6, DOT_GAP = 7, MARK = 7;	/* pixels */
static const double MARKED = 12;	/* pixels of an epoch, from which on every one has a mark */

typedef const uint8_t rgb[3];
static rgb paper = {255, 255, 255}, text_ink = {40, 40, 40}, grid_ink = {226, 226, 226}, axis_ink = {120, 120, 120};

/* Told apart with most kinds of colour blindness, too (after Okabe and Ito). */
static rgb inks[CURVES_MAX] = {
	{0, 114, 178}, {213, 94, 0}, {0, 145, 105}, {190, 80, 150},
	{218, 150, 0}, {70, 165, 220}, {70, 70, 70}, {130, 85, 45},
};

static const struct panel {
	const char *title, *key;
	enum log_column line, dots;	/* LOG_COLUMNS: no dots */
	int places;			/* of the last values */
	int aside;			/* where these go when they are in each other's way: 1 down, -1 up */
} panels[PANELS] = {
	{"training loss", "", LOG_LOSS, LOG_COLUMNS, 3, -1},
	{"accuracy, %", "line: validation  dots: train", LOG_VALIDATION, LOG_TRAIN, 2, 1},
};

struct plot {			/* a panel that is being drawn */
	const struct training_log *log;
	int n;
	const struct panel *panel;
	struct plot_axis x, y;
	struct box box;		/* between the axes */
	struct image *img;
	int plane;		/* 0, 1, 2: red, green, blue */
};

static struct plot_axis
epochs(const struct plot *p)
{
	double lo = INFINITY, hi = 0;
	int i;

	for (i = 0; i < p->n; i++) {
		lo = fmin(lo, p->log[i].row[0][LOG_EPOCH]);
		hi = fmax(hi, p->log[i].row[p->log[i].n - 1][LOG_EPOCH]);
	}
	return plot_axis_around(lo, hi, 1);
}

/* All of the line; of dots how high they get, and where they end if there is a line above. */
static struct plot_axis
values(const struct plot *p)
{
	const enum log_column line = p->panel->line, dots = p->panel->dots;
	double lo = INFINITY, hi = -INFINITY;
	int i, j;

	for (i = 0; i < p->n; i++) {
		const struct training_log *log = &p->log[i];
		const int alone = training_log_last(log, line) < 0;

		for (j = 0; j < log->n; j++) {	/* fmin and fmax pass over NAN */
			lo = fmin(lo, log->row[j][line]);
			hi = fmax(hi, log->row[j][line]);
			if (dots != LOG_COLUMNS)
				hi = fmax(hi, log->row[j][dots]);
			if (dots != LOG_COLUMNS && (alone || j == log->n - 1))
				lo = fmin(lo, log->row[j][dots]);
		}
	}
	return lo > hi ? plot_axis_around(0, 1, 0) : plot_axis_around(lo, hi, 0);
}

static double
x_of(const struct plot *p, double epoch)
{
	return p->box.x + (epoch - p->x.lo) / (p->x.hi - p->x.lo) * (p->box.w - 1);
}

static double
y_of(const struct plot *p, double value)
{
	return p->box.y + (p->y.hi - value) / (p->y.hi - p->y.lo) * (p->box.h - 1);
}

static void
draw_axes(const struct plot *p)
{
	const struct box b = p->box;
	const uint8_t grid = grid_ink[p->plane], axis = axis_ink[p->plane], ink = text_ink[p->plane];
	char text[PLOT_AXIS_TEXT];
	int i;

	for (i = 0; i <= plot_axis_steps(&p->y); i++) {
		int y = (int)lround(y_of(p, plot_axis_at(&p->y, i)));

		plot_axis_text(text, &p->y, i);
		pen_fill(p->img, b.x, y, b.w, 1, grid);
		pen_fill(p->img, b.x - TICK, y, TICK, 1, axis);
		pen_text(p->img, b.x - 2 * TICK - pen_text_width(text, SCALE), y - TEXT_H / 2, text, SCALE, ink);
	}
	for (i = 0; i <= plot_axis_steps(&p->x); i++) {
		int x = (int)lround(x_of(p, plot_axis_at(&p->x, i)));

		plot_axis_text(text, &p->x, i);
		pen_fill(p->img, x, b.y, 1, b.h, grid);
		pen_fill(p->img, x, b.y + b.h, 1, TICK, axis);
		pen_text(p->img, x - pen_text_width(text, SCALE) / 2, b.y + b.h + 2 * TICK, text, SCALE, ink);
	}
	pen_fill(p->img, b.x, b.y, 1, b.h, axis);
	pen_fill(p->img, b.x, b.y + b.h - 1, b.w, 1, axis);
}

static void
draw_titles(const struct plot *p)
{
	static const char below[] = "epoch";
	const struct box b = p->box;
	const uint8_t ink = text_ink[p->plane];
	const int y = b.y - TEXT_H - 2 * TICK;

	pen_text(p->img, b.x, y, p->panel->title, SCALE, ink);
	pen_text(p->img, b.x + b.w - pen_text_width(p->panel->key, SCALE), y, p->panel->key, SCALE, axis_ink[p->plane]);
	pen_text(p->img, b.x + (b.w - pen_text_width(below, SCALE)) / 2, b.y + b.h + TEXT_H + 5 * TICK, below, SCALE, ink);
}

/* A pen for log i: inside the panel, but with room for marks on its edges. */
static struct pen
pen_for(const struct plot *p, int i)
{
	const struct box around = {p->box.x - TICK, p->box.y - TICK, p->box.w + 2 * TICK, p->box.h + TICK};
	const struct pen pen = {p->img, around, LINE, 0, inks[i][p->plane], 0};

	return pen;
}

/* From epoch to epoch; what is not known leaves a gap. */
static void
draw_curve(const struct plot *p, const struct training_log *log, enum log_column column, struct pen *pen)
{
	int i, from = -1;

	for (i = 0; i < log->n; i++) {
		double x = x_of(p, log->row[i][LOG_EPOCH]), y = y_of(p, log->row[i][column]);

		if (!isnan(y) && from >= 0)
			pen_line(pen, x_of(p, log->row[from][LOG_EPOCH]), y_of(p, log->row[from][column]), x, y);
		from = isnan(y) ? -1 : i;
	}
}

static void
draw_dots(const struct plot *p, int i)
{
	struct pen pen = pen_for(p, i);

	pen.width = DOTS;
	pen.gap = DOT_GAP;
	if (p->panel->dots != LOG_COLUMNS)
		draw_curve(p, &p->log[i], p->panel->dots, &pen);
}

static void
draw_line(const struct plot *p, int i)
{
	const struct training_log *log = &p->log[i];
	struct pen pen = pen_for(p, i);
	int j;

	draw_curve(p, log, p->panel->line, &pen);
	pen.width = MARK;
	for (j = 0; j < log->n; j++) {
		double x = x_of(p, log->row[j][LOG_EPOCH]), y = y_of(p, log->row[j][p->panel->line]);

		if (!isnan(y) && (j == log->n - 1 || x_of(p, 1) - x_of(p, 0) >= MARKED))
			pen_line(&pen, x, y, x, y);
	}
}

static int
overlap(struct box a, struct box b)
{
	return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

/* The last value of a line. */
struct last {
	double epoch, value;
	uint8_t ink;
};

static int
highest_first(const void *a, const void *b)
{
	const struct last *x = a, *y = b;

	return (x->value < y->value) - (x->value > y->value);
}

static int
last_values(const struct plot *p, struct last last[CURVES_MAX])
{
	int i, n = 0;

	for (i = 0; i < p->n; i++) {
		const struct training_log *log = &p->log[i];
		int at = training_log_last(log, p->panel->line);

		if (at >= 0)
			last[n++] = (struct last){log->row[at][LOG_EPOCH], log->row[at][p->panel->line], inks[i][p->plane]};
	}
	qsort(last, (size_t)n, sizeof *last, highest_first);
	return n;
}

/* Text on a ground of paper that is hardly larger, so that it can be read on lines. */
static void
draw_on_lines(const struct plot *p, int x, int y, const char *text, uint8_t ink)
{
	int i;

	for (i = 0; i < 9; i++)
		pen_text(p->img, x + 2 * (i % 3 - 1), y + 2 * (i / 3 - 1), text, SCALE, paper[p->plane]);
	pen_text(p->img, x, y, text, SCALE, ink);
}

/* Every last value beside the end of its line, or near it when others are there. */
static void
draw_last(const struct plot *p)
{
	struct last last[CURVES_MAX];
	struct box place[CURVES_MAX];
	const int n = last_values(p, last), aside = p->panel->aside;
	char text[PLOT_AXIS_TEXT];
	int i, k;

	for (i = 0; i < n; i++) {
		const struct last *l = &last[aside > 0 ? i : n - 1 - i];
		struct box b = {(int)lround(x_of(p, l->epoch)) + 10, (int)lround(y_of(p, l->value)) - TEXT_H / 2, 0, TEXT_H + 2};

		snprintf(text, sizeof text, "%.*f", p->panel->places, l->value);
		b.w = pen_text_width(text, SCALE);
		for (k = 0; k < i; k++)
			if (overlap(b, place[k])) {
				b.y = place[k].y + aside * b.h;
				k = -1;
			}
		place[i] = b;
		draw_on_lines(p, b.x, b.y, text, l->ink);
	}
}

static void
draw_panel(struct plot *p)
{
	int i;

	p->x = epochs(p);
	p->y = values(p);
	draw_axes(p);
	draw_titles(p);
	for (i = 0; i < p->n; i++)
		draw_dots(p, i);
	for (i = 0; i < p->n; i++)
		draw_line(p, i);
	draw_last(p);
}

/* How many names of logs fit side by side, and how far they are apart. */
static int
names_in_row(const struct training_log *log, int n, int *apart)
{
	int i, most;

	*apart = 0;
	for (i = 0; i < n; i++)
		if (pen_text_width(log[i].name, SCALE) > *apart)
			*apart = pen_text_width(log[i].name, SCALE);
	*apart += SWATCH + BETWEEN;
	most = (WIDTH - LEFT - EDGE) / *apart;
	return most > n ? n : most > 0 ? most : 1;
}

static void
draw_names(struct image *img, int plane, const struct training_log *log, int n)
{
	const struct box all = {0, 0, img->w, img->h};
	int apart, columns = names_in_row(log, n, &apart), i;

	for (i = 0; i < n; i++) {
		int x = LEFT + i % columns * apart, y = TOP + PLOT_H + BOTTOM + i / columns * LINE_H;
		struct pen pen = {img, all, LINE, 0, inks[i][plane], 0};

		pen_line(&pen, x, y + TEXT_H / 2, x + SWATCH - 10, y + TEXT_H / 2);
		pen.width = MARK;
		pen_line(&pen, x + (SWATCH - 10) / 2, y + TEXT_H / 2, x + (SWATCH - 10) / 2, y + TEXT_H / 2);
		pen_text(img, x + SWATCH, y, log[i].name, SCALE, text_ink[plane]);
	}
}

void
curves_picture(const struct training_log *log, int n, struct image plane[3])
{
	int apart, columns = names_in_row(log, n, &apart), k, i;
	int h = TOP + PLOT_H + BOTTOM + (n + columns - 1) / columns * LINE_H + EDGE;

	for (k = 0; k < 3; k++) {
		plane[k] = image_new(WIDTH, h);
		pen_fill(&plane[k], 0, 0, WIDTH, h, paper[k]);
		for (i = 0; i < PANELS; i++) {
			struct plot p = {log, n, &panels[i], {0, 0, 0}, {0, 0, 0},
			                 {LEFT + i * PANEL_W, TOP, PLOT_W, PLOT_H}, &plane[k], k};

			draw_panel(&p);
		}
		draw_names(&plane[k], k, log, n);
	}
}
