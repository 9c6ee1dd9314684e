/*
 * reader_lms.h - the language models that a reader expects texts by.
 */
#ifndef HWR_READER_LMS_H
#define HWR_READER_LMS_H

#include "read/reader.h"

/*
 * reader_lms - load what spec names: "none", or up to READER_LMS models apart by commas.
 *
 * Each is the path of a file, or the name of a model that comes with the programs: "french" for
 * french.lm, as share_open has it.  NULL is
 * $HWR_LM, or english where it is there.  Returns 0, or -1 after saying why not.
 */
int reader_lms(struct reader *r, const char *spec);

#endif
