#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/share.h"
#include "lang/lm.h"
#include "net/model.h"
#include "read/model_list.h"

#define LM_ENDING ".lm"

static int
ends_with(const char *name, const char *ending)
{
	const size_t n = strlen(name), m = strlen(ending);

	return n > m && strcmp(name + n - m, ending) == 0;
}

static int
is_model(const struct dirent *d)
{
	return ends_with(d->d_name, MODEL_ENDING) || ends_with(d->d_name, LM_ENDING);
}

/* By byte, whatever the locale. */
static int
by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

/* What the networks of set read. */
static void
put_networks(struct buf *out, const struct models *set)
{
	int task[TASKS] = {0}, lines = 0, classes = 0;

	for (int i = 0; i < set->n; i++) {
		const struct model *m = set->v[i];

		classes = m->n_classes > classes ? m->n_classes : classes;
		lines += model_is_line(m);
		task[m->task] += !model_is_line(m);
	}
	if (lines > 0)
		buf_printf(out, "whole lines, %d characters", classes - 1);	/* the blank is none */
	if (lines < set->n)
		buf_printf(out, "%sglyphs, %d classes", lines > 0 ? "; " : "", classes);
	if (set->n > 1)
		buf_printf(out, ", %d networks", set->n);
	if (task[TASK_LINES] + task[TASK_ALONE] > 0)
		buf_printf(out, ": %d of lines, %d of what stands alone", task[TASK_LINES] + task[TASK_ALL], task[TASK_ALONE] + task[TASK_ALL]);
}

/* What the model at path reads, to out.  Returns 0, or 1 after saying what is wrong with it. */
static int
put_reads(struct buf *out, const char *path)
{
	struct models set = {NULL, 0};
	struct lm *lm;

	if (ends_with(path, LM_ENDING)) {
		if (!(lm = lm_load(path)))
			return 1;
		buf_str(out, "texts, a language model");
		lm_free(lm);
		return 0;
	}
	if (models_load(&set, path))
		return 1;
	put_networks(out, &set);
	models_free(&set);
	return 0;
}

/* A row for the file called name, in place. */
static int
put_model(FILE *out, const char *place, const char *name)
{
	struct buf path = BUF_EMPTY, reads = BUF_EMPTY;
	char *first = share_file(name);
	int bad;

	buf_printf(&path, "%s/%s", place, name);
	bad = put_reads(&reads, path.data);
	if (!bad && first && strcmp(first, path.data) == 0)
		fprintf(out, "%.*s\t%s\t%s\n", (int)(strrchr(name, '.') - name), name, reads.data, path.data);
	else if (!bad)
		fprintf(out, "-\t%s\t%s\n", reads.data, path.data);
	buf_free(&reads);
	free(first);
	buf_free(&path);
	return bad;
}

int
model_list(FILE *out)
{
	char *place[SHARE_PLACES];
	const int n = share_places(place);
	int found = 0, failed = 0;

	for (int i = 0; i < n; i++) {
		struct dirent **entry;
		const int files = scandir(place[i], &entry, is_model, by_name);

		for (int k = 0; k < files; k++, found++) {
			failed |= put_model(out, place[i], entry[k]->d_name);
			free(entry[k]);
		}
		if (files >= 0)
			free(entry);
		free(place[i]);
	}
	if (found == 0)
		free(share_needed("*" MODEL_ENDING));
	return failed || found == 0;
}
