#include <stdio.h>
#include <string.h>

#include "base/num.h"
#include "net/bundle.h"
#include "net/model_file.h"

/* "2 of 4".  Returns 0, or -1. */
static int
read_line(const char *text, int *member, int *of)
{
	const char *between = strstr(text, " of ");
	char number[8];
	int64_t m, n;

	if (!between || (size_t)(between - text) >= sizeof number)
		return -1;
	memcpy(number, text, (size_t)(between - text));
	number[between - text] = '\0';
	if (num_int(between + 4, 1, MODELS_MAX, &n) || num_int(number, 1, n, &m))
		return -1;
	*member = (int)m;
	*of = (int)n;
	return 0;
}

int
bundle_end(const struct bundle *b, char *why, size_t room)
{
	if (b->of == 0)
		return 0;
	snprintf(why, room, "member %d of %d is missing", b->had + 1, b->of);
	return -1;
}

int
bundle_next(struct bundle *b, const char *text, char *why, size_t room)
{
	int member = 0, of = 0;

	if (text && read_line(text, &member, &of)) {
		snprintf(why, room, "the member line is malformed");
		return -1;
	}
	if (b->of > 0 && (of != b->of || member != b->had + 1))
		return bundle_end(b, why, room);
	if (b->of == 0 && member > 1) {
		snprintf(why, room, "member 1 of %d is missing", of);
		return -1;
	}
	*b = (struct bundle){member, member < of ? of : 0};
	return 0;
}
