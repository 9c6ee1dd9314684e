/* Sources: IDX files and folders are read, and what is broken is refused. */
#include <string.h>
#include <sys/stat.h>

#include "base/tap.h"
#include "image/image.h"
#include "train/idx_files.h"
#include "train/source.h"

/* Read path into a new set with these settings; the status. */
static int
load(struct dataset *set, struct source src, const char *path)
{
	int status;

	*set = (struct dataset)DATASET_EMPTY;
	src.path = path;
	tap_hush(1);
	status = source_add(&src, set);
	tap_hush(0);
	return status;
}

static const struct source plain;

static int
refused(const char *path)
{
	struct dataset set;
	int status = load(&set, plain, path);

	dataset_free(&set);
	return status < 0;
}

static void
test_good(void)
{
	static const uint8_t labels[] = {3, 1, 9, 3};
	struct source turned = {.transpose = 1};
	struct dataset set;

	put_images("a-images-idx3-ubyte", 4, 4, 28, 0, 0);
	put_labels("a-labels-idx1-ubyte", 4, labels, 4, 0);
	tap_ok(load(&set, plain, "a") == 0 && set.n == 4 && set.n_classes == 10, "plain idx is read");
	tap_ok(set.n == 4 && set.labels[2] == 9 && strcmp(set.classes[9], "9") == 0 &&
	       set.images[2 * 784 + 30] == 3, "  with its labels, classes and images");
	dataset_free(&set);
	dataset_free(&set);
	tap_ok(load(&set, plain, "a-images-idx3-ubyte") == 0 && set.n == 4, "the images file stands for both");
	dataset_free(&set);
	tap_ok(load(&set, turned, "a") == 0 && set.images[30] == 0 && set.images[2 * 28 + 1] == 1,
	       "transposing swaps rows and columns");
	dataset_free(&set);
	put_images("z-images-idx3-ubyte.gz", 4, 4, 28, 0, 1);
	put_labels("z-labels-idx1-ubyte.gz", 4, labels, 4, 1);
	tap_ok(load(&set, plain, "z") == 0 && set.n == 4 && set.images[784 + 30] == 2, "gzipped idx is read");
	dataset_free(&set);
	put_images("n-images-idx3-ubyte", 4, 4, 28, 0, 1);
	put_labels("n-labels-idx1-ubyte", 4, labels, 4, 1);
	tap_ok(load(&set, plain, "n") == 0, "gzip is told by content, not by name");
	dataset_free(&set);
}

static void
test_settings(void)
{
	static const uint8_t labels[] = {0, 7, 255, 0, 1}, other[] = {1, 1, 1, 1, 1};
	struct source mapped = {.mapping = "map.tsv"}, some = {.keep = "7"}, few = {.part.limit = 2},
	              relabelled = {.labels = "other"};
	static const char map[] = "0\ta\t17\n7\tCc\n255\t\"\n1\t\xC3\xA9\n";
	struct dataset set;

	put_images("s-images-idx3-ubyte", 5, 5, 28, 0, 0);
	put_labels("s-labels-idx1-ubyte", 5, labels, 5, 0);
	put_labels("other", 5, other, 5, 1);
	put("map.tsv", map, sizeof map - 1, 0);
	tap_ok(load(&set, plain, "s") == 0 && set.n == 4, "label 255 is unknown and left out");
	dataset_free(&set);
	tap_ok(load(&set, mapped, "s") == 0 && set.n == 5 && set.n_classes == 4 &&
	       strcmp(set.classes[set.labels[2]], "\"") == 0 &&
	       strcmp(set.classes[set.labels[4]], "\xC3\xA9") == 0, "unless the mapping has a 255");
	dataset_free(&set);
	tap_ok(load(&set, some, "s") == 0 && set.n == 1 && set.n_classes == 1 &&
	       strcmp(set.classes[0], "7") == 0 && set.images[30] == 2, "only some classes are kept");
	dataset_free(&set);
	tap_ok(load(&set, few, "s") == 0 && set.n == 2, "only some images are read");
	dataset_free(&set);
	tap_ok(load(&set, relabelled, "s") == 0 && set.n == 5 && set.labels[0] == 1, "other labels are taken");
	dataset_free(&set);
}

