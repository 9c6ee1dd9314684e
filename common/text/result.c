#include <string.h>

#include "base/utf8.h"
#include "text/result.h"

enum { PLACED = TAG_LINE | TAG_WORD };

/* What stands between a character and the one before. */
enum gap { GAP_NONE, GAP_WORD, GAP_LINE, GAP_PAGE };

static int
known(const struct tags *t, unsigned bit, int value)
{
	return t->have & bit ? value : 0;
}

/* page, line and word are those of the character before, and become those of t. */
static enum gap
gap_before(const struct tags *t, int *page, int *line, int *word)
{
	int was_page = *page, was_line = *line, was_word = *word;

	if ((t->have & PLACED) != PLACED)
		return GAP_NONE;
	*page = known(t, TAG_PAGE, t->page);
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

/* A JSON string; what is not UTF-8, in a file's name say, becomes U+FFFD. */
static void
put_json(FILE *out, const char *text)
{
	char bytes[UTF8_SIZE];
	uint32_t code;

	putc('"', out);
	for (text = utf8_next(text, &code); code != 0; text = utf8_next(text, &code)) {
		if (code < 0x20 || code == 0x7f)
			fprintf(out, "\\u%04x", (unsigned)code);
		else if (code == '"' || code == '\\')
			fprintf(out, "\\%c", (int)code);
		else
			fwrite(bytes, 1, (size_t)utf8_put(code, bytes), out);
	}
	putc('"', out);
}

static void
put_tsv_row(const struct printer *p, const struct result *r)
{
	const struct tags *t = &r->tags;
	struct box b = t->have & TAG_BOX ? t->box : (struct box){0, 0, 0, 0};
	int i;

	fprintf(p->out, "%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t", known(t, TAG_PAGE, t->page),
	        known(t, TAG_LINE, t->line), known(t, TAG_WORD, t->word), known(t, TAG_CHAR, t->chr),
	        b.x, b.y, b.w, b.h);
	result_escape(p->out, r->best[0].text);
	fprintf(p->out, "\t%.4f\t", (double)r->best[0].conf);
	for (i = 1; i < r->n && i < p->top; i++) {
		fputs(i > 1 ? " " : "", p->out);
		result_escape(p->out, r->best[i].text);
		fprintf(p->out, ":%.4f", (double)r->best[i].conf);
	}
	putc('\t', p->out);
	result_escape(p->out, t->src ? t->src : "");
	putc('\n', p->out);
}

static void
put_json_row(const struct printer *p, const struct result *r)
{
	const struct tags *t = &r->tags;
	const struct { const char *key; unsigned bit; int value; } numbers[] = {
		{"page", TAG_PAGE, t->page}, {"line", TAG_LINE, t->line},
		{"word", TAG_WORD, t->word}, {"char", TAG_CHAR, t->chr},
	};
	size_t k;
	int i;

	fputs("{\"v\":1", p->out);
	if (t->src) {
		fputs(",\"src\":", p->out);
		put_json(p->out, t->src);
	}
	for (k = 0; k < sizeof numbers / sizeof numbers[0]; k++)
		if (t->have & numbers[k].bit)
			fprintf(p->out, ",\"%s\":%d", numbers[k].key, numbers[k].value);
	if (t->have & TAG_BOX)
		fprintf(p->out, ",\"box\":[%d,%d,%d,%d]", t->box.x, t->box.y, t->box.w, t->box.h);
	fputs(",\"text\":", p->out);
	put_json(p->out, r->best[0].text);
	fprintf(p->out, ",\"conf\":%.4f,\"alt\":[", (double)r->best[0].conf);
	for (i = 1; i < r->n && i < p->top; i++) {
		fputs(i > 1 ? ",[" : "[", p->out);
		put_json(p->out, r->best[i].text);
		fprintf(p->out, ",%.4f]", (double)r->best[i].conf);
	}
	fputs("]}\n", p->out);
}

void
printer_start(struct printer *p, FILE *out, enum format format, int top)
{
	*p = (struct printer){out, format, top, 0, 0, 0, 0};
	if (format == FORMAT_TSV)
		fputs("page\tline\tword\tchar\tx\ty\tw\th\ttext\tconf\talternatives\tsrc\n", out);
}

void
printer_put(struct printer *p, const struct result *r)
{
	static const char *const between[] = {"", " ", "\n", "\n\f"};

	p->started = 1;
	switch (p->format) {
	case FORMAT_TSV:
		put_tsv_row(p, r);
		return;
	case FORMAT_JSONL:
		put_json_row(p, r);
		return;
	case FORMAT_TEXT:
		fputs(between[gap_before(&r->tags, &p->page, &p->line, &p->word)], p->out);
		fputs(r->best[0].text, p->out);
	}
}

void
printer_end(struct printer *p)
{
	if (p->started && p->format == FORMAT_TEXT)
		putc('\n', p->out);
	p->started = 0;
}

void
text_of(const struct result *r, int n, struct buf *b)
{
	static const char *const between[] = {"", " ", "\n", "\f"};
	int page = 0, line = 0, word = 0, i;

	for (i = 0; i < n; i++) {
		buf_str(b, between[gap_before(&r[i].tags, &page, &line, &word)]);
		buf_str(b, r[i].best[0].text);
	}
}

void
result_row(FILE *out, const char *name, const struct result *r, int n)
{
	struct buf text = BUF_EMPTY;

	text_of(r, n, &text);
	if (strpbrk(name, "\t\n"))
		result_escape(out, name);
	else
		fputs(name, out);
	putc('\t', out);
	result_escape(out, buf_text(&text));
	putc('\n', out);
	buf_free(&text);
}
