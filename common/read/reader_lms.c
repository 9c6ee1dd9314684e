#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/share.h"
#include "read/reader_lms.h"

/* Add the model called name.  Returns 0, or -1 after saying why not. */
static int
add(struct reader *r, const char *name)
{
	if (r->n_lms == READER_LMS) {
		error_at("--lm", "more than %d language models", READER_LMS);
		return -1;
	}
	r->lm[r->n_lms] = lm_load(name);
	return r->lm[r->n_lms] ? r->n_lms++, 0 : -1;
}

/* All names in list, which is written to.  Returns 0, or -1 after saying why not. */
static int
add_all(struct reader *r, char *list)
{
	int bad = 0;

	for (char *name = list, *comma; name && !bad; name = comma) {
		comma = strchr(name, ',');
		if (comma)
			*comma++ = '\0';
		bad = add(r, name);
	}
	return bad;
}

int
reader_lms(struct reader *r, const char *spec)
{
	const char *env = getenv("HWR_LM");
	char *list;
	int bad = 0;

	if (!spec && env && *env)
		spec = env;
	if (spec && strcmp(spec, "none") != 0 && access(spec, F_OK) == 0) {
		bad = add(r, spec);	/* a file may have a comma in its name */
	} else if (spec && strcmp(spec, "none") != 0) {
		list = mem_text(spec);
		bad = add_all(r, list);
		free(list);
	} else if (!spec) {
		list = share_file("english.lm");
		bad = list && add(r, list);
		free(list);
	}
	for (int i = 0; i < r->n_lms; i++)
		r->expected[i] = r->lm[i];
	r->decoder.lms = r->expected;
	r->decoder.n_lms = r->n_lms;
	r->decoder.language.lm = r->n_lms > 0 ? r->lm[0] : NULL;
	return bad;
}
