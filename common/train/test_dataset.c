/* Data sets: classes are merged, groups held out together. */
#include <string.h>

#include "base/tap.h"
#include "train/idx_files.h"
#include "train/source.h"

static void
test_merge(void)
{
	static const uint8_t labels[] = {12, 46, 0}, two[] = {0, 1};
	struct source chars = {.path = "w", .mapping = "w.txt"}, first = {.path = "v"};
	struct dataset set = DATASET_EMPTY, held = DATASET_EMPTY;

	put_images("v-images-idx3-ubyte", 3, 3, 28, 0, 0);
	put_labels("v-labels-idx1-ubyte", 3, labels, 3, 0);
	put_images("w-images-idx3-ubyte", 2, 2, 28, 0, 0);
	put_labels("w-labels-idx1-ubyte", 2, two, 2, 0);
	put("w.txt", "0\tc\n1\t!\n", 8, 0);
	tap_ok(source_add(&first, &set) == 0 && source_add(&chars, &set) == 0 && set.n == 5,
	       "two sources are one set");
	tap_ok(set.n_classes == 48 && strcmp(set.classes[set.labels[3]], "Cc") == 0 &&
	       strcmp(set.classes[set.labels[4]], "!") == 0 && set.labels[4] == 47,
	       "c joins Cc, a new character is added at the end");
	chars.part.hold = 1;
	tap_ok(source_add(&chars, &set) == 0 && set.n_paths == 2 && set.origins[0] == 0 && set.origins[4] == 1
	       && set.origins[5] == 1, "each image knows where it is from, and a path is one however often it is read");
	dataset_hold_out(&set, 0, 1, &held);
	tap_ok(held.n == 2 && held.origins[0] == 1 && set.origins[4] == 1, "held out, too");
	chars.part.hold = 0;
	dataset_free(&held);
	dataset_free(&set);
	tap_hush(1);
	put("w.txt", "0\tc\n1\tC\n", 8, 0);
	tap_ok(source_add(&chars, &set) == 0 && source_add(&first, &set) < 0,
	       "Cc does not join c and C");
	tap_hush(0);
	dataset_free(&set);
	put("w.txt", "0\tC\n1\t!\n", 8, 0);
	tap_ok(source_add(&chars, &set) == 0 && source_add(&first, &set) == 0 &&
	       strcmp(set.classes[0], "Cc") == 0 && set.labels[2] == 0, "a lone C becomes Cc when c comes along");
	dataset_free(&set);
}

static void
test_split(void)
{
	struct source pairs = {.path = "p", .group = 2};
	struct dataset set = DATASET_EMPTY, held = DATASET_EMPTY, again = DATASET_EMPTY;
	static uint8_t labels[200], wanted[10];
	int i, torn = 0, same;

	for (i = 0; i < 200; i++)
		labels[i] = (uint8_t)(i % 10);
	put_images("p-images-idx3-ubyte", 200, 200, 28, 0, 0);
	put_labels("p-labels-idx1-ubyte", 200, labels, 200, 0);
	tap_ok(source_add(&pairs, &set) == 0 && set.n_groups == 100, "pairs are groups");
	dataset_hold_out(&set, 0.25, 7, &held);
	tap_ok(held.n > 20 && held.n < 80 && set.n + held.n == 200, "about a quarter is held out: %d", (int)held.n);
	for (i = 0; i < held.n; i++)
		torn += (held.images[i * 784 + 30] - 1) / 2 != (int)held.groups[i] ||
		        held.groups[i & ~1] != held.groups[i | 1];
	tap_ok(torn == 0 && held.n % 2 == 0, "pairs stay together");
	for (i = 0; i < set.n; i++)
		torn += set.labels[i] != (set.images[i * 784 + 30] - 1) % 10;
	tap_ok(torn == 0, "what is left keeps its labels");
	dataset_free(&set);
	same = source_add(&pairs, &set) == 0;
	dataset_hold_out(&set, 0.25, 7, &again);
	same = same && again.n == held.n && memcmp(again.images, held.images, (size_t)held.n * 784) == 0;
	tap_ok(same, "the same seed holds out the same images");
	wanted[3] = 1;
	dataset_keep(&held, wanted);
	for (i = 0; i < held.n; i++)
		torn += held.labels[i] != 3;
	tap_ok(torn == 0 && held.n > 0, "only wanted classes are kept");
	dataset_free(&set);
	dataset_free(&held);
	dataset_free(&again);
}

int
main(void)
{
	setprog("test_dataset");
	idx_files_begin();
	test_merge();
	test_split();
	idx_files_end();
	return tap_done();
}
