/*
 * out_place.h - where the file of an output is until it is whole; out.h is for programs.
 */
#ifndef HWR_OUT_PLACE_H
#define HWR_OUT_PLACE_H

#include <sys/types.h>

/* place_of - path with the links followed that it is, new; it need not exist.  NULL with errno when they go in a circle. */
char *place_of(const char *path);

/* place_folder - the folder of path, new. */
char *place_folder(const char *path);

/*
 * place_open - a new file to write in the folder of target, locked: without a name, *tmp NULL, where
 * the system has that, else with the name *tmp, new.  The first one in a folder clears those of
 * dead programs away.  Returns a descriptor, or -1 with errno.
 */
int place_open(const char *target, mode_t mode, char **tmp);

/* place_name - a name, new, for the nameless file fd in the folder of target.  Returns 0, or an errno. */
int place_name(const char *target, int fd, char **tmp);

/* place_link - give what is called tmp the name target, too or instead, if that is free.  Returns 0, or an errno. */
int place_link(const char *tmp, const char *target);

/* place_sync - bring the folder of target to the disk.  Returns 0, or an errno. */
int place_sync(const char *target);

/* place_forget - free the name tmp (NULL: nothing), which no file needs any more; and remove what has it. */
void place_forget(char *tmp, int remove);

#endif
