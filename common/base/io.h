/*
 * io.h - inputs named by operands and lists; outputs are out.h.
 */
#ifndef HWR_IO_H
#define HWR_IO_H

#include <stdio.h>
#include <sys/types.h>

#include "base/out.h"

/*
 * io_each - call fn for every operand, in order, opened for reading.
 *
 * No operand, or "-", is stdin, called "<stdin>"; with no operand and a
 * terminal on stdin the program says so and exits 2.  What cannot be opened
 * is reported and skipped, as is what the command writes.  fn returns 0, or 1 after saying what failed.
 * Returns 0 if all went well, else 1.
 */
int io_each(int argc, char *argv[], int first,
            int (*fn)(FILE *in, const char *name, void *ctx), void *ctx);

/*
 * in_open - the input *name for reading; "-" is stdin, and *name becomes "<stdin>".
 * Returns NULL after saying why: it cannot be opened, or the command writes it (base/claim.h).
 */
FILE *in_open(const char **name);

/* in_file - the same of a file; "-" is one that is called so.  fclose closes it. */
FILE *in_file(const char *path);

/* in_close - done with it; stdin stays open.  NULL is harmless. */
void in_close(FILE *in);

/*
 * in_line - the next line, or whatever sep ends, as getdelim(3) has it.
 * Returns its bytes, with sep; 0 at the end; -1 after saying, under name, what went wrong:
 * a read error, or no memory for so long a line.
 */
ssize_t in_line(char **line, size_t *room, int sep, FILE *in, const char *name);

/*
 * io_hold - open what is closed of the descriptors 0, 1 and 2, so that no file gets their
 * numbers and the messages meant for them: reading and writing there fails as before.
 * The first call of every program: opts_parse does it.
 */
void io_hold(void);

/* io_refuse_terminal - exit 2 when f is a terminal and what (an image, a model) would go there. */
void io_refuse_terminal(FILE *f, const char *what);

#endif
