/* Opening and closing a reader; see reader.h. */
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/share.h"
#include "net/prior.h"
#include "read/cascade.h"
#include "read/reader.h"
#include "read/reader_lms.h"
#include "read/tunables.h"

/* The style that all models share.  Returns 0, or -1 after saying why. */
static int
common_style(const struct models *set, enum style *style)
{
	const char *first = set->n > 0 ? set->v[0]->style : style_name(STYLE_EMNIST);
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
	if (reader_lms(r, o->lm))
		return -1;
	r->decoder.language.words = r->words = o->words ? lexicon_load(o->words) : NULL;
	return o->words && !r->words ? -1 : 0;
}

/* Part the models of lines from those of glyphs.  Returns 0, or -1 after saying that there are too many. */
static int
part_models(struct reader *r)
{
	int glyphs = 0;

	for (int m = 0; m < r->set.n; m++) {
		struct model *it = r->set.v[m];

		if (!model_is_line(it)) {
			r->set.v[glyphs++] = it;
			continue;
		}
		r->line_set.v = mem_resize(r->line_set.v, (size_t)r->line_set.n + 1, sizeof *r->line_set.v);
		r->line_set.v[r->line_set.n++] = it;
	}
	r->set.n = glyphs;
	if (r->line_set.n > 1)
		error_at("models", "%d of them read whole lines, and lines are read by one", r->line_set.n);
	return r->line_set.n > 1 ? -1 : 0;
}

/* The models that o names, or the usual ones.  Returns 0, or -1 after saying why. */
static int
find_models(struct reader *r, const struct reader_options *o)
{
	const char *env = getenv("HWR_MODEL");
	char *lines;
	int bad = models_find(&r->set, o->paths, o->n_paths);

	if (!bad && o->n_paths == 0 && !(env && *env) && !o->no_lines) {
		lines = share_file("lines" MODEL_ENDING);
		bad = lines && models_load(&r->set, lines);
		free(lines);
	}
	bad = bad || part_models(r);
	bad = bad || common_style(&r->set, &r->style);
	return bad || (o->prior && r->set.n > 0 && models_prior(&r->set, o->prior)) ? -1 : 0;
}

/* The reader of whole lines, if there is a network for them.  Returns 0, or -1 when it can answer nothing of what is wanted. */
static int
open_lines(struct reader *r, const char *wanted)
{
	if (r->line_set.n == 0)
		return -1;
	r->lines = mem_alloc(1, sizeof *r->lines);
	if (line_reader_open(r->lines, r->line_set.v[0], &r->decoder, wanted) == 0)
		return 0;
	free(r->lines);
	r->lines = NULL;
	return -1;
}

/* What may be answered, by glyphs and by lines.  Returns 0, or -1 after saying that a model has answers that are none. */
static int
open_classes(struct reader *r, const struct reader_options *o)
{
	int known, lines;

	find_priors(r, o->prior != NULL);
	r->classes = classes_union(&r->set);
	if (o->merge)
		classes_merge(&r->classes, LETTERS_ALIKE);
	r->first = cascade_first(&r->set, &r->classes);
	known = !o->classes || classes_restrict(&r->classes, o->classes) == 0;
	lines = open_lines(r, o->classes) == 0;
	if (o->classes && !known && !lines)
		bad_usage("--classes: '%s' names no character that the models know", o->classes);
	if (!o->classes && !lines && r->line_set.n > 0) {
		error_at("models", "a label of the network for lines is no character");
		return -1;
	}
	return 0;
}

int
reader_open(struct reader *r, const struct reader_options *o)
{
	memset(r, 0, sizeof *r);
	r->vote = o->vote;
	if (find_models(r, o) || find_context(r, o) || open_classes(r, o)) {
		reader_close(r);
		return -1;
	}
	info_at(1, "models", "%d networks, %d classes, style %s", r->set.n, r->classes.n, style_name(r->style));
	if (r->lines)
		info_at(1, "models", "a network for lines, %d characters", r->lines->model->n_classes - 1);
	return 0;
}

void
reader_close(struct reader *r)
{
	for (int alone = 0; alone < 2; alone++) {
		for (int m = 0; m < r->set.n && r->prior[alone]; m++)
			free(r->prior[alone][m]);
		free(r->prior[alone]);
	}
	classes_free(&r->classes);
	if (r->lines)
		line_reader_close(r->lines);
	free(r->lines);
	models_free(&r->set);
	models_free(&r->line_set);
	while (r->n_lms > 0)
		lm_free(r->lm[--r->n_lms]);
	lexicon_free(r->words);
	pattern_free(r->pattern);
}

int
reader_glyphs(const struct reader *r)
{
	return r->set.n > 0;
}

int
reader_lines(const struct reader *r)
{
	return r->lines != NULL;
}

int
reader_chooses(const struct reader *r)
{
	return r->classes.reject >= 0;
}
