/*
 * table.h - texts by name: rows of NAME TAB TEXT, as hwr-recognize writes them.
 *
 * In TEXT "\n" is a line break, "\t" a tab and "\\" a backslash; a backslash
 * before anything else stands for itself.  What follows a second tab is not
 * read, and empty rows are skipped.  A name that comes twice has its last text.
 *
 * A file without any tab is one plain text, taken as it is: a row, whose name is
 * that of the file.
 */
#ifndef HWR_TABLE_H
#define HWR_TABLE_H

#include <stddef.h>
#include <stdio.h>

enum { TABLE_MAX_ROW = 1 << 16 };	/* bytes, of a plain text, too; bounds the time that comparing two texts takes */

struct table_row {
	char *name;		/* owned */
	char *text;		/* decoded, owned */
};

struct table {
	struct table_row *v;		/* in the order of the file, owned */
	size_t n;
	struct table_row **by_name;	/* the same, sorted, owned */
	int plain;			/* 1: the only row is a plain text */
};

/*
 * table_read - all rows of the file path, "-" for stdin.  0, or -1 after saying why:
 * such as a line without a tab in a file that has others with one.
 */
int table_read(struct table *t, const char *path);

/* table_find - the text of name, or NULL. */
const char *table_find(const struct table *t, const char *name);

void table_free(struct table *t);	/* twice is harmless */

/* table_quote - text on one line of out, written as above. */
void table_quote(FILE *out, const char *text);

#endif
