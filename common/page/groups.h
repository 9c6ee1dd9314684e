/*
 * groups.h - the parts that are one character each.
 */
#ifndef HWR_GROUPS_H
#define HWR_GROUPS_H

#include "page/parts.h"

/* groups_find - fill the line's groups, in reading order; its metrics are rough as yet. */
void groups_find(struct parts *p, struct line *l);

/* groups_sort - reading order: by the middle of the core. */
void groups_sort(struct line *l);

/* group_measure - box, spans and stem of a group, from its parts and the line's metrics. */
void group_measure(const struct parts *p, const struct metrics *m, struct group *g);

/* group_core - columns u of the ink of a part between base line and x-height; l > r when it has none there. */
struct span group_core(const struct parts *p, const struct metrics *m, int part);

/* group_level - bring span s, of what has box b, to rows in which the line's base line is one number. */
void group_level(const struct metrics *m, const struct box *b, struct span *s);

#endif