/* 100,000 empty images, 78 MB, in 80 KB. */
static void
put_bomb(void)
{
	static uint8_t head[16] = {0, 0, 8, 3, 0, 1, 0x86, 0xA0, 0, 0, 0, 28, 0, 0, 0, 28}, zeros[8 * GLYPH_SIZE];
	gzFile images = gzopen("bomb-images-idx3-ubyte.gz", "wb6"), labels = gzopen("bomb-labels-idx1-ubyte.gz", "wb");
	int i;

	gzwrite(images, head, sizeof head);
	head[3] = 1;
	gzwrite(labels, head, 8);
	for (i = 0; i < 100000 / 8; i++) {
		gzwrite(images, zeros, sizeof zeros);
		gzwrite(labels, zeros, 8);
	}
	gzclose(images);
	gzclose(labels);
}

static void
test_broken(void)
{
	static const uint8_t four[] = {3, 1, 9, 3}, huge[] = {0, 200};
	static const uint8_t type[16] = {0, 0, 13, 3}, start[4] = {1, 2, 8, 1};

	tap_ok(refused("absent"), "an absent file fails");
	put("b-images-idx3-ubyte", "", 0, 0);
	tap_ok(refused("b"), "absent labels fail");
	put("b-labels-idx1-ubyte", "", 0, 0);
	tap_ok(refused("b"), "empty labels fail");
	put_labels("b-labels-idx1-ubyte", 5, four, 4, 0);
	tap_ok(refused("b"), "truncated labels fail");
	put_labels("b-labels-idx1-ubyte", 3, four, 4, 0);
	tap_ok(refused("b"), "labels with more than they say fail");
	put_labels("b-labels-idx1-ubyte", 0xFFFFFFFF, four, 4, 0);
	tap_ok(refused("b"), "labels beyond the limit fail");
	put_labels("b-labels-idx1-ubyte", 2, huge, 2, 0);
	tap_ok(refused("b"), "labels without a meaning fail");
	put("b-labels-idx1-ubyte", start, 4, 0);
	tap_ok(refused("b"), "what is no idx fails");
	put_labels("b-labels-idx1-ubyte", 4, four, 4, 0);
	tap_ok(refused("b"), "empty images fail");
	put("b-images-idx3-ubyte", type, sizeof type, 0);
	tap_ok(refused("b"), "idx of another type fails");
	put_images("b-images-idx3-ubyte", 4, 4, 28, -1, 0);
	tap_ok(refused("b"), "truncated images fail");
	put_images("b-images-idx3-ubyte", 4, 4, 28, -700, 1);
	tap_ok(refused("b"), "truncated gzipped images fail");
	put_images("b-images-idx3-ubyte", 4, 4, 28, 1, 0);
	tap_ok(refused("b"), "more images than the header says fail");
	put_images("b-images-idx3-ubyte", 3, 3, 28, 0, 0);
	tap_ok(refused("b"), "fewer images than labels fail");
	put_images("b-images-idx3-ubyte", 4, 4, 32, 0, 0);
	tap_ok(refused("b"), "images of another size fail");
	put_images("b-images-idx3-ubyte", 0xFFFFFFFF, 4, 28, 0, 0);
	tap_ok(refused("b"), "a header of 3 terabytes fails");
	tap_ok(refused("."), "a folder fails where nothing reads pictures");
	put_bomb();
	tap_ok(refused("bomb"), "a small file that becomes a large one fails");
}

/* A file cut anywhere is refused, never read beyond its end. */
static void
test_cuts(void)
{
	static const uint8_t four[] = {3, 1, 9, 3};
	int more, bad = 0;

	put_labels("c-labels-idx1-ubyte", 4, four, 4, 0);
	for (more = -4 * 784 - 16; more < 0; more += 97) {
		put_images("c-images-idx3-ubyte", 4, 4, 28, more, more % 2);
		bad += !refused("c");
	}
	tap_ok(bad == 0, "images cut anywhere fail");
}

/* Letters of unknown case are either of two classes, where those are told apart. */
static void
test_either(void)
{
	static const uint8_t cases[] = {12, 38, 255, 255, 61}, merged[] = {12, 12, 12, 24, 36};
	struct source src = {.path = "e", .either = "m-labels-idx1-ubyte"};
	struct dataset set;

	put_images("e-images-idx3-ubyte", 5, 5, 28, 0, 0);
	put_labels("e-labels-idx1-ubyte", 5, cases, 5, 0);
	put_labels("m-labels-idx1-ubyte", 5, merged, 5, 0);
	tap_ok(load(&set, src, "e") == 0 && set.n == 5, "no image is left out");
	tap_ok(strcmp(set.classes[set.labels[2]], "C") == 0 && strcmp(set.classes[set.also[2]], "c") == 0
	       && set.labels[0] == set.labels[2] && set.also[2] == set.labels[1], "a letter is either of two classes");
	tap_ok(set.also[0] == set.labels[0] && set.also[4] == set.labels[4], "what is known has one class");
	dataset_free(&set);
	put_labels("m-labels-idx1-ubyte", 4, merged, 4, 0);
	tap_ok(load(&set, src, "e") < 0, "as many of these labels as images are wanted");
	dataset_free(&set);
}

