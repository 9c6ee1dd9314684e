/*
 * model_head.h - the lines of a model's record: what it is, before its weights.
 */
#ifndef HWR_MODEL_HEAD_H
#define HWR_MODEL_HEAD_H

#include "base/record.h"
#include "net/model.h"
#include "net/weights.h"

enum { WHY = 240 };		/* bytes for a reason */

/*
 * model_head - architecture, labels, style and what else the lines say, to m (all 0 at
 * first, freed by the caller), a and w.
 * Returns NULL, or what is wrong, which may be in why.
 */
const char *model_head(struct model *m, struct record *r, struct arch *a, enum precision *w, char why[WHY]);

#endif
