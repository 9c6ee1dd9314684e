/* Lines of a step: the same for any number of threads; words of a writer put together stay readable. */
#include <stdlib.h>
#include <string.h>
#ifdef _OPENMP
#include <omp.h>
#endif

#include "base/tap.h"
#include "train/line_sampler.h"
#include "train/test_lines.h"

enum { N = 24, MOST = 600 };

static const struct line_augment usual = LINE_AUGMENT_DEFAULTS;

static struct line_batch
draw(const struct line_sampler *s, int threads, uint64_t seed)
{
	uint32_t order[N];

#ifdef _OPENMP
	omp_set_num_threads(threads);
#else
	(void)threads;
#endif
	for (uint32_t i = 0; i < N; i++)
		order[i] = i;
	return line_sampler_draw(s, seed, 7, order, N);
}

static int
same(const struct line_batch *a, const struct line_batch *b)
{
	int ok = a->n == b->n;

	for (int i = 0; ok && i < a->n; i++)
		ok = a->lines[i].cols == b->lines[i].cols && a->texts[i].n == b->texts[i].n
		     && memcmp(a->lines[i].px, b->lines[i].px, (size_t)(LINE_HEIGHT * a->lines[i].cols)) == 0
		     && memcmp(a->texts[i].label, b->texts[i].label, (size_t)a->texts[i].n * sizeof(uint16_t)) == 0;
	return ok;
}

static void
test_threads(const struct line_set *set)
{
	struct line_sampler s = line_sampler_new(set, &usual, 0.5, MOST);
	struct line_batch one = draw(&s, 1, 3), three = draw(&s, 3, 3), other = draw(&s, 3, 4);

	tap_ok(same(&one, &three), "one thread and three draw the same lines");
	tap_ok(!same(&one, &other), "another seed others");
	line_batch_free(&one);
	line_batch_free(&three);
	line_batch_free(&other);
	line_sampler_free(&s);
}

/* Each writer has a character of its own, so that words of another would be seen. */
static void
test_join(void)
{
	static const struct line_augment none = {0};
	struct line_set set = some_lines(0);
	struct line_sampler s;
	struct line_batch b;
	int joined = 0, own = 1, fits = 1, spaced = 1;

	for (uint16_t i = 0; i < N; i++) {
		const uint16_t k = (uint16_t)(i / 6);

		put_line(&set, (const uint16_t[]){k, k}, 2, k);
	}
	s = line_sampler_new(&set, &none, 1, MOST);
	b = draw(&s, 2, 1);
	for (int i = 0; i < b.n; i++) {
		const struct ctc_text *t = &b.texts[i];

		joined += t->n > 2;
		fits &= b.lines[i].cols <= MOST && b.lines[i].cols % LINE_MULTIPLE == 0;
		for (int k = 0; k < t->n; k++) {
			spaced &= (t->label[k] == 4) == (k % 3 == 2);
			own &= t->label[k] == 4 || t->label[k] == i / 6;
		}
	}
	tap_ok(joined > N / 2, "words are put together (%d of %d)", joined, N);
	tap_ok(own, "of one writer");
	tap_ok(spaced, "with a space between any two");
	tap_ok(fits, "no wider than a line may be");
	line_batch_free(&b);
	line_sampler_free(&s);
	s = line_sampler_new(&set, &none, 0, MOST);
	b = draw(&s, 2, 1);
	for (int i = joined = 0; i < b.n; i++)
		joined += b.texts[i].n != 2;
	tap_ok(joined == 0, "or none is");
	line_batch_free(&b);
	line_sampler_free(&s);
	line_set_free(&set);
}

int
main(void)
{
	struct line_set set = some_lines(N);

	test_threads(&set);
	test_join();
	line_set_free(&set);
	return tap_done();
}