static void
test_pick(void)
{
	static const uint8_t labels[] = {3, 1, 9, 4};
	struct source src = {.path = "k", .part.pick = "pick"};
	struct dataset set, held = DATASET_EMPTY;

	put_images("k-images-idx3-ubyte", 4, 4, 28, 0, 0);
	put_labels("k-labels-idx1-ubyte", 4, labels, 4, 0);
	put("pick", "3\n0\n3", 5, 0);
	tap_ok(load(&set, src, "k") == 0 && set.n == 2 && set.images[30] == 1 && set.images[784 + 30] == 4,
	       "only what is picked, in the file's order");
	dataset_free(&set);
	put("pick", "4\n", 2, 0);
	tap_ok(load(&set, src, "k") < 0, "a number that no image has");
	dataset_free(&set);
	put("pick", "\n", 1, 0);
	tap_ok(load(&set, src, "k") < 0, "a line without number");
	dataset_free(&set);
	put("pick", "1\n", 2, 0);
	src.part.hold = 1;
	tap_ok(load(&set, src, "k") == 0 && set.n == 1 && dataset_weight(&set) <= 0, "held out, it weighs nothing");
	src.part.hold = 0;
	src.part.pick = NULL;
	tap_ok(source_add(&src, &set) == 0 && set.n == 5, "the rest beside it");
	dataset_hold_out(&set, 0, 1, &held);
	tap_ok(set.n == 4 && held.n == 1 && held.labels[0] == set.labels[1], "and goes where it is judged");
	dataset_free(&set);
	dataset_free(&held);
	src.part.pick = "none";
	tap_ok(load(&set, src, "k") < 0, "no such list");
	dataset_free(&set);
}

static int
fake_glyph(const struct image *pic, const char *name, void *ctx, uint8_t out[GLYPH_SIZE])
{
	(void)name;
	memset(out, 0, GLYPH_SIZE);
	out[0] = pic->px[0];
	++*(int *)ctx;
	return pic->px[0] > 0;
}

static void
test_folder(void)
{
	int asked = 0;
	struct source src = {.path = "own", .glyph = fake_glyph, .ctx = &asked};
	struct dataset set = DATASET_EMPTY;

	mkdir("own", 0777);
	mkdir("own/b", 0777);
	mkdir("own/Cc", 0777);
	mkdir("own/U+002f", 0777);
	mkdir("own/.git", 0777);
	put("own/README", "x", 1, 0);
	put("own/b/2.pgm", "P2 1 1 255 9\n", 13, 0);
	put("own/b/1.pgm", "P5 1 1 255\n\x07P5 1 1 255\n\x08", 24, 0);
	put("own/b/broken", "P5 9 9 255\n\x07", 12, 0);
	put("own/Cc/1", "P2 1 1 255 1\n", 13, 0);
	put("own/U+002f/1", "P2 1 1 255 2\n", 13, 0);
	put("own/U+002f/2", "P2 1 1 255 0\n", 13, 0);
	tap_hush(1);
	tap_ok(source_add(&src, &set) == 0 && set.n == 5 && asked == 6, "a folder is read, blanks left out");
	tap_hush(0);
	tap_ok(set.failed == 1, "a broken picture is counted");
	tap_ok(set.n_classes == 3 && strcmp(set.classes[0], "Cc") == 0 && strcmp(set.classes[1], "/") == 0 &&
	       strcmp(set.classes[2], "b") == 0, "sub-folders name the classes, by byte");
	tap_ok(set.n == 5 && set.images[0] == 1 && set.images[784] == 2 && set.images[2 * 784] == 7 &&
	       set.images[4 * 784] == 9 && set.labels[4] == 2, "pictures come by name");
	dataset_free(&set);
	mkdir("own/word", 0777);
	tap_hush(1);
	tap_ok(source_add(&src, &set) < 0, "a sub-folder that is no character is refused");
	tap_hush(0);
	dataset_free(&set);
}

int
main(void)
{
	setprog("test_source");
	idx_files_begin();
	test_good();
	test_settings();
	test_broken();
	test_cuts();
	test_either();
	test_pick();
	test_folder();
	idx_files_end();
	return tap_done();
}
