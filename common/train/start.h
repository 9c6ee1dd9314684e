/*
 * start.h - the models that a training starts from: --init.
 */
#ifndef HWR_START_H
#define HWR_START_H

#include "net/model.h"
#include "train/learner.h"

/*
 * start_load - load the file that r->init names to from: models for lines (line 1), or for glyphs (0).
 *
 * Where r->member was not said it becomes 1, and that there are others is told; MEMBER_ALL of a
 * file of one model is 1, too.  Returns 0, or -1 after saying why.
 */
int start_load(struct models *from, struct recipe *r, int line);

/* start_member - the model of from that r->member names; NULL where r->init names none. */
const struct model *start_member(const struct models *from, const struct recipe *r);

/* start_reads - what m reads, for people: "glyphs", "glyphs of lines". */
const char *start_reads(const struct model *m);

/* start_note - what a model says of where it comes from: note or, where that is NULL, that of the model it starts from, if any. */
const char *start_note(const struct model *from, const char *note);

#endif
