#include <stddef.h>
#include <string.h>

#include "base/num.h"
#include "net/recipe.h"

static const struct {
	const char *name;
	size_t at;
	double most;
} fields[] = {
	{"rotate",  offsetof(struct augment, rotate),  180},
	{"shear",   offsetof(struct augment, shear),   2},
	{"scale",   offsetof(struct augment, scale),   0.9},
	{"shift",   offsetof(struct augment, shift),   14},
	{"elastic", offsetof(struct augment, elastic), 10},
	{"stroke",  offsetof(struct augment, stroke),  1},
};

/* One "name=number" of n bytes.  Returns 0, or -1. */
static int
set_field(const char *text, size_t n, struct augment *out)
{
	char word[40], *value;
	double v;

	if (n >= sizeof word)
		return -1;
	memcpy(word, text, n);
	word[n] = '\0';
	if (!(value = strchr(word, '=')))
		return -1;
	*value++ = '\0';
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (strcmp(fields[i].name, word) == 0) {
			if (num_real(value, 0, fields[i].most, &v))
				return -1;
			memcpy((char *)out + fields[i].at, &v, sizeof v);
			return 0;
		}
	return -1;
}

int
augment_from(const char *text, struct augment *out)
{
	static const struct augment none = {0, 0, 0, 0, 0, 0};
	struct augment a = AUGMENT_DEFAULTS;

	if (strcmp(text, "none") == 0) {
		*out = none;
		return 0;
	}
	if (strcmp(text, "default") != 0)
		for (const char *p = text; ; p++) {
			size_t n = strcspn(p, ",");

			if (set_field(p, n, &a))
				return -1;
			p += n;
			if (!*p)
				break;
		}
	*out = a;
	return 0;
}
