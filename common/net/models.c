/* Several models: where they are, and which of them is asked. */
#include <stdlib.h>

#include "base/err.h"
#include "base/share.h"
#include "net/model.h"

int
models_find(struct models *set, const char *const paths[], int n)
{
	const char *env = getenv("HWR_MODEL");
	char *shared;
	int bad = 0;

	for (int i = 0; i < n && !bad; i++)
		bad = models_load(set, paths[i]);
	if (n > 0)
		return bad;
	if (env && *env)
		return models_load(set, env);
	shared = share_needed("letters" MODEL_ENDING);
	bad = shared ? models_load(set, shared) : -1;
	free(shared);
	return bad;
}

int
models_are(const struct models *set, int line, const char *name)
{
	for (int i = 0; i < set->n; i++)
		if (model_is_line(set->v[i]) != line) {
			error_at(name, "model %d reads %s", i + 1, line ? "glyphs, not whole lines" : "whole lines, not glyphs");
			return -1;
		}
	return 0;
}

int
models_serve(const struct models *set, int m, int alone)
{
	const enum task other = alone ? TASK_LINES : TASK_ALONE;

	if (model_is_line(set->v[m]))
		return 0;
	if (set->v[m]->task != other)
		return 1;
	for (int i = 0; i < set->n; i++)
		if (set->v[i]->task != other && !model_is_line(set->v[i]))
			return 0;
	return 1;
}
