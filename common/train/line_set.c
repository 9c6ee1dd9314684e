#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/rng.h"
#include "base/utf8.h"
#include "net/labels.h"
#include "train/ctc.h"
#include "train/line_set.h"

/* The label of a character: a space has one that can be seen. */
static void
label_of(uint32_t code, char label[UTF8_SIZE])
{
	if (code == ' ')
		memcpy(label, LABEL_SPACE, sizeof LABEL_SPACE);
	else
		utf8_put(code, label);
}

int
line_set_class(struct line_set *set, uint32_t code)
{
	char label[UTF8_SIZE];

	label_of(code, label);
	if (strcmp(label, LABEL_BLANK) == 0)
		return -1;
	for (int k = 0; k < set->n_classes; k++)
		if (strcmp(set->classes[k], label) == 0)
			return k;
	if (set->closed || set->n_classes == LINE_MAX_CLASSES)
		return -1;
	set->classes = mem_resize(set->classes, (size_t)set->n_classes + 1, sizeof *set->classes);
	set->classes[set->n_classes] = mem_text(label);
	return set->n_classes++;
}

int
line_set_label(struct line_set *set, const char *label)
{
	uint32_t code, end;
	int k;

	utf8_next(utf8_next(label, &code), &end);
	if (code == 0 || code == UTF8_BAD || end != 0)
		return -1;
	k = line_set_class(set, strcmp(label, LABEL_SPACE) == 0 ? ' ' : code);
	return k >= 0 && strcmp(set->classes[k], label) == 0 ? k : -1;
}

void
line_set_append(struct line_set *set, const struct line_sample *s)
{
	if (set->n == set->room) {
		set->room += set->room / 2 + 256;
		set->v = mem_resize(set->v, (size_t)set->room, sizeof *set->v);
	}
	set->v[set->n++] = *s;
}

void
line_set_hold_out(struct line_set *set, double fraction, uint64_t seed, struct line_set *held)
{
	int64_t kept = 0;

	held->classes = set->classes;
	held->n_classes = set->n_classes;
	held->closed = held->borrows = 1;
	held->origins = set->origins;
	held->paths = set->paths;
	held->n_groups = set->n_groups;
	for (int64_t i = 0; i < set->n; i++) {
		struct rng r = rng_seed(seed, UINT64_C(5) << 32 | set->v[i].group);

		if (set->v[i].weight <= 0 || rng_unit(&r) < fraction)
			line_set_append(held, &set->v[i]);
		else
			set->v[kept++] = set->v[i];
	}
	set->n = kept;
}

void
line_set_origin(struct line_set *set, const char *path)
{
	set->paths = mem_resize(set->paths, (size_t)set->origins + 1, sizeof *set->paths);
	set->paths[set->origins++] = mem_text(path);
}

int
line_set_columns(const struct line_sample *s, int most)
{
	const int cols = (int)ceil(s->w / LINE_KEPT / LINE_MULTIPLE) * LINE_MULTIPLE;

	return cols < most ? cols : most;
}

void
line_set_leave_long(struct line_set *set, int step, int most)
{
	int64_t kept = 0;

	for (int64_t i = 0; i < set->n; i++) {
		struct line_sample *s = &set->v[i];
		const int steps = line_set_columns(s, most) / step;
		const int least = ctc_steps_least(&(struct ctc_text){s->label, s->n});

		if (least <= steps) {
			set->v[kept++] = *s;
			continue;
		}
		warn_at(set->paths[s->origin], "row %" PRId64 ": its %d characters take %d steps, its picture has %d; left out",
		        s->row, s->n, least, steps);
		free(s->px);
		free(s->label);
	}
	set->n = kept;
}

void
line_set_free(struct line_set *set)
{
	for (int64_t i = 0; i < set->n; i++) {
		free(set->v[i].px);
		free(set->v[i].label);
	}
	free(set->v);
	for (int k = 0; k < set->n_classes && !set->borrows; k++)
		free(set->classes[k]);
	for (int k = 0; k < set->origins && !set->borrows; k++)
		free(set->paths[k]);
	if (!set->borrows) {
		free(set->classes);
		free(set->paths);
	}
	memset(set, 0, sizeof *set);
}
