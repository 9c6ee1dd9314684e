#include <stdlib.h>
#include <unistd.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/waits.h"
#include "report/in_order.h"

struct in_order_slot {		/* what was read of an input and is not printed yet */
	struct results *page;	/* n, in their order, owned */
	int n, room;
	struct buf text;	/* in place of them, where rows are wanted */
	int started;		/* 1: it has something, be it an empty line */
	int done;		/* 1: that is all */
};

void
in_order_open(struct in_order *o, struct printer *p, struct in_order_bar *bar, int rows, char *const *name, int n)
{
	*o = (struct in_order){.printer = p, .bar = bar, .shared = isatty(fileno(p->out)), .rows = rows && p->format == FORMAT_TEXT, .name = name, .n = n};
	o->slot = mem_zero((size_t)n + 1, sizeof *o->slot);
}

/* The text of a page behind that of those before. */
static void
add_text(struct in_order_slot *s, const struct results *page)
{
	if (page->n > 0 && s->started)
		buf_char(&s->text, '\f');
	s->started |= page->n > 0;
	result_text(page->v, page->n, &s->text);
}

static void
print_pages(const struct in_order *o, struct in_order_slot *s)
{
	for (int i = 0; i < s->n; i++) {
		for (int k = 0; k < s->page[i].n; k++)
			printer_put(o->printer, &s->page[i].v[k]);
		printer_end_page(o->printer);
		results_free(&s->page[i]);
	}
	s->n = 0;
}

/* Print all that nothing is missing before. */
static void
print(struct in_order *o)
{
	if (o->shared)
		err_status("");
	for (; o->at < o->n; o->at++) {
		struct in_order_slot *s = &o->slot[o->at];

		print_pages(o, s);
		if (!s->done)
			break;
		if (o->rows)
			result_row(o->printer->out, o->name[o->at], buf_text(&s->text));
		buf_free(&s->text);
		free(s->page);
	}
	hand_on(o->printer->out);
}

/* A page was read, or all of an input. */
static void
count(struct in_order_bar *bar, int page)
{
	if (bar->pages == page)
		progress_show(&bar->progress, ++bar->done, "");
}

void
in_order_page(struct in_order *o, int i, struct results *page)
{
	struct in_order_slot *s = &o->slot[i];

#pragma omp critical(in_order)
	{
		if (o->rows) {
			add_text(s, page);
			results_free(page);
		} else {
			if (s->n == s->room)
				s->page = mem_resize(s->page, (size_t)(s->room = 2 * s->room + 4), sizeof *s->page);
			s->page[s->n++] = *page;
			print(o);
		}
		count(o->bar, 1);
	}
}

void
in_order_put(void *place, struct results *page)
{
	struct in_order_place *at = place;

	for (int i = 0; i < page->n; i++)
		at->failed |= result_is_empty(&page->v[i]);
	in_order_page(at->order, at->input, page);
}

void
in_order_done(struct in_order *o, int i)
{
#pragma omp critical(in_order)
	{
		o->slot[i].done = 1;
		print(o);
		count(o->bar, 0);
	}
}

void
in_order_close(struct in_order *o)
{
	free(o->slot);
}
