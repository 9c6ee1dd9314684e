/*
 * inputs.h - the pictures a command line means: files, folders, lists.
 */
#ifndef HWR_INPUTS_H
#define HWR_INPUTS_H

#include <stddef.h>

#include "base/names.h"

struct inputs {
	char **name;		/* n names as a person would give them, owned; "-" is stdin */
	size_t n, room;
	int rows;		/* 1: a folder or a list was named, so there may be any number */
};

#define INPUTS_EMPTY {NULL, 0, 0, 0}

/*
 * inputs_add - one operand.  A folder gives the files in it whose names end in
 * .png, .pgm, .pbm, .ppm, .pnm or .pam in whatever case, with recursive those
 * of its folders, too (links to folders are not followed), in the order of the
 * bytes of their names.  Any other operand is taken as it is.
 * What of a folder is left out is counted and said: pictures of other formats and, without
 * recursive, folders as a warning, other files from -v on; names that begin with a dot are not.
 * Returns 0, or 1 after saying what could not be read, or that a folder has no such files.
 */
int inputs_add(struct inputs *in, const char *operand, int recursive);

/*
 * inputs_add_names - names of a list, each as inputs_add has it, until there are most inputs or more.
 *
 * Where the next name has not come yet, and there are inputs, they are not kept waiting
 * for it.  *failed becomes 1 after a message.  Returns 0 behind the last name, else 1.
 */
int inputs_add_names(struct inputs *in, struct names *list, size_t most, int recursive, int *failed);

void inputs_clear(struct inputs *in);	/* no names any more; rows stays */
void inputs_free(struct inputs *in);

#endif
