/* test_in_order - pages of several inputs are printed in the order of these, as soon as they can be. */
#include <stdlib.h>
#include <string.h>

#include "base/tap.h"
#include "read/test_result.h"
#include "report/in_order.h"

static char *const names[] = {(char[]){"a"}, (char[]){"b"}, (char[]){"c"}};

struct try {
	struct printer p;
	struct in_order o;
	struct in_order_bar bar;
	FILE *f;
	char *got;
	size_t len;
};

static void
try_open(struct try *t, enum format format, int rows)
{
	t->got = NULL;
	t->f = open_memstream(&t->got, &t->len);
	printer_start(&t->p, t->f, format, 1);
	t->bar = (struct in_order_bar){.done = 0};
	progress_start(&t->bar.progress, 0, "", "", 0);
	in_order_open(&t->o, &t->p, &t->bar, rows, names, 3);
}

static void
page(struct try *t, int i, const char *text)
{
	struct results r = RESULTS_EMPTY;
	const struct result one = result_of("page=1 line=1 word=1 char=1", text, 1);

	results_add(&r, &one);
	in_order_page(&t->o, i, &r);
}

static void
is(struct try *t, const char *want, const char *what)
{
	tap_ok(strcmp(t->got, want) == 0, "%s", what);
}

static void
try_close(struct try *t)
{
	in_order_close(&t->o);
	printer_end(&t->p);
	fclose(t->f);
	free(t->got);
}

int
main(void)
{
	struct try t;

	try_open(&t, FORMAT_TEXT, 0);
	page(&t, 1, "y");
	fflush(t.f);
	is(&t, "", "who is not first waits");
	page(&t, 0, "u");
	is(&t, "u\n", "the first does not");
	page(&t, 0, "v");
	is(&t, "u\n\fv\n", "nor its next page");
	in_order_done(&t.o, 2);
	in_order_done(&t.o, 0);
	is(&t, "u\n\fv\n\fy\n", "when it is done the next comes");
	page(&t, 1, "z");
	in_order_done(&t.o, 1);
	is(&t, "u\n\fv\n\fy\n\fz\n", "to the end");
	try_close(&t);
	try_open(&t, FORMAT_TEXT, 1);
	page(&t, 0, "u");
	page(&t, 1, "y");
	page(&t, 0, "v");
	in_order_done(&t.o, 1);
	fflush(t.f);
	is(&t, "", "a row waits for all its pages");
	in_order_done(&t.o, 0);
	is(&t, "a\tu\\fv\nb\ty\n", "and then is one");
	in_order_done(&t.o, 2);
	is(&t, "a\tu\\fv\nb\ty\nc\t\n", "where nothing is read it is empty");
	try_close(&t);
	return tap_done();
}
