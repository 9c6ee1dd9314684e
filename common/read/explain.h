/*
 * explain.h - telling why a line was read so: its best path, character by character.
 */
#ifndef HWR_EXPLAIN_H
#define HWR_EXPLAIN_H

#include "read/line_reader.h"
#include "read/search.h"

/*
 * explain_line - say (at -v) under which metrics s read its line, and of every character
 * of the best path where it is cut, what it is, and the nats that count for it:
 * networks, form (size and place), cuts and spaces, text (language model, words).
 */
void explain_line(const struct search *s, const struct line_metrics *m);

/* explain_whole - say (at -v) what by read of a whole line, and whether that is taken. */
void explain_whole(const struct line_reader *by, const struct line_reading *l, int taken);

#endif
