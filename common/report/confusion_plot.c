#include <math.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "report/pen.h"
#include "report/confusion_plot.h"

enum { PAPER = 255, INK = 0, GRID = 215, FRAME = 120 };	/* grey levels */
enum { BIG = 27, SMALL = 13, BIG_UP_TO = 100, GAP = 8 };	/* pixels of a cell, classes, pixels */

struct layout {
	const struct confusion *c;
	int *row, *col;		/* those shown */
	int rows, cols;
	int64_t *total;		/* images of every class of c */
	int cell, scale;	/* pixels of a cell, of a dot of its label */
	int left, top;		/* pixels before the first cell */
	int label;		/* width of the labels of rows */
};

static int64_t
count(const struct layout *l, int row, int col)
{
	return l->c->count[(size_t)row * (size_t)l->c->cols + (size_t)col];
}

static int
right(const struct layout *l, int row, int col)
{
	return l->c->right[(size_t)row * (size_t)l->c->cols + (size_t)col];
}

/* A column is worth showing when something is in it, or ought to be. */
static int
used(const struct layout *l, int col)
{
	int row;

	for (row = 0; row < l->c->rows; row++)
		if (count(l, row, col) > 0 || (l->total[row] > 0 && right(l, row, col)))
			return 1;
	return 0;
}

static void
choose(struct layout *l)
{
	int row, col;

	l->row = mem_alloc((size_t)l->c->rows + 1, sizeof *l->row);
	l->col = mem_alloc((size_t)l->c->cols + 1, sizeof *l->col);
	l->total = mem_zero((size_t)l->c->rows + 1, sizeof *l->total);
	for (row = 0; row < l->c->rows; row++) {
		for (col = 0; col < l->c->cols; col++)
			l->total[row] += count(l, row, col);
		if (l->total[row] > 0)
			l->row[l->rows++] = row;
	}
	for (col = 0; col < l->c->cols; col++)
		if (used(l, col))
			l->col[l->cols++] = col;
}

static int
widest(char *const label[], const int *shown, int n, int scale)
{
	int i, w = 0;

	for (i = 0; i < n; i++)
		if (pen_text_width(label[shown[i]], scale) > w)
			w = pen_text_width(label[shown[i]], scale);
	return w;
}

static void
measure(struct layout *l)
{
	int w;

	choose(l);
	l->cell = l->rows > BIG_UP_TO || l->cols > BIG_UP_TO ? SMALL : BIG;
	l->scale = l->cell == BIG ? 2 : 1;
	w = widest(l->c->answer, l->col, l->cols, l->scale);
	if (w > l->cell - 3)	/* code points take more room than letters */
		l->cell = w + 3;
	l->label = widest(l->c->truth, l->row, l->rows, l->scale);
	l->left = GAP + l->label + GAP;
	l->top = GAP + 2 * FONT_H + GAP + FONT_H + GAP + l->scale * FONT_H + GAP;
}

static void
centre(struct image *img, int x, int y, int cell, const char *text, int scale, uint8_t ink)
{
	pen_text(img, x + (cell - pen_text_width(text, scale)) / 2,
	          y + (cell - FONT_H * scale) / 2, text, scale, ink);
}

/* The cell with its top left corner at (x, y): grid around, frame, shade, number. */
static void
draw_cell(const struct layout *l, struct image *img, int x, int y, int row, int col)
{
	double share = (double)count(l, row, col) / (double)l->total[row];
	uint8_t grey = (uint8_t)lround(PAPER - PAPER * sqrt(share));	/* so that 1 % can be seen */
	struct buf number = BUF_EMPTY;
	int in = 1;

	pen_fill(img, x, y, l->cell + 1, l->cell + 1, GRID);
	if (right(l, row, col)) {
		pen_fill(img, x + 1, y + 1, l->cell - 1, l->cell - 1, FRAME);
		in = 3;
	}
	pen_fill(img, x + in, y + in, l->cell + 1 - 2 * in, l->cell + 1 - 2 * in, grey);
	if (l->cell < BIG || share < 0.005)
		return;
	buf_printf(&number, "%.0f", 100 * share);
	centre(img, x + 1, y + 1, l->cell, number.data, 1, grey < 128 ? PAPER : INK);
	buf_free(&number);
}

static void
draw_row(const struct layout *l, struct image *img, int i)
{
	int row = l->row[i], y = l->top + i * l->cell, j;
	const char *label = l->c->truth[row];
	int x = l->left + l->cols * l->cell + GAP, text = y + (l->cell + 1 - FONT_H * l->scale) / 2;
	struct buf number = BUF_EMPTY;

	pen_text(img, l->left - GAP - pen_text_width(label, l->scale), text, label, l->scale, INK);
	for (j = 0; j < l->cols; j++)
		draw_cell(l, img, l->left + j * l->cell, y, row, l->col[j]);
	pen_text(img, x, text, label, l->scale, INK);
	buf_printf(&number, "%8lld", (long long)l->total[row]);
	pen_text(img, x + l->label + GAP, y + (l->cell + 1 - FONT_H) / 2,
	          number.data, 1, INK);
	buf_free(&number);
}

static void
draw_columns(const struct layout *l, struct image *img, int y)
{
	int j, h = l->scale * FONT_H;

	for (j = 0; j < l->cols; j++)
		centre(img, l->left + j * l->cell, y - (l->cell - h) / 2, l->cell + 1,
		       l->c->answer[l->col[j]], l->scale, INK);
}

struct image
confusion_picture(const struct confusion *c, const char *title)
{
	static const char help[] = "row: truth, column: answer, number: % of the row";
	struct layout l = {c, NULL, NULL, 0, 0, NULL, 0, 0, 0, 0, 0};
	struct image img;
	int w, h, i, least = pen_text_width(help, 1);

	if (pen_text_width(title, 2) > least)
		least = pen_text_width(title, 2);
	measure(&l);
	w = l.left + l.cols * l.cell + GAP + l.label + GAP + pen_text_width("10000000", 1) + GAP;
	h = l.top + l.rows * l.cell + 1 + GAP + l.scale * FONT_H + GAP;
	img = image_new(w > least + 2 * GAP ? w : least + 2 * GAP, h);
	pen_fill(&img, 0, 0, img.w, img.h, PAPER);
	pen_text(&img, GAP, GAP, title, 2, INK);
	pen_text(&img, GAP, GAP + 2 * FONT_H + GAP, help, 1, INK);
	draw_columns(&l, &img, l.top - GAP - l.scale * FONT_H);
	for (i = 0; i < l.rows; i++)
		draw_row(&l, &img, i);
	draw_columns(&l, &img, l.top + l.rows * l.cell + 1 + GAP);
	free(l.row);
	free(l.col);
	free(l.total);
	return img;
}
