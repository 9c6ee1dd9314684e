/*
 * confusion.h - which class was read as which, and what follows from that.
 *
 * Truth and answers need not have the same classes: an answer is right when
 * its label shares a character with the truth, so that "Cc" is right for "C".
 */
#ifndef HWR_CONFUSION_H
#define HWR_CONFUSION_H

#include <stdint.h>
#include <stdio.h>

struct confusion {
	char **truth, **answer;	/* rows and cols UTF-8 labels, owned */
	int rows, cols;
	int *column;		/* column[k]: where answer k of confusion_new is; right answers come near the diagonal */
	int64_t *count;		/* (rows,cols) images of class row read as column, owned */
	uint8_t *right;		/* (rows,cols) 1 where the answer is right, owned */
};

/* confusion_new - nothing counted yet; the labels are copied. */
struct confusion confusion_new(char *const truth[], int rows, char *const answer[], int cols);
void confusion_free(struct confusion *c);	/* twice is harmless */

/* confusion_count - one more image of class truth read as answer, both as numbered in confusion_new. */
void confusion_count(struct confusion *c, int truth, int answer);

struct class_score {
	int64_t images;		/* of this class */
	int64_t right;		/* of them, read right */
	int64_t strays;		/* images of other classes, read wrongly as this one */
	double precision;	/* right / (right + strays), 0 when that is 0/0 */
	double recall;		/* right / images */
	double f1;		/* harmonic mean of the two */
};

struct class_score confusion_score(const struct confusion *c, int row);

struct mistake {
	int row, col;
	int64_t times;
};

/*
 * confusion_worst - the most frequent mistakes, first the most frequent, of
 * equal ones the first in the matrix; room for top.  Returns how many.
 */
int confusion_worst(const struct confusion *c, struct mistake *worst, int top);

/* confusion_tsv - a header of answer labels, then one row of counts for each class. */
void confusion_tsv(const struct confusion *c, FILE *out);

#endif
