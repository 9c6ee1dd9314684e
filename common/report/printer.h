/*
 * printer.h - what was read as text, or as a table of characters or words.
 */
#ifndef HWR_PRINTER_H
#define HWR_PRINTER_H

#include <stdio.h>

#include "read/nbest.h"
#include "read/result.h"

enum format { FORMAT_TEXT, FORMAT_TSV, FORMAT_JSONL, FORMAT_WORDS };
extern const char *const format_names[];	/* NULL at the end */

/*
 * A printer is fed characters in reading order, a line at a time or the whole
 * page, and writes words, spaces and line breaks from their tags.  Without
 * tags every character follows the one before, and the line ends at the end.
 * Text has '\f' between pages; the tables are told in hwr-predict(1).
 *
 * One more format is a value above, its name, and its row in printer.c.
 */
struct printer {
	FILE *out;
	enum format format;
	int top;		/* answers printed of each character or word, 1 .. RESULT_TOP */
	int page, line, word;	/* of the character before; 0 at the start */
	int started;		/* 1 after the first character of a page, in the format of text */
	int over;		/* 1 behind a page that is complete, the same */
	struct tags tags;	/* of the word that goes on, in the format of words; owned */
	struct nbest nbest;	/* the same */
	int told;		/* 1: they are known; 0: they grow with its characters */
};

void printer_start(struct printer *p, FILE *out, enum format format, int top);
void printer_put(struct printer *p, const struct result *r);
void printer_end(struct printer *p);	/* ends the last line or word */

/* printer_end_page - the page is complete: all of it is written, and what comes next is of another. */
void printer_end_page(struct printer *p);

#endif
