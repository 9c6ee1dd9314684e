/*
 * lattice.h - the candidates of a line, as they come in a stream.
 *
 * Nodes are the places between the pieces of a line, arcs the candidates: runs
 * of pieces (hwr-split --lattice), by tags.from, then tags.to.
 */
#ifndef HWR_LATTICE_H
#define HWR_LATTICE_H

#include "read/result.h"

/*
 * lattice_ok - 1 when r are the candidates of one line, or of its rest: their
 * pieces known and in order, and no more of them than candidates.
 */
int lattice_ok(const struct result *r, int n);

/*
 * lattice_part - of n candidates of a line that goes on, how many can be decoded
 * without the rest: as many as there are before a piece over which none reaches; n
 * when there is no such piece.
 */
int lattice_part(const struct result *r, int n);

#endif
