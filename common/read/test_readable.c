/* test_readable - pages that are hardly readable are told. */
#include <string.h>

#include "base/tap.h"
#include "read/readable.h"
#include "read/tunables.h"

struct page { int n, number; float conf; };

static void
tell(void *ctx)
{
	const struct page *p = ctx;
	struct result r = {.n = 1, .best = {{"a", p->conf}}};
	struct readable page = {0, 0};

	for (int i = 0; i < p->n; i++)
		readable_add(&page, &r);
	readable_tell(&page, "page.png", p->number);
	readable_tell(&page, "again", p->number);
}

static void
said(struct page p, const char *want, const char *what)
{
	char text[200];

	tap_child(tell, &p, text, sizeof text);
	tap_ok(strcmp(text, want) == 0, "%s: '%s'", what, text);
}

int
main(void)
{
	const float less = (float)READABLE_CONF - 0.01f;

	setprog("t");
	said((struct page){READABLE_LEAST, 1, 0.71f}, "t: page.png: hardly readable (0.71): upside down?\n", "a page is told, once");
	said((struct page){50, 2, 0.5f}, "t: page.png: image 2: hardly readable (0.50): upside down?\n", "a later one with its number");
	said((struct page){READABLE_LEAST - 1, 1, less}, "", "few characters say too little");
	said((struct page){100, 1, (float)READABLE_CONF + 0.01f}, "", "what can be read is not told");
	verbosity = -1;
	said((struct page){50, 1, less}, "", "nor anything after -q");
	return tap_done();
}
