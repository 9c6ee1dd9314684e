/*
 * segments.h - a line in segments, no one of which is of two letters as far as can be seen.
 *
 * Over-segmentation: a letter is one segment or some in a row, and which is
 * settled later, when they have been read (candidates.h).
 */
#ifndef HWR_SEGMENTS_H
#define HWR_SEGMENTS_H

#include "page/writer_stats.h"

/*
 * segments_find - the line's groups, characters as they were cut at first,
 * become segments: what stands beside one another is parted, what may be two
 * letters cut.  group.letter says which character each was taken from.
 */
void segments_find(struct parts *p, struct line *l, const struct writer_stats *stats);

#endif
