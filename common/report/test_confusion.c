#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/tap.h"
#include "report/confusion.h"
#include "report/confusion_plot.h"

static char zero[] = "0", o_two[] = "Oo", c_big[] = "C", c_small[] = "c", c_two[] = "Cc", bang[] = "!";
static char *const truth[] = {zero, c_big, c_small, o_two};
static char *const answer[] = {bang, o_two, c_two, zero};
enum { BANG, O_TWO, C_TWO, ZERO };

static struct confusion
sample(void)
{
	struct confusion c = confusion_new(truth, 4, answer, 4);
	int i;

	for (i = 0; i < 8; i++)
		confusion_count(&c, 0, ZERO);
	for (i = 0; i < 3; i++)
		confusion_count(&c, 0, O_TWO);
	confusion_count(&c, 1, C_TWO);
	confusion_count(&c, 2, C_TWO);
	confusion_count(&c, 2, ZERO);
	for (i = 0; i < 4; i++)
		confusion_count(&c, 3, ZERO);
	return c;
}

static int
near(double a, double b)
{
	return a - b < 1e-9 && b - a < 1e-9;
}

static void
test_scores(const struct confusion *c)
{
	struct class_score s = confusion_score(c, 0);
	struct mistake worst[3];
	int n;

	tap_ok(s.images == 11 && s.right == 8 && s.strays == 5, "a class is counted");
	tap_ok(near(s.recall, 8.0 / 11) && near(s.precision, 8.0 / 13) && near(s.f1, 16.0 / 24),
	       "precision, recall and f1");
	s = confusion_score(c, 1);
	tap_ok(s.images == 1 && s.right == 1 && s.strays == 0, "Cc is right for C, and c no stray of it");
	s = confusion_score(c, 3);
	tap_ok(s.images == 4 && s.right == 0 && s.strays == 3 && near(s.f1, 0), "a class never read right");
	n = confusion_worst(c, worst, 2);
	tap_ok(n == 2 && worst[0].times == 4 && worst[0].row == 3 && worst[1].times == 3 &&
	       strcmp(c->answer[worst[1].col], "Oo") == 0, "worst mistakes, most frequent first");
	tap_ok(confusion_worst(c, worst, 3) == 3 && confusion_worst(c, worst, 0) == 0, "as many as wanted");
}

static void
test_tsv(const struct confusion *c)
{
	char *text = NULL;
	size_t n = 0;
	FILE *f = open_memstream(&text, &n);

	confusion_tsv(c, f);
	fclose(f);
	tap_ok(strcmp(text, "truth\t0\tCc\tOo\t!\n0\t8\t0\t3\t0\nC\t0\t1\t0\t0\nc\t1\t1\t0\t0\nOo\t4\t0\t0\t0\n") == 0,
	       "the matrix as text, right answers on the diagonal");
	free(text);
}

static int
dark(const struct image *img, struct box b)
{
	int x, y, n = 0;

	for (y = b.y; y < b.y + b.h; y++)
		for (x = b.x; x < b.x + b.w; x++)
			n += img->px[(size_t)y * (size_t)img->w + (size_t)x] < 128;
	return n;
}

static void
test_picture(const struct confusion *c)
{
	struct image p = confusion_picture(c, "title"), none;
	struct confusion empty = confusion_new(truth, 0, answer, 0);
	struct box title = {0, 0, 80, 24};

	tap_ok(p.w > 200 && p.w < 600 && p.h > 150 && p.h < 400, "a picture of %dx%d", p.w, p.h);
	tap_ok(dark(&p, title) > 100, "has its title");
	image_free(&p);
	none = confusion_picture(&empty, "");
	tap_ok(none.w > 0 && none.h > 0, "nothing is a picture, too");
	image_free(&none);
	confusion_free(&empty);
}

int
main(void)
{
	struct confusion c = sample();

	setprog("test_confusion");
	test_scores(&c);
	test_tsv(&c);
	test_picture(&c);
	confusion_free(&c);
	confusion_free(&c);
	return tap_done();
}
