/*
 * ctc_rescore.h - how likely one given text is, by the same scores and weights as a search has them.
 */
#ifndef HWR_CTC_RESCORE_H
#define HWR_CTC_RESCORE_H

#include "read/ctc_search.h"

struct ctc_nats { double paths, language; };

/*
 * ctc_rescore - nats of a text of n classes: of its likeliest path, and what the language says of it with all bonuses for
 * characters, each word in capitals or not as is likelier; words of a user's list are not looked for.
 * -INFINITY where the steps do not suffice, or no text may be so.
 */
struct ctc_nats ctc_rescore(const struct ctc_scores *s, const struct language *l, const struct ctc_weights *w,
                            const uint16_t *label, int n);

#endif
