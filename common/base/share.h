/*
 * share.h - files that come with the programs.
 */
#ifndef HWR_SHARE_H
#define HWR_SHARE_H

/*
 * share_file - where name is: in the installed share folder, else in models/
 * beside the program's folder, new.  It need not exist there.
 */
char *share_file(const char *name);

#endif
