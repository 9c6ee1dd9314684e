/*
 * result.h - what was read, character by character.
 */
#ifndef HWR_RESULT_H
#define HWR_RESULT_H

#include <stdio.h>

#include "base/buf.h"
#include "page/tags.h"
#include "net/labels.h"

enum { RESULT_TOP = 10 };	/* answers kept of a character or word, at most */

struct nbest;

struct answer {
	char text[LABEL_SIZE];	/* UTF-8, its case decided */
	float conf;			/* 0..1 */
};

struct result {			/* one character */
	struct tags tags;	/* where it stands; fields may be unknown */
	int parts;		/* 2 when blank rows part it, as an i from its dot; 1 when none do; 0: not looked at */
	struct answer best[RESULT_TOP];	/* best[0] is the answer */
	int n;			/* answers there are: 1 .. RESULT_TOP; 0: it is empty */
	struct nbest *word;	/* what else the word that begins here may be, owned (nbest.h); NULL: not known */
};

/* result_free - what it owns. */
void result_free(struct result *r);

/* result_is_empty - 1 when this is no character, but stands for a line that cannot be what it must be. */
int result_is_empty(const struct result *r);

/* result_number - the page, line, word or character number (a TAG_ bit), 0 where it is not known. */
int result_number(const struct tags *t, unsigned bit);

enum gap { GAP_NONE, GAP_WORD, GAP_LINE, GAP_PAGE };

/*
 * result_gap - what stands before the character with tags t.
 * page, line and word are those of the character before, and become those of t.
 */
enum gap result_gap(const struct tags *t, int *page, int *line, int *word);

/* result_same_line, result_same_page - 1 when glyphs with these tags are of one; of a page only if it is known. */
int result_same_line(const struct tags *a, const struct tags *b);
int result_same_page(const struct tags *a, const struct tags *b);

/* result_text - results as text in b: words apart by a blank, lines by '\n', pages by '\f', none at the end. */
void result_text(const struct result *r, int n, struct buf *b);

/*
 * result_row - the text that was read of the input called name, as one row: the name, tab, the
 * text, both escaped, so that no two inputs have one row.
 */
void result_row(FILE *out, const char *name, const char *text);

/* result_escape - text with tabs, line ends, form feeds and backslashes as \t, \n, \r, \f and \\. */
void result_escape(FILE *out, const char *text);

#endif
