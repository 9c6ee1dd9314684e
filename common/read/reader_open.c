/* Opening and closing a reader; see reader.h. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/share.h"
#include "net/prior.h"
#include "read/cascade.h"
#include "read/reader.h"
#include "read/tunables.h"

/* The style that all models share.  Returns 0, or -1 after saying why. */
static int
common_style(const struct models *set, enum style *style)
{
	const char *first = set->n > 0 ? set->v[0]->style : "";
	int s = style_from(first), i;

	for (i = 1; i < set->n; i++)
		if (strcmp(set->v[i]->style, first) != 0) {
			error_at("models", "they want different glyphs: model 1 is for style %s, model %d for %s",
			        first, i + 1, set->v[i]->style);
			return -1;
		}
	if (s < 0) {
		error_at("models", "style '%s' is not known to this version", first);
		return -1;
	}
	if (s == STYLE_LINE) {
		error_at("models", "they read whole lines, not glyphs");
		return -1;
	}
	*style = (enum style)s;
	return 0;
}

/* How often classes occur where a glyph stands alone, and in lines; as it is where a prior was wanted. */
static void
find_priors(struct reader *r, int wanted)
{
	for (int alone = 0; alone < 2; alone++)
		r->prior[alone] = mem_zero((size_t)r->set.n + 1, sizeof **r->prior);
	for (int m = 0; m < r->set.n && !wanted; m++) {
		r->prior[0][m] = prior_tempered(r->set.v[m], READER_PRIOR_POWER);
		r->prior[1][m] = prior_alone(r->set.v[m]);
	}
}

/* The language model that is wanted, or the usual one when it is there.  Returns 0, or -1 after saying why not. */
static int
find_lm(struct reader *r, const char *wanted)
{
	const char *env = getenv("HWR_LM");
	char *shared = NULL;
	int bad;

	if (!wanted && env && *env)
		wanted = env;
	if (!wanted) {
		shared = share_file("english.lm");
		wanted = access(shared, R_OK) == 0 ? shared : "none";
	}
	if (strcmp(wanted, "none") != 0)
		r->decoder.language.lm = r->lm = lm_load(wanted);
	bad = strcmp(wanted, "none") != 0 && !r->lm;
	free(shared);
	return bad ? -1 : 0;
}

/* What texts are expected and may be.  Returns 0, or -1 after saying why not. */
static int
find_context(struct reader *r, const struct reader_options *o)
{
	const char *why;

	r->decoder = (struct decoder)DECODER_DEFAULTS;
	r->decoder.language.weight = o->lm_weight >= 0 ? o->lm_weight : r->decoder.language.weight;
	r->decoder.nbest = o->readings;
	if (o->pattern && !(r->decoder.language.pattern = r->pattern = pattern_new(o->pattern, &why)))
		bad_usage("--pattern: '%s': %s", o->pattern, why);
	if (find_lm(r, o->lm))
		return -1;
	r->decoder.language.words = r->words = o->words ? lexicon_load(o->words) : NULL;
	return o->words && !r->words ? -1 : 0;
}

int
reader_open(struct reader *r, const struct reader_options *o)
{
	memset(r, 0, sizeof *r);
	r->vote = o->vote;
	if (models_find(&r->set, o->paths, o->n_paths))
		return -1;
	if (common_style(&r->set, &r->style) || (o->prior && models_prior(&r->set, o->prior))) {
		models_free(&r->set);
		return -1;
	}
	find_priors(r, o->prior != NULL);
	r->classes = classes_union(&r->set);
	if (o->merge)
		classes_merge(&r->classes, LETTERS_ALIKE);
	r->first = cascade_first(&r->set, &r->classes);
	if (o->classes && classes_restrict(&r->classes, o->classes))
		bad_usage("--classes: '%s' names no character that the models know", o->classes);
	if (find_context(r, o)) {
		reader_close(r);
		return -1;
	}
	info_at(1, "models", "%d networks, %d classes, style %s", r->set.n, r->classes.n, style_name(r->style));
	return 0;
}

void
reader_close(struct reader *r)
{
	for (int alone = 0; alone < 2; alone++) {
		for (int m = 0; m < r->set.n; m++)
			free(r->prior[alone][m]);
		free(r->prior[alone]);
	}
	classes_free(&r->classes);
	models_free(&r->set);
	lm_free(r->lm);
	lexicon_free(r->words);
	pattern_free(r->pattern);
}

int
reader_chooses(const struct reader *r)
{
	return r->classes.reject >= 0;
}
