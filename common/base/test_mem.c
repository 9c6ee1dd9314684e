#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/tap.h"

static void
too_much(void *ctx)
{
	(void)ctx;
	free(mem_alloc(SIZE_MAX / 4, 8));
}

static void
overflow(void *ctx)
{
	(void)ctx;
	free(mem_zero(SIZE_MAX / 2 + 2, 2));
}

static void
sizes(void)
{
	char said[512], *p = mem_alloc(0, 8), *z = mem_zero(1000, 3);
	size_t i;
	int clear = 1;

	for (i = 0; i < 3000; i++)
		clear &= z[i] == 0;
	tap_ok(p != NULL, "nothing asked is something to free");
	tap_ok(clear, "cleared memory is clear");
	memcpy(p = mem_resize(p, 6, 1), "hello", 6);
	p = mem_resize(p, 100000, 1);
	tap_ok(strcmp(p, "hello") == 0, "a larger piece keeps what was in it");
	free(p);
	free(z);
	for (i = 1; i < 4000000; i = 3 * i + 7) {
		float *f = mem_floats(i), *r = mem_room(i);

		clear &= (uintptr_t)f % 64 == 0 && (uintptr_t)r % 64 == 0 && f[0] == 0 && f[i - 1] == 0;
		r[0] = r[i - 1] = 1;
		free(f);
		free(r);
	}
	tap_ok(clear, "floats of every size start at a cache line, and are clear when asked");
	tap_ok(tap_child(too_much, NULL, said, sizeof said) == EXIT_FAILED && strstr(said, "out of memory"),
	       "more than there can be is refused with status 1");
	tap_ok(tap_child(overflow, NULL, said, sizeof said) == EXIT_FAILED && strstr(said, "out of memory"),
	       "so is a product that overflows");
}

static void
floats(void)
{
	size_t n;
	int aligned = 1, clear = 1;

	for (n = 0; n < 100; n++) {
		float *f = mem_floats(n);
		size_t i;

		aligned &= (uintptr_t)f % 64 == 0;
		for (i = 0; i < n; i++)
			clear &= f[i] == 0.0F;
		free(f);
	}
	tap_ok(aligned && clear, "floats are clear and begin at multiples of 64");
}

int
main(void)
{
	char *copy = mem_text("text");

	sizes();
	floats();
	tap_ok(strcmp(copy, "text") == 0 && mem_text(NULL) == NULL, "a text is copied, none stays none");
	free(copy);
	return tap_done();
}
