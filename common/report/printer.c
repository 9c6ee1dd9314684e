#include <stdio.h>

#include "base/stream.h"
#include "base/utf8.h"
#include "report/printer.h"

const char *const format_names[] = {
	[FORMAT_TEXT] = "text", [FORMAT_TSV] = "tsv", [FORMAT_JSONL] = "jsonl", [FORMAT_WORDS] = "words", NULL,
};

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
put_text(struct printer *p, const struct result *r)
{
	static const char *const between[] = {
		[GAP_NONE] = "", [GAP_WORD] = " ", [GAP_LINE] = "\n", [GAP_PAGE] = "\n\f",
	};

	const enum gap gap = result_gap(&r->tags, &p->page, &p->line, &p->word);

	fputs(p->over ? "\f" : between[gap], p->out);
	fputs(r->best[0].text, p->out);
	p->started = 1;
	p->over = 0;
}

static void
end_text(struct printer *p)
{
	if (p->started)
		putc('\n', p->out);
	p->over |= p->started;
	p->started = 0;
}

/* The columns that tables begin with: page, line, word, which of its characters or readings, and the box. */
static void
put_place(FILE *out, const struct tags *t, int which)
{
	const struct box b = t->have & TAG_BOX ? t->box : (struct box){0, 0, 0, 0};

	fprintf(out, "%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t", result_number(t, TAG_PAGE), result_number(t, TAG_LINE),
	        result_number(t, TAG_WORD), which, b.x, b.y, b.w, b.h);
}

static void
put_tsv(struct printer *p, const struct result *r)
{
	const struct tags *t = &r->tags;
	int i;

	put_place(p->out, t, result_number(t, TAG_CHAR));
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
put_jsonl(struct printer *p, const struct result *r)
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

/* The rows of the word that is complete. */
static void
end_word(struct printer *p)
{
	const struct tags *t = &p->tags;

	for (int i = 0; i < p->nbest.n && i < p->top; i++) {
		put_place(p->out, t, i + 1);
		result_escape(p->out, p->nbest.v[i].text);
		fprintf(p->out, "\t%.4f\t", (double)p->nbest.v[i].conf);
		result_escape(p->out, t->src ? t->src : "");
		putc('\n', p->out);
	}
	nbest_clear(&p->nbest);
	tags_free(&p->tags);
}

/* A character of the word that goes on, or of a new one. */
static void
put_of_word(struct printer *p, const struct result *r)
{
	if (result_gap(&r->tags, &p->page, &p->line, &p->word) != GAP_NONE || p->nbest.n == 0) {
		end_word(p);
		p->tags = tags_copy(&r->tags);
		p->told = r->word != NULL;
		if (p->told)
			nbest_copy(&p->nbest, r->word);
	} else if (p->tags.have & r->tags.have & TAG_BOX) {
		p->tags.box = box_around(p->tags.box, r->tags.box);
	}
	if (!p->told)
		nbest_extend(&p->nbest, r->best, r->n);
}

/* A format: what it begins with, how a character is put, and what is left to do after the last one of a page. */
static const struct {
	const char *head;
	void (*put)(struct printer *p, const struct result *r);
	void (*end)(struct printer *p);		/* NULL: nothing */
} formats[] = {
	[FORMAT_TEXT] = {"", put_text, end_text},
	[FORMAT_TSV] = {"page\tline\tword\tchar\tx\ty\tw\th\ttext\tconf\talternatives\tsrc\n", put_tsv, NULL},
	[FORMAT_JSONL] = {"", put_jsonl, NULL},
	[FORMAT_WORDS] = {"page\tline\tword\trank\tx\ty\tw\th\ttext\tconf\tsrc\n", put_of_word, end_word},
};

void
printer_start(struct printer *p, FILE *out, enum format format, int top)
{
	*p = (struct printer){.out = out, .format = format, .top = top};
	fputs(formats[format].head, out);
}

void
printer_put(struct printer *p, const struct result *r)
{
	formats[p->format].put(p, r);
	stream_broken(p->out);	/* keeps the reason */
}

void
printer_end_page(struct printer *p)
{
	if (formats[p->format].end)
		formats[p->format].end(p);
}

void
printer_end(struct printer *p)
{
	printer_end_page(p);
}
