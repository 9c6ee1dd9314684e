/*
 * out.h - outputs that appear whole or not at all.
 *
 * What is written goes to a file of its own in the target's folder: on Linux to
 * one without a name (O_TMPFILE), which vanishes with the program however that
 * ends; elsewhere to .hwr-PID-N, as for the moment in which it takes the
 * target's name.  Such a file is locked (flock) while its program lives, and
 * removed at exit and by signals; what a kill -9 leaves of them the next output
 * in the same folder clears away.
 */
#ifndef HWR_OUT_H
#define HWR_OUT_H

#include <stdio.h>

struct out {
	FILE *f;
	char *path;		/* as it was named; NULL for stdout */
	char *target;		/* path with its links followed; NULL when written straight */
	char *tmp;		/* the name it has until it is whole; NULL: none */
};

enum out_how {			/* an output ends */
	OUT_DROP,		/* is thrown away */
	OUT_WHOLE,		/* takes the place of what has its name */
	OUT_NEW,		/* takes its name, which must be free */
	OUT_PART,		/* known not to be whole: takes its name if that is free, else PATH.incomplete, and says so */
};

/*
 * out_open - path NULL or "-" is stdout, as is a path of the file that stdout is;
 * a target that exists and is no regular file (a FIFO, a device) is written
 * straight; of a link it is the file that the link names.  The permissions of a file that is
 * replaced stay.  At most 8 are open at a time; open and close them from one thread.
 * Returns 0, or -1 after saying why.
 */
int out_open(struct out *o, const char *path);

/*
 * out_close - bring it to the disk (fsync of the file and its folder) and to its place.
 * Returns 0, or 1 after saying why not; then what had its name is as it was.
 * stdout is not closed, and its errors are close_stdout's to tell.
 */
int out_close(struct out *o, enum out_how how);

/*
 * out_close_held - the same; after 0 *held is a descriptor that keeps the file locked, as
 * out_lock has it, or -1 where nothing can be locked.
 */
int out_close_held(struct out *o, enum out_how how, int *held);

/* out_finish - the end of an output of inputs: OUT_PART when some of them failed, else OUT_WHOLE.  1 when anything failed. */
int out_finish(struct out *o, int failed);

/*
 * out_lock - lock the file path for us alone until the descriptor is closed.
 * Returns the descriptor; -1 with errno: EWOULDBLOCK when a program that lives has locked it.
 */
int out_lock(const char *path);

#endif
