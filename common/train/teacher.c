#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/err.h"
#include "base/mem.h"
#include "image/glyph.h"
#include "net/labels.h"
#include "net/model.h"
#include "net/prior.h"
#include "train/teacher.h"
#include "train/tunables.h"

struct teacher {
	struct models set;
	int **of;		/* of[member][k]: the class that output k counts for */
	uint8_t *known;		/* (n_classes) */
	int n_classes;
	unsigned long crc;
};

/* The one of n classes that label counts for; -1 after saying that there is none or more. */
static int
class_for(const char *label, char *const *classes, int n, const char *path)
{
	int found = -1, times = 0;

	for (int k = 0; k < n; k++)
		if (labels_meet(label, classes[k], FOLD_NONE)) {
			found = k;
			times++;
		}
	if (times != 1)
		error_at(path, "its class %s is %s of the data's", label, times ? "several" : "none");
	return times == 1 ? found : -1;
}

static int
map_member(struct teacher *t, int member, char *const *classes, const char *path)
{
	const struct model *m = t->set.v[member];

	t->of[member] = mem_zero((size_t)m->n_classes, sizeof *t->of[member]);
	for (int k = 0; k < m->n_classes; k++) {
		const int cls = class_for(m->classes[k], classes, t->n_classes, path);

		if (cls < 0)
			return -1;
		t->of[member][k] = cls;
		t->known[cls] = 1;
	}
	return 0;
}

/* The checksum of a file that was read before. */
static unsigned long
crc_of(const char *path)
{
	FILE *f = fopen(path, "rb");
	uLong crc = crc32(0, NULL, 0);
	Bytef block[4096];
	size_t n;

	while (f && (n = fread(block, 1, sizeof block, f)) > 0)
		crc = crc32_z(crc, block, n);
	if (f)
		fclose(f);
	return crc;
}

struct teacher *
teacher_open(const char *path, char *const *classes, int n_classes, int level)
{
	struct teacher *t = mem_zero(1, sizeof *t);
	int bad = models_load(&t->set, path) || models_are(&t->set, 0, path) || (level && models_level(&t->set, path));

	t->n_classes = n_classes;
	t->crc = crc_of(path);
	t->known = mem_zero((size_t)n_classes, 1);
	t->of = mem_zero((size_t)t->set.n + 1, sizeof *t->of);
	for (int m = 0; m < t->set.n && !bad; m++)
		bad = map_member(t, m, classes, path);
	if (!bad)
		return t;
	teacher_free(t);
	return NULL;
}

void
teacher_free(struct teacher *t)
{
	if (!t)
		return;
	for (int m = 0; m < t->set.n; m++)
		free(t->of[m]);
	free(t->of);
	free(t->known);
	models_free(&t->set);
	free(t);
}

unsigned long
teacher_crc(const struct teacher *t)
{
	return t->crc;
}

int
teacher_knows(const struct teacher *t, int k)
{
	return t->known[k];
}

/* What one member says of n images, added to probs; own is room for its probabilities. */
static void
add_member(const struct teacher *t, int member, const uint8_t *images, int n, float *own, float *probs)
{
	const struct model *m = t->set.v[member];

	model_predict(m, images, n, own);
	for (int i = 0; i < n; i++)
		for (int k = 0; k < m->n_classes; k++)
			probs[i * t->n_classes + t->of[member][k]] += own[i * m->n_classes + k] / (float)t->set.n;
}

void
teacher_say(const struct teacher *t, const uint8_t *images, int n, float *probs)
{
	memset(probs, 0, (size_t)n * (size_t)t->n_classes * sizeof *probs);
#pragma omp parallel for schedule(dynamic)
	for (int lo = 0; lo < n; lo += TEACHER_CHUNK) {
		const int some = n - lo < TEACHER_CHUNK ? n - lo : TEACHER_CHUNK;
		float own[TEACHER_CHUNK * CLASSES_MAX];

		for (int m = 0; m < t->set.n; m++)
			add_member(t, m, images + (size_t)lo * GLYPH_SIZE, some, own,
			           probs + (size_t)lo * (size_t)t->n_classes);
	}
}
