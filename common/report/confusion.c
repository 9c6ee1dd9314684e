#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "net/labels.h"
#include "report/confusion.h"

static size_t
at(const struct confusion *c, int row, int col)
{
	return (size_t)row * (size_t)c->cols + (size_t)col;
}

static char **
copy_labels(char *const label[], int n)
{
	char **copy = mem_zero((size_t)n + 1, sizeof *copy);
	int i;

	for (i = 0; i < n; i++)
		copy[i] = mem_text(label[i]);
	return copy;
}

/* Columns in the order of the first row they are right for, the others last. */
static void
order_columns(struct confusion *c, char *const answer[])
{
	int row, k, n = 0;

	for (k = 0; k < c->cols; k++)
		c->column[k] = -1;
	for (row = 0; row < c->rows; row++)
		for (k = 0; k < c->cols; k++)
			if (c->column[k] < 0 && labels_meet(c->truth[row], answer[k], FOLD_NONE))
				c->column[k] = n++;
	for (k = 0; k < c->cols; k++)
		if (c->column[k] < 0)
			c->column[k] = n++;
}

struct confusion
confusion_new(char *const truth[], int rows, char *const answer[], int cols)
{
	struct confusion c = {NULL, NULL, rows, cols, NULL, NULL, NULL};
	size_t cells = (size_t)rows * (size_t)cols;
	int row, k;

	c.truth = copy_labels(truth, rows);
	c.answer = mem_zero((size_t)cols + 1, sizeof *c.answer);
	c.column = mem_alloc((size_t)cols + 1, sizeof *c.column);
	c.count = mem_zero(cells + 1, sizeof *c.count);
	c.right = mem_zero(cells + 1, 1);
	order_columns(&c, answer);
	for (k = 0; k < cols; k++)
		c.answer[c.column[k]] = mem_text(answer[k]);
	for (row = 0; row < rows; row++)
		for (k = 0; k < cols; k++)
			c.right[at(&c, row, k)] = (uint8_t)labels_meet(truth[row], c.answer[k], FOLD_NONE);
	return c;
}

void
confusion_free(struct confusion *c)
{
	int i;

	for (i = 0; i < c->rows; i++)
		free(c->truth[i]);
	for (i = 0; i < c->cols; i++)
		free(c->answer[i]);
	free(c->truth);
	free(c->answer);
	free(c->column);
	free(c->count);
	free(c->right);
	memset(c, 0, sizeof *c);
}

void
confusion_count(struct confusion *c, int truth, int answer)
{
	c->count[at(c, truth, c->column[answer])]++;
}

/* Images that column holds and that are none of its classes. */
static int64_t
strays(const struct confusion *c, int col)
{
	int64_t n = 0;
	int row;

	for (row = 0; row < c->rows; row++)
		if (!c->right[at(c, row, col)])
			n += c->count[at(c, row, col)];
	return n;
}

struct class_score
confusion_score(const struct confusion *c, int row)
{
	struct class_score s = {0, 0, 0, 0, 0, 0};
	int col;

	for (col = 0; col < c->cols; col++) {
		s.images += c->count[at(c, row, col)];
		if (c->right[at(c, row, col)]) {
			s.right += c->count[at(c, row, col)];
			s.strays += strays(c, col);
		}
	}
	if (s.right > 0) {
		s.precision = (double)s.right / (double)(s.right + s.strays);
		s.recall = (double)s.right / (double)s.images;
		s.f1 = 2 * s.precision * s.recall / (s.precision + s.recall);
	}
	return s;
}

int
confusion_worst(const struct confusion *c, struct mistake *worst, int top)
{
	int row, col, n = 0, i;

	for (row = 0; row < c->rows; row++) {
		for (col = 0; col < c->cols; col++) {
			struct mistake m = {row, col, c->count[at(c, row, col)]};

			if (c->right[at(c, row, col)] || m.times == 0 ||
			    (n == top && (top == 0 || m.times <= worst[n - 1].times)))
				continue;
			if (n < top)
				n++;
			for (i = n - 1; i > 0 && worst[i - 1].times < m.times; i--)
				worst[i] = worst[i - 1];
			worst[i] = m;
		}
	}
	return n;
}

void
confusion_tsv(const struct confusion *c, FILE *out)
{
	int row, col;

	fputs("truth", out);
	for (col = 0; col < c->cols; col++)
		fprintf(out, "\t%s", c->answer[col]);
	putc('\n', out);
	for (row = 0; row < c->rows; row++) {
		fputs(c->truth[row], out);
		for (col = 0; col < c->cols; col++)
			fprintf(out, "\t%lld", (long long)c->count[at(c, row, col)]);
		putc('\n', out);
	}
}
