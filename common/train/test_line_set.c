/* Lines as data: folders and streams are read, what is wrong is said, and threads do not matter. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef _OPENMP
#include <omp.h>
#endif

#include "base/buf.h"
#include "base/tap.h"
#include "image/image.h"
#include "net/labels.h"
#include "train/line_set.h"

static char folder[] = "/tmp/hwr-test-XXXXXX";

static const char *
in_folder(const char *name)
{
	static char path[200];

	snprintf(path, sizeof path, "%s/%s", folder, name);
	return path;
}

static void
write_text(const char *name, const char *text)
{
	FILE *f = fopen(in_folder(name), "w");

	if (!f || fputs(text, f) < 0 || fclose(f) != 0)
		abort();
}

/* A row of bars, ink on 0, of w x h. */
static struct image
bars(int w, int h, int every)
{
	struct image img = image_new(w, h);

	for (int y = h / 4; y < h; y++)
		for (int x = 4; x < w - 4; x++)
			if (x % every < 3 && (y > h / 2 || x % (2 * every) < 3))
				img.px[(size_t)y * (size_t)w + (size_t)x] = 255;
	return img;
}

/* The picture name: dark on light, as people have it. */
static void
draw(const char *name, int w, int h, int every)
{
	struct image img = bars(w, h, every);
	FILE *f = fopen(in_folder(name), "wb");

	for (int i = 0; i < w * h; i++)
		img.px[i] = (uint8_t)(255 - img.px[i]);
	if (!f)
		abort();
	image_write(f, &img);
	fclose(f);
	image_free(&img);
}

/* What line_set_add answers; set is freed by the caller. */
static int
add(struct line_set *set, struct line_source src)
{
	if (!src.path)
		src.path = folder;
	return line_set_add(set, &src);
}

/* 1 when a folder with this table is refused. */
static int
refused(const char *labels)
{
	struct line_set set = LINE_SET_EMPTY;
	int bad;

	write_text("labels.tsv", labels);
	tap_hush(1);
	bad = add(&set, (struct line_source){.path = NULL});
	tap_hush(0);
	line_set_free(&set);
	return bad == -1;
}

static int
is_text(const struct line_set *set, int64_t i, const char *labels)
{
	struct buf b = BUF_EMPTY;
	int same;

	for (int k = 0; k < set->v[i].n; k++)
		buf_str(&b, set->classes[set->v[i].label[k]]);
	same = strcmp(buf_text(&b), labels) == 0;
	buf_free(&b);
	return same;
}

static void
test_folder(void)
{
	struct line_set set = LINE_SET_EMPTY, held = LINE_SET_EMPTY;

	write_text("labels.tsv", "a.pgm\tab a\nb.pgm\t  b\xC2\xA0\xC3\xA9  \nsub/c.pgm\tc\tnot read\n");
	write_text("writers.tsv", "sub/c.pgm\tone\na.pgm\tone\nb.pgm\ttwo\n");
	tap_ok(add(&set, (struct line_source){.part.weight = 2}) == 0 && set.n == 3 && set.n_groups == 2,
	       "a folder is read: three lines of two writers");
	tap_ok(is_text(&set, 0, "ab" LABEL_SPACE "a") && is_text(&set, 1, "b" LABEL_SPACE "\xC3\xA9") && set.n_classes == 5,
	       "texts become classes, blanks of all kinds one space");
	tap_ok(set.v[0].group == set.v[2].group && set.v[0].group != set.v[1].group && set.v[1].weight > 1.9f
	       && set.v[1].row == 2, "writers, weights and rows are known");
	tap_ok(set.v[0].w % LINE_MULTIPLE == 0 && set.v[0].px[0] == 0, "pictures are normalized");
	line_set_hold_out(&set, 0, 1, &held);
	tap_ok(set.n == 3 && held.n == 0, "nothing is held out where nothing is asked for");
	tap_ok(add(&set, (struct line_source){.part = {.hold = 1, .limit = 2}}) == 0 && set.n == 5 && set.v[3].group == 2,
	       "a second source has writers of its own, and a limit");
	line_set_hold_out(&set, 0, 1, &held);
	tap_ok(set.n == 3 && held.n == 2 && held.n_classes == 5, "what is to be held is held");
	line_set_free(&held);
	line_set_free(&set);
}

static void
test_classes(void)
{
	struct line_set set = LINE_SET_EMPTY;

	tap_ok(line_set_class(&set, 'a') == 0 && line_set_class(&set, ' ') == 1 && line_set_class(&set, 0x2205) == -1,
	       "a blank of CTC is no class of data");
	set.closed = 1;
	tap_ok(line_set_label(&set, LABEL_SPACE) == 1 && line_set_label(&set, "b") == -1 && line_set_label(&set, "aa") == -1,
	       "labels are looked up, no class is added to a closed set");
	write_text("labels.tsv", "a.pgm\ta b\nb.pgm\taa\n");
	tap_hush(1);
	tap_ok(add(&set, (struct line_source){.path = NULL}) == -1, "a character that no class has is an error");
	line_set_free(&set);
	line_set_class(&set, 'a');
	set.closed = 1;
	tap_ok(add(&set, (struct line_source){.skip_unknown = 1}) == 0 && set.n == 1 && set.skipped == 1,
	       "or its line is left out");
	tap_hush(0);
	line_set_free(&set);
}

