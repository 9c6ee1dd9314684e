/*
 * in_order.h - inputs that are read at once, printed one after the other.
 *
 * Of the first input that is not printed yet every page is printed as soon as it is
 * read, so that nobody waits for pages that are there; those behind it wait for it.
 */
#ifndef HWR_IN_ORDER_H
#define HWR_IN_ORDER_H

#include "base/progress.h"
#include "read/results.h"
#include "report/printer.h"

struct in_order_bar {		/* how far it is, for who waits at a terminal, over several in_orders */
	struct progress progress;	/* started and ended by its owner, who says what is in all */
	int64_t done;		/* inputs or pages that were read */
	int pages;		/* 1: pages are counted, 0: inputs */
};

struct in_order {
	struct printer *printer;	/* not owned */
	struct in_order_bar *bar;	/* the same */
	int shared;		/* 1: what is printed goes to a terminal, as the progress does */
	int rows;		/* 1: text is printed as a row for each input (result_row), when all of it is read */
	char *const *name;	/* n inputs, not owned */
	int n, at;		/* the one that is printed, or comes next */
	struct in_order_slot *slot;	/* (n), owned */
};

/* in_order_open - n inputs, printed by p; a printer of text prints rows where these are wanted. */
void in_order_open(struct in_order *o, struct printer *p, struct in_order_bar *bar, int rows, char *const *name, int n);

/* in_order_page - a page of input i was read; results are taken over.  in_order_done: it was the last one.  Threads may call both at once. */
void in_order_page(struct in_order *o, int i, struct results *page);
void in_order_done(struct in_order *o, int i);

/* in_order_put - the same as in_order_page, for who knows only a place; it keeps, too, that some line could not match the pattern, which was said. */
struct in_order_place { struct in_order *order; int input, failed; };
void in_order_put(void *place, struct results *page);

void in_order_close(struct in_order *o);

#endif
