/*
 * share.h - files that come with the programs: models, of writing and of languages.
 *
 * They are looked for in share/hwr beside the folder of the running program, so that what
 * was installed may be moved as a whole; in the share folder that was named when it was
 * built; and in models/ beside the program's folder, where a build has them.
 */
#ifndef HWR_SHARE_H
#define HWR_SHARE_H

#include <stdio.h>

enum { SHARE_PLACES = 3 };

/* share_places - these folders, new, whether they are there or not, none twice.  Returns how many. */
int share_places(char *place[SHARE_PLACES]);

/* share_file - where name is, new: in the first of the places that has it; NULL when none does. */
char *share_file(const char *name);

/* share_needed - the same, but NULL after saying, as an error, which places were looked in, and what helps. */
char *share_needed(const char *name);

/*
 * share_open - open what a person called name for reading: the file of this name or, where name
 * has no slash and there is no such file, name or name with ending in one of the places.
 * Returns it, with *path, new, what messages call it; or NULL after saying why, and where it was looked for.
 */
FILE *share_open(const char *name, const char *ending, char **path);

#endif
