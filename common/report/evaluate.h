/*
 * evaluate.h - how often an ensemble is right about labelled images.
 */
#ifndef HWR_EVALUATE_H
#define HWR_EVALUATE_H

#include <stdint.h>

#include "train/dataset.h"
#include "net/model.h"
#include "report/confusion.h"
#include "read/vote.h"

enum { EVALUATION_TOP = 5 };	/* answers that are looked at */
enum { EVALUATION_BINS = 15 };	/* steps of confidence, as many as the paper below has */

/* Answers whose confidence lies between i / EVALUATION_BINS and (i + 1) / EVALUATION_BINS. */
struct evaluation_bin { int64_t n, right, confidence; };	/* confidence: their sum, in millionths */

/* Images that another way to answer gets right, and of those where the two differ, who is right. */
struct evaluation_other { int64_t right, only_it, only_vote; };

struct evaluation {
	int64_t n;		/* images asked about */
	int64_t top[EVALUATION_TOP];	/* top[k]: the truth is among the first k + 1 answers of the vote */
	int64_t no_case;	/* right without regard to case */
	int64_t folded;		/* right without regard to shapes that are alike, either */
	int64_t right;		/* by the vote */
	struct evaluation_other vote[VOTES];	/* each kind of vote */
	struct evaluation_other *member;	/* members: each alone, 0 of those not asked, owned */
	int members;
	struct evaluation_bin bin[EVALUATION_BINS];
	struct confusion confusion;	/* of the vote */
};

/*
 * evaluation_ece - how far confidence is from accuracy, 0..1: the expected
 * calibration error of C. Guo, G. Pleiss, Y. Sun and K. Weinberger, "On
 * Calibration of Modern Neural Networks" (arXiv 1706.04599), the confidence
 * being the mean probability of the answer.
 */
double evaluation_ece(const struct evaluation *e);

/*
 * evaluate_images - ask those of set that read glyphs that stand alone about every image of data.
 *
 * c    the union of set's classes, with what may be answered; merged as data's classes are
 * how  whose answers are counted in right, top, no_case, folded, bin and confusion
 * The same figures for any number of threads.  e is new, freed with evaluation_free.
 */
void evaluate_images(struct evaluation *e, const struct models *set, const struct classes *c,
                     const struct dataset *data, enum vote how);

/*
 * evaluate_only - keep the images of data whose class has a character of spec
 * (as classes_restrict has it).  Returns 0, or -1 when none is left or spec is
 * malformed (nothing said).
 */
int evaluate_only(struct dataset *data, const char *spec);

void evaluation_free(struct evaluation *e);	/* twice is harmless */

#endif
