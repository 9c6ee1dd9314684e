/* test_decode - ways through lattices. */
#include <stdio.h>
#include <string.h>

#include "base/tap.h"
#include "net/dataset.h"
#include "text/decode.h"

static char *names[] = {"c", "l", "d", "o", DATASET_REJECT};
static struct model model = {.classes = names, .n_classes = 5};

/* A candidate of pieces from .. to - 1: its class, how likely that is, and a space and a cut before it, per mille. */
struct arc { int from, to, cls; float prob; int space, cut; };

/* The text of the best way; "-" when there is none. */
static const char *
read_arcs(const struct decoder *d, const struct arc *a, int n)
{
	static char text[64];
	struct model *members[] = {&model};
	const struct models set = {members, 1};
	struct classes classes = classes_union(&set);
	struct candidate cand[16];
	const struct candidate *of[16] = {NULL};
	struct result r[16];
	struct buf b = BUF_EMPTY;
	int count[16], left;

	memset(r, 0, sizeof r);
	for (int i = 0; i < n; i++) {
		cand[i] = (struct candidate){a[i].cls, a[i].prob, 1};
		of[i] = &cand[i];
		count[i] = 1;
		r[i].tags.have = TAG_LINE | TAG_WORD | TAG_FROM | TAG_TO | TAG_SPACE;
		r[i].tags.line = r[i].tags.word = 1;
		r[i].tags.from = a[i].from;
		r[i].tags.to = a[i].to;
		r[i].tags.space = a[i].space;
		r[i].tags.have |= a[i].cut ? TAG_CUT : 0;
		r[i].tags.cut = a[i].cut;
	}
	left = lattice_ok(r, n) ? decode_line(d, &classes, of, count, r, n) : 0;
	text_of(r, left, &b);
	snprintf(text, sizeof text, "%s", left > 0 ? buf_text(&b) : "-");
	buf_free(&b);
	classes_free(&classes);
	return text;
}

#define READS(d, want, why, ...) do { \
	const struct arc arcs[] = {__VA_ARGS__}; \
	const char *got = read_arcs(d, arcs, (int)(sizeof arcs / sizeof arcs[0])); \
	tap_ok(strcmp(got, want) == 0, "%s (%s)", why, got); \
} while (0)

/* A line that is too long is parted where no candidate reaches over. */
static void
parts(void)
{
	static const int from[] = {0, 0, 1, 2, 2, 3, 3}, to[] = {1, 2, 2, 3, 4, 4, 5};
	struct result r[7];

	memset(r, 0, sizeof r);
	for (int i = 0; i < 7; i++) {
		r[i].tags.from = from[i];
		r[i].tags.to = to[i];
	}
	tap_ok(lattice_part(r, 7) == 3 && lattice_part(r, 4) == 3, "the last piece over which none reaches");
	tap_ok(lattice_part(r, 3) == 3 && lattice_part(r, 2) == 2, "all, when there is none");
}

int
main(void)
{
	struct decoder d = DECODER_DEFAULTS, narrow, many;

	d.letter = 0.6;
	narrow = many = d;
	narrow.beam = 1;
	many.letter = 5;
	READS(&d, "d", "one sure letter beats two doubtful ones", {0, 1, 0, 0.3f, 0, 0}, {0, 2, 2, 0.9f, 0, 0}, {1, 2, 1, 0.3f, 0, 0});
	READS(&d, "cl", "and the other way round", {0, 1, 0, 0.9f, 0, 0}, {0, 2, 2, 0.2f, 0, 0}, {1, 2, 1, 0.9f, 0, 0});
	READS(&many, "cl", "letters may be favoured", {0, 1, 0, 0.3f, 0, 0}, {0, 2, 2, 0.9f, 0, 0}, {1, 2, 1, 0.3f, 0, 0});
	READS(&narrow, "d", "a beam of one finds it, too", {0, 1, 0, 0.3f, 0, 0}, {0, 2, 2, 0.9f, 0, 0}, {1, 2, 1, 0.3f, 0, 0});
	READS(&d, "cl", "a cut that is likely is one", {0, 1, 0, 0.6f, 0, 0}, {0, 2, 2, 0.7f, 0, 0}, {1, 2, 1, 0.6f, 0, 800});
	READS(&d, "d", "one that is not is none", {0, 1, 0, 0.6f, 0, 0}, {0, 2, 2, 0.7f, 0, 0}, {1, 2, 1, 0.6f, 0, 200});
	READS(&d, "c o", "a likely space is one", {0, 1, 0, 0.9f, 0, 0}, {1, 2, 3, 0.9f, 900, 0});
	READS(&d, "co", "an unlikely one is none", {0, 1, 0, 0.9f, 0, 0}, {1, 2, 3, 0.9f, 100, 0});
	READS(&d, "co", "nor is there one before the first", {0, 1, 0, 0.9f, 990, 0}, {1, 2, 3, 0.9f, 100, 0});
	READS(&d, "o", "a way round what no candidate ends", {0, 2, 3, 0.2f, 0, 0}, {1, 2, 1, 0.9f, 0, 0});
	READS(&d, "-", "no way to the end", {0, 1, 0, 0.9f, 0, 0}, {2, 3, 1, 0.9f, 0, 0});
	READS(&d, "-", "pieces that are none", {0, 0, 0, 0.9f, 0, 0});
	READS(&d, "-", "more pieces than candidates", {0, 1000000000, 0, 0.9f, 0, 0});
	READS(&d, "-", "candidates out of order", {0, 1, 0, 0.9f, 0, 0}, {1, 2, 1, 0.9f, 0, 0}, {0, 2, 2, 0.9f, 0, 0});
	READS(&d, "co", "the rest of a line", {7, 8, 0, 0.9f, 900, 0}, {7, 9, 1, 0.1f, 0, 0}, {8, 9, 3, 0.9f, 0, 0});
	parts();
	return tap_done();
}
