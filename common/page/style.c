#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "page/style.h"

enum { STYLES = STYLE_LINE + 1 };

const char *
style_name(enum style s)
{
	static const char *const names[STYLES] = {[STYLE_EMNIST] = "emnist", [STYLE_MNIST] = "mnist", [STYLE_LINE] = "line"};

	return names[s];
}

int
style_from(const char *word)
{
	int s = STYLES - 1;

	while (s >= 0 && strcmp(word, style_name((enum style)s)) != 0)
		s--;
	return s;
}

/* The value of the key style in tag and its length; NULL when it is not there. */
static const char *
find_style(const char *tag, size_t *len)
{
	static const char key[] = "style=";
	const char *at;

	for (at = tag; at && (at = strstr(at, key)) != NULL; at++)
		if (at == tag || at[-1] == ' ') {
			at += sizeof key - 1;
			*len = strcspn(at, " ");
			return at;
		}
	return NULL;
}

char *
style_in_tag(const char *tag)
{
	size_t len;
	const char *at = find_style(tag, &len);
	char *word;

	if (!at)
		return NULL;
	word = mem_zero(len + 1, 1);
	memcpy(word, at, len);
	return word;
}

char *
style_tagged(const char *tag, enum style s)
{
	struct buf b = BUF_EMPTY;
	size_t len;
	const char *at = find_style(tag, &len);
	const char *rest = at ? at + len + (at[len] == ' ') : "";

	if (tag)
		buf_add(&b, tag, at ? (size_t)(at - tag) - strlen("style=") : strlen(tag));
	buf_str(&b, rest);
	if (b.len && b.data[b.len - 1] != ' ')
		buf_char(&b, ' ');
	buf_printf(&b, "style=%s", style_name(s));
	return b.data;
}
