/*
 * io.h - inputs named by operands, outputs that appear whole or not at all.
 */
#ifndef HWR_IO_H
#define HWR_IO_H

#include <stdio.h>

/*
 * io_each - call fn for every operand, in order, opened for reading.
 *
 * No operand, or "-", is stdin, called "<stdin>"; with no operand and a
 * terminal on stdin the program says so and exits 2.  What cannot be opened
 * is reported and skipped.  fn returns 0, or 1 after saying what failed.
 * Returns 0 if all went well, else 1.
 */
int io_each(int argc, char *argv[], int first,
            int (*fn)(FILE *in, const char *name, void *ctx), void *ctx);

/*
 * A file being written.  out_open makes a temporary beside path; out_close
 * fsyncs and renames it, or unlinks it when keep is 0.  It is unlinked, too,
 * when a signal ends the program.  path NULL or "-" is stdout; a target that
 * exists and is no regular file (a FIFO, a device) is written straight.
 * At most 8 are open at a time; open and close them from one thread.
 */
struct out {
	FILE *f;
	char *path;		/* NULL for stdout */
	char *tmp;		/* NULL when written straight */
};

/* Returns 0, or -1 after saying why. */
int out_open(struct out *o, const char *path);

/* out_close - Returns 0, or 1 after saying why.  stdout is flushed, not closed. */
int out_close(struct out *o, int keep);

/* io_refuse_terminal - exit 2 when f is a terminal and what (an image, a model) would go there. */
void io_refuse_terminal(FILE *f, const char *what);

/*
 * io_names - the names in the list file path ("-" is stdin), each ended by sep
 * ('\n', before which a '\r' is no part of the name, or '\0'); empty ones are left out.  Returns 0 with *names (an array
 * that ends with NULL, freed by io_names_free) and *n, or -1 after saying why.
 */
int io_names(const char *path, int sep, char ***names, size_t *n);
void io_names_free(char **names);

#endif
