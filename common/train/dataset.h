/*
 * dataset.h - labelled images to train and to judge networks with.
 *
 * Where they come from is source.h.
 */
#ifndef HWR_DATASET_H
#define HWR_DATASET_H

#include <stdint.h>

#include "image/glyph.h"

enum {
	DATASET_MAX_PATHS = 1024,
	DATASET_MAX_IMAGES = 10000000,
};

struct dataset {
	uint8_t *images;	/* (n,28,28) ink high on 0, upright, owned */
	uint16_t *labels;	/* n, index into classes, owned */
	uint16_t *also;		/* n, a class that is as right: a letter of unknown case; else that of labels, owned */
	float *weights;		/* n, how often an image is drawn in an epoch; 0: never, see dataset_hold_out; owned */
	uint32_t *groups;	/* n, images with one number stay together in a split, owned */
	uint16_t *origins;	/* n, index into paths, owned */
	int64_t n, room;	/* images there are, and there is memory for */
	char **classes;		/* n_classes labels (net/labels.h), owned */
	int n_classes;		/* at most CLASSES_MAX */
	uint32_t n_groups;
	char **paths;		/* n_paths, where images came from, each path once, owned */
	int n_paths;
	int failed;		/* pictures of folders that could not be read and were left out */
};

#define DATASET_EMPTY {0}

/*
 * dataset_class - the class of set for label: the one that shares a character
 * with it, or a new one at the end where there is none.
 * name is what messages call the source.  -1 after saying why: too many
 * classes, or label is two classes of set.
 */
int dataset_class(struct dataset *set, const char *label, const char *name);

/* What an image is: class label, or class also (the same class when there is no doubt); -1: it is left out. */
struct truth { int label, also; };

/* dataset_put - append one image, copied, of weight 1.  0, or -1 after saying that it is one too many. */
int dataset_put(struct dataset *set, const uint8_t image[GLYPH_SIZE], const struct truth *truth, uint32_t group);

/* dataset_origin - the index of path in set's paths, added where it is new; -1 after saying that it is one too many. */
int dataset_origin(struct dataset *set, const char *path);

/*
 * dataset_hold_out - move about fraction (0..1) of set's groups to held, and
 * all images of weight 0.
 *
 * Which ones depends on seed and the group's number alone.  The order of
 * images is kept in both, and held gets all of set's classes, not its paths;
 * its origins are set's.
 * held is DATASET_EMPTY, and freed by the caller.
 */
void dataset_hold_out(struct dataset *set, double fraction, uint64_t seed, struct dataset *held);

/*
 * dataset_balance - change weights so that a class of weight w together has
 * w^(1 - power) of it: power 0 nothing, 1 all classes alike.  The sum stays.
 */
void dataset_balance(struct dataset *set, double power);

/* dataset_weight - the sum of all weights: images of an epoch. */
double dataset_weight(const struct dataset *set);

/* dataset_find - the class whose label is exactly this, or -1. */
int dataset_find(const struct dataset *set, const char *label);

/*
 * dataset_reorder - n labels become the first classes, in this order, the others follow in theirs.
 * Returns 0, or -1 when one of them is no class of set (nothing said, nothing changed).
 */
int dataset_reorder(struct dataset *set, char *const *labels, int n);

/* dataset_keep - leave out the images of classes whose wanted[class] is 0; the classes stay. */
void dataset_keep(struct dataset *set, const uint8_t *wanted);

void dataset_free(struct dataset *set);		/* twice is harmless */

#endif
