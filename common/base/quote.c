#include <string.h>

#include "base/quote.h"
#include "base/visible.h"

static int
all_visible(const char *s)
{
	const char *next;

	for (; *s; s = next)
		if (!visible_char(s, &next))
			return 0;
	return 1;
}

/* The name as the format of printf(1), which has an escape for any byte. */
static void
quote_printf(struct buf *b, const char *name)
{
	const char *next;

	buf_str(b, "\"$(printf '");
	for (; *name; name = next) {
		if (visible_char(name, &next) && !strchr("'\\", *name)) {
			buf_add(b, name, (size_t)(next - name));
			if (*name == '%')
				buf_char(b, '%');
			continue;
		}
		for (; name < next; name++)
			buf_printf(b, "\\%03o", (unsigned)(unsigned char)*name);
	}
	buf_str(b, "')\"");
}

void
quote_shell(struct buf *b, const char *name)
{
	static const char safe[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-+=./,:@%";
	struct buf word = BUF_EMPTY;
	const char *p;

	if (*name == '-')
		buf_str(&word, "./");
	buf_str(&word, name);
	p = buf_text(&word);
	if (!all_visible(p)) {
		quote_printf(b, p);
	} else if (*p && p[strspn(p, safe)] == '\0') {
		buf_str(b, p);
	} else {
		buf_char(b, '\'');
		for (; *p; p++)
			if (*p == '\'')
				buf_str(b, "'\\''");
			else
				buf_char(b, *p);
		buf_char(b, '\'');
	}
	buf_free(&word);
}
