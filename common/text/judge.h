/*
 * judge.h - how often an ensemble is right about labelled images.
 */
#ifndef HWR_JUDGE_H
#define HWR_JUDGE_H

#include <stdint.h>

#include "net/dataset.h"
#include "net/model.h"
#include "text/confusion.h"
#include "text/vote.h"

enum { JUDGE_TOP = 5, JUDGE_BINS = 15 };

/* Answers whose confidence lies between i / JUDGE_BINS and (i + 1) / JUDGE_BINS. */
struct judge_bin { int64_t n, right, confidence; };	/* confidence: their sum, in millionths */

/* Images that another way to answer gets right, and of those where the two differ, who is right. */
struct judge_other { int64_t right, only_it, only_vote; };

struct judge {
	int64_t n;		/* images judged */
	int64_t top[JUDGE_TOP];	/* top[k]: the truth is among the first k + 1 answers of the vote */
	int64_t no_case;	/* right without regard to case */
	int64_t folded;		/* right without regard to shapes that are alike, either */
	int64_t right;		/* by the vote */
	struct judge_other vote[VOTES];	/* each kind of vote */
	struct judge_other *member;	/* members: each alone, 0 of those not asked, owned */
	int members;
	struct judge_bin bin[JUDGE_BINS];
	struct confusion confusion;	/* of the vote */
};

/*
 * judge_ece - how far confidence is from accuracy, 0..1: the expected
 * calibration error of Guo, Pleiss, Sun, Weinberger (arXiv 1706.04599), the
 * confidence being the mean probability of the answer.
 */
double judge_ece(const struct judge *j);

/*
 * judge_run - ask those of set that read glyphs that stand alone about every image of data.
 *
 * c    the union of set's classes, with what may be answered; merged as data's classes are
 * how  whose answers are counted in right, top, no_case, folded, bin and confusion
 * The same figures for any number of threads.  j is new, freed with judge_free.
 */
void judge_run(struct judge *j, const struct models *set, const struct classes *c,
               const struct dataset *data, enum vote how);

/*
 * judge_only - keep the images of data whose class has a character of spec
 * (as classes_restrict has it).  Returns 0, or -1 when none is left or spec is
 * malformed (nothing said).
 */
int judge_only(struct dataset *data, const char *spec);

void judge_free(struct judge *j);	/* twice is harmless */

#endif