static void
test_wrong(void)
{
	struct line_set set = LINE_SET_EMPTY;

	tap_ok(refused("a.pgm ab a\n"), "refused: a row without its tab");
	tap_ok(refused("../a.pgm\ta\n") && refused("sub/../../a.pgm\ta\n") && refused("/etc/passwd\ta\n"),
	       "refused: pictures outside the folder");
	tap_ok(refused("a.pgm\ta\nnone.pgm\ta\n"), "refused: a picture that is absent");
	tap_ok(refused("a.pgm\ta\nlabels.tsv\ta\n") && refused("sub\ta\n"), "refused: what is no picture");
	tap_ok(refused("a.pgm\t\xFFz\n") && refused("a.pgm\ta\001\n"), "refused: bytes and controls");
	tap_ok(refused("") && refused("\n\na.pgm\t \n"), "refused: nothing");
	tap_hush(1);
	tap_ok(add(&set, (struct line_source){.path = "/nowhere"}) == -1, "refused: no folder");
	line_set_free(&set);
	write_text("labels.tsv", "blank.pgm\ta\nrow.pgm\tb\na.pgm\ta\nwide.pgm\tc\ncolumn.pgm\td\n");
	tap_ok(add(&set, (struct line_source){.path = NULL}) == 0 && set.n == 4 && is_text(&set, 0, "b") && set.v[2].w <= LINE_MOST * 4 / 3 + 8,
	       "no ink is left out; one row, one column and 50,000 columns are lines");
	tap_hush(0);
	line_set_free(&set);
}

/* More rows than are read at a time, from a stream. */
static void
write_stream(void)
{
	FILE *images = fopen(in_folder("s.pgm"), "wb"), *table = fopen(in_folder("s.tsv"), "w");

	if (!images || !table)
		abort();
	for (int i = 0; i < 150; i++) {
		struct image img = bars(40 + i, 20 + i % 7, 5 + i % 4);

		image_write(images, &img);
		image_free(&img);
		fprintf(table, "%d\tw%d\tmore\ta%c%d\n", i, i / 20, 'a' + i % 3, i % 10);
	}
	fclose(images);
	fclose(table);
}

static struct line_set
read_stream(int threads, struct portion part)
{
	struct line_set set = LINE_SET_EMPTY;
	char path[200];

#ifdef _OPENMP
	omp_set_num_threads(threads);
#else
	(void)threads;
#endif
	snprintf(path, sizeof path, "%s/s", folder);
	if (line_set_add(&set, &(struct line_source){.path = path, .part = part}))
		abort();
	return set;
}

static void
test_stream(void)
{
	struct line_set one, three, some;
	int same;

	write_stream();
	one = read_stream(1, (struct portion){0});
	three = read_stream(3, (struct portion){0});
	same = one.n == 150 && three.n == 150;
	for (int64_t i = 0; same && i < one.n; i++)
		same = one.v[i].w == three.v[i].w && one.v[i].group == three.v[i].group
		       && memcmp(one.v[i].px, three.v[i].px, (size_t)one.v[i].w * LINE_KEPT_HEIGHT) == 0;
	tap_ok(same, "a stream is read, the same by one thread and by three");
	write_text("pick", "3\n149\n70\n");
	some = read_stream(2, (struct portion){.pick = in_folder("pick")});
	tap_ok(some.n == 3 && some.v[2].w == one.v[149].w && is_text(&some, 1, "ab0"), "rows are picked by number");
	write_text("s.tsv", "0\tw\ta\n");
	line_set_free(&some);
	some = read_stream(2, (struct portion){0});
	tap_ok(some.n == 1 && line_set_columns(&some.v[0], 64) <= 64, "a table may be shorter, and a line is as wide as it may be");
	tap_hush(1);
	some.v[0].n = 0;
	line_set_leave_long(&some, 4, 1600);
	tap_ok(some.n == 1, "a text that fits stays");
	some.v[0].label = realloc(some.v[0].label, 1000 * sizeof *some.v[0].label);
	memset(some.v[0].label, 0, 1000 * sizeof *some.v[0].label);
	some.v[0].n = 1000;
	line_set_leave_long(&some, 4, 1600);
	tap_ok(some.n == 0, "one that is longer than there are steps does not");
	tap_hush(0);
	line_set_free(&one);
	line_set_free(&three);
	line_set_free(&some);
}

int
main(void)
{
	struct buf rm = BUF_EMPTY;

	if (!mkdtemp(folder) || mkdir(in_folder("sub"), 0700) != 0)
		abort();
	draw("a.pgm", 200, 40, 11);
	draw("b.pgm", 120, 30, 9);
	draw("sub/c.pgm", 90, 50, 13);
	draw("blank.pgm", 50, 20, 1000);
	draw("row.pgm", 80, 1, 8);
	draw("wide.pgm", 50000, 40, 12);
	draw("column.pgm", 40, 900, 12);
	test_folder();
	test_classes();
	test_wrong();
	test_stream();
	buf_printf(&rm, "rm -r '%s'", folder);
	if (system(rm.data) != 0)
		abort();
	buf_free(&rm);
	return tap_done();
}
