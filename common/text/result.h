/*
 * result.h - what was read, one row a character, and its printers.
 */
#ifndef HWR_RESULT_H
#define HWR_RESULT_H

#include <stdio.h>

#include "base/buf.h"
#include "page/tags.h"

enum { RESULT_TOP = 10, RESULT_LABEL = 16 };

struct answer {
	char text[RESULT_LABEL];	/* UTF-8, case settled */
	float conf;			/* 0..1 */
};

struct result {			/* one character */
	struct tags tags;	/* where it stands; fields may be unknown */
	int parts;		/* 2 when blank rows part it, as an i from its dot; 1 when none do; 0: not looked at */
	struct answer best[RESULT_TOP];	/* best[0] is the answer */
	int n;			/* answers there are: 1 .. RESULT_TOP */
};

enum format { FORMAT_TEXT, FORMAT_TSV, FORMAT_JSONL };

/*
 * A printer is fed characters in reading order, a line at a time or the whole
 * page, and writes words, spaces and line breaks from their tags.  Without
 * tags every character follows the one before, and the line ends at the end.
 * Text has '\f' between pages; TSV and JSON lines are told in hwr-predict(1).
 */
struct printer {
	FILE *out;
	enum format format;
	int top;		/* answers printed of each character, 1 .. RESULT_TOP */
	int page, line, word;	/* of the character before; 0 at the start */
	int started;		/* 1 after the first character */
};

void printer_start(struct printer *p, FILE *out, enum format format, int top);
void printer_put(struct printer *p, const struct result *r);
void printer_end(struct printer *p);	/* ends the last line */

/* text_of - results as text in b: words apart by a blank, lines by '\n', pages by '\f', none at the end. */
void text_of(const struct result *r, int n, struct buf *b);

/*
 * result_row - what was read of the input called name, as one row: the name as
 * it was given (escaped if it has a tab or a line end), tab, the text, escaped.
 */
void result_row(FILE *out, const char *name, const struct result *r, int n);

/* result_escape - text with tabs, line ends, form feeds and backslashes as \t, \n, \r, \f and \\. */
void result_escape(FILE *out, const char *text);

#endif
