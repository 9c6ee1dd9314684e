/*
 * lattice_text.h - how likely one given text is by a line's lattice, whatever the language says of it.
 *
 * The likeliest path that spells the text (Viterbi), over what a search adds up on its way (search.h):
 * alternatives, cuts and spaces.  A character that networks did not think of is as unlikely
 * as LATTICE_TEXT_LEAST says, so that any text has a score that its glyphs suffice for.
 */
#ifndef HWR_LATTICE_TEXT_H
#define HWR_LATTICE_TEXT_H

#include "read/decode.h"

struct lattice_text {		/* what is kept of a lattice; it does not change, so threads may share it */
	struct text_edge *v;	/* n edges by from, then to; owned */
	int n, n_nodes;
};

/* lattice_text_open - of a lattice that lattice_ok takes, under the metrics of its first pass; l may change afterwards. */
void lattice_text_open(struct lattice_text *t, const struct decoder *d, const struct first_pass *first, const struct lattice *l);
void lattice_text_close(struct lattice_text *t);

/* lattice_text_score - nats of a text of n characters; -INFINITY where there are too few glyphs, or none. */
double lattice_text_score(const struct lattice_text *t, const uint32_t *code, int n);

#endif
