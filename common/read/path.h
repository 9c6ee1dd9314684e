/*
 * path.h - telling why a line was read so: its best way, character by character.
 */
#ifndef HWR_PATH_H
#define HWR_PATH_H

#include "read/search.h"

/*
 * path_say - say (at -v) at which scale s read its line, and of every character
 * of the best way where it is cut, what it is, and the nats that count for it:
 * networks, form (size and place), cuts and spaces, text (language model, words).
 */
void path_say(const struct search *s, const struct scale *at);

#endif
