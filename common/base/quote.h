/*
 * quote.h - names as a shell takes them.
 */
#ifndef HWR_QUOTE_H
#define HWR_QUOTE_H

#include "base/buf.h"

/*
 * quote_shell - name to the end of b as one word of a POSIX shell's command
 * line that programs take for no option: x.jpg, ./-x.jpg, 'a b.jpg', 'it'\''s',
 * and with control characters "$(printf 'a\011b')", so that messages show it
 * as it is (base/visible.h).  Newlines at its very end are lost.
 */
void quote_shell(struct buf *b, const char *name);

#endif
