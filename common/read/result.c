#include <stdlib.h>
#include <string.h>

#include "read/nbest.h"
#include "read/result.h"

enum { PLACED = TAG_LINE | TAG_WORD };

void
result_free(struct result *r)
{
	tags_free(&r->tags);
	if (r->word)
		nbest_clear(r->word);
	free(r->word);
	r->word = NULL;
}

int
result_is_empty(const struct result *r)
{
	return r->n == 0;
}

int
result_number(const struct tags *t, unsigned bit)
{
	return !(t->have & bit) ? 0 : bit == TAG_PAGE ? t->page : bit == TAG_LINE ? t->line : bit == TAG_WORD ? t->word : t->chr;
}

int
result_same_line(const struct tags *a, const struct tags *b)
{
	if (!(a->have & b->have & TAG_LINE))
		return !((a->have | b->have) & TAG_LINE);
	return a->line == b->line && (a->have & TAG_PAGE ? a->page : 0) == (b->have & TAG_PAGE ? b->page : 0);
}

int
result_same_page(const struct tags *a, const struct tags *b)
{
	return a->have & b->have & TAG_PAGE && a->page == b->page && strcmp(a->src ? a->src : "", b->src ? b->src : "") == 0;
}

enum gap
result_gap(const struct tags *t, int *page, int *line, int *word)
{
	int was_page = *page, was_line = *line, was_word = *word;

	if ((t->have & PLACED) != PLACED)
		return GAP_NONE;
	*page = result_number(t, TAG_PAGE);
	*line = t->line;
	*word = t->word;
	if (was_line == 0)
		return GAP_NONE;
	if (*page != was_page)
		return GAP_PAGE;
	if (*line != was_line)
		return GAP_LINE;
	return *word != was_word ? GAP_WORD : GAP_NONE;
}

void
result_escape(FILE *out, const char *text)
{
	for (; *text; text++)
		switch (*text) {
		case '\t': fputs("\\t", out); break;
		case '\n': fputs("\\n", out); break;
		case '\f': fputs("\\f", out); break;
		case '\r': fputs("\\r", out); break;
		case '\\': fputs("\\\\", out); break;
		default:   putc(*text, out);
		}
}

void
result_text(const struct result *r, int n, struct buf *b)
{
	static const char *const between[] = {"", " ", "\n", "\f"};
	int page = 0, line = 0, word = 0, i;

	for (i = 0; i < n; i++) {
		buf_str(b, between[result_gap(&r[i].tags, &page, &line, &word)]);
		buf_str(b, r[i].best[0].text);
	}
}

void
result_row(FILE *out, const char *name, const char *text)
{
	result_escape(out, name);
	putc('\t', out);
	result_escape(out, text);
	putc('\n', out);
}
