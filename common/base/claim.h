/*
 * claim.h - the files that one command will write: no two are the same, none of
 * them is read, none takes the place of something of another kind.
 *
 * opts_parse claims the outputs that options name (struct opt, writes).  Files are
 * told apart by device and inode, those that are not there yet by folder and
 * name; links are followed.  What is no regular file (a device, a FIFO) is
 * nobody's.
 */
#ifndef HWR_CLAIM_H
#define HWR_CLAIM_H

#include <stdio.h>

enum file_kind {		/* what an output is, and what alone it may replace, besides an empty file */
	FILE_NONE,		/* no output */
	FILE_TEXT,		/* text that is no model and no netpbm picture */
	FILE_STREAM,		/* netpbm pictures, text */
	FILE_PNG,		/* PNG pictures, text */
	FILE_MODEL,		/* models, text */
	FILE_LM,		/* language models, text */
	FILE_LOG,		/* logs of training */
	FILE_CHECKPOINT,	/* checkpoints; no device either, for it is removed in the end */
	FILE_KINDS
};

enum { CLAIM_WHY = 512 };	/* bytes of a reason */

/*
 * claim_output - the command writes path, which option names.
 * Returns 0, or -1 with the reason why it may not; where that is the kind of what is there,
 * it is claimed all the same.
 */
int claim_output(const char *option, const char *path, enum file_kind kind, char why[CLAIM_WHY]);

/* claim_of - the option that claims the file path, or which fd has open (path NULL); NULL: none. */
const char *claim_of(const char *path, int fd);

/* claim_release - forget all claims: for tests. */
void claim_release(void);

#endif
