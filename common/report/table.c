#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/io.h"
#include "base/mem.h"
#include "report/table.h"

/* "\n", "\t", "\f", "\r" and "\\" to what they stand for, in place. */
static void
decode(char *text)
{
	static const char letters[] = "ntfr\\", codes[] = "\n\t\f\r\\";
	char *to = text;

	for (; *text; text++) {
		const char *is = *text == '\\' && text[1] ? strchr(letters, text[1]) : NULL;

		if (is) {
			*to++ = codes[is - letters];
			text++;
		} else {
			*to++ = *text;
		}
	}
	*to = '\0';
}

/* A file that is being read: which of the two kinds it is is known at the end. */
struct reading {
	const char *name;	/* of the file */
	size_t room;		/* of the table */
	size_t lines, bare;	/* so far; the first of them without a tab that is not empty, 0: none */
	struct buf plain;	/* the lines as they are, until they are too many for one text */
};

/* Texts are copied. */
static void
add_row(struct table *t, struct reading *r, const char *name, const char *text)
{
	if (t->n == r->room) {
		r->room = 2 * r->room + 64;
		t->v = mem_resize(t->v, r->room, sizeof *t->v);
	}
	t->v[t->n].name = mem_text(name);
	t->v[t->n++].text = mem_text(text);
}

static void
add_line(struct table *t, struct reading *r, char *line)
{
	char *tab = strchr(line, '\t');

	if (r->plain.len <= TABLE_MAX_ROW) {
		buf_str(&r->plain, line);
		buf_char(&r->plain, '\n');
	}
	if (tab) {
		*tab++ = '\0';
		tab[strcspn(tab, "\t")] = '\0';
		add_row(t, r, line, tab);
		decode(t->v[t->n - 1].name);
		decode(t->v[t->n - 1].text);
	} else if (*line && r->bare == 0) {
		r->bare = r->lines;
	}
}

/* Which kind of file it was.  0, or -1 after saying that it is neither. */
static int
settle(struct table *t, struct reading *r)
{
	if (t->n > 0 && r->bare > 0) {
		error_at(r->name, "line %zu: no tab between a name and its text, as other lines have", r->bare);
		return -1;
	}
	if (t->n > 0)
		return 0;
	if (r->plain.len > TABLE_MAX_ROW) {
		error_at(r->name, "a text of more than %d bytes; part it in rows of a name, a tab and a text", TABLE_MAX_ROW);
		return -1;
	}
	t->plain = 1;
	add_row(t, r, r->name, buf_text(&r->plain));
	return 0;
}

static int
by_name(const void *a, const void *b)
{
	const struct table_row *x = *(const struct table_row *const *)a, *y = *(const struct table_row *const *)b;
	int order = strcmp(x->name, y->name);

	return order ? order : (x > y) - (x < y);
}

static void
sort(struct table *t)
{
	size_t i;

	for (i = 0; i < t->n; i++)
		t->by_name[i] = &t->v[i];
	qsort(t->by_name, t->n, sizeof *t->by_name, by_name);
}

/* Of rows with one name the first stays, and takes the text of the last. */
static void
merge_rows(struct table *t, const char *name)
{
	struct table_row *first = NULL;
	size_t i, n = 0;

	for (i = 0; i < t->n; i++) {
		struct table_row *row = t->by_name[i];
		char *text = row->text;

		if (!first || strcmp(first->name, row->name) != 0) {
			first = row;
			continue;
		}
		warn_at(name, "%s comes twice, its last text counts", row->name);
		row->text = first->text;
		first->text = text;
		free(row->name);
		row->name = NULL;
	}
	for (i = 0; i < t->n; i++) {
		if (t->v[i].name)
			t->v[n++] = t->v[i];
		else
			free(t->v[i].text);
	}
	t->n = n;
}

/* Lines as they come.  0, or -1 after saying why. */
static int
read_lines(struct table *t, FILE *in, struct reading *r)
{
	char *line = mem_alloc(TABLE_MAX_ROW + 2, 1);
	size_t len;
	int bad = 0;

	while (!bad && fgets(line, TABLE_MAX_ROW + 2, in)) {
		r->lines++;
		len = strlen(line);
		if (len > 0 && line[len - 1] == '\n')
			line[--len] = '\0';
		else if (!feof(in))
			bad = 1;
		if (len > 0 && line[len - 1] == '\r')
			line[--len] = '\0';
		if (!bad)
			add_line(t, r, line);
	}
	free(line);
	if (bad)
		error_at(r->name, "line %zu: holds a zero byte or is longer than %d bytes", r->lines, TABLE_MAX_ROW);
	else if (ferror(in))
		error_at(r->name, "%s", strerror(errno));
	return bad || ferror(in) ? -1 : settle(t, r);
}

int
table_read(struct table *t, const char *path)
{
	FILE *in = in_open(&path);
	struct reading r = {.name = path, .plain = BUF_EMPTY};
	int status;

	memset(t, 0, sizeof *t);
	if (!in)
		return -1;
	status = read_lines(t, in, &r);
	buf_free(&r.plain);
	in_close(in);
	t->by_name = mem_alloc(t->n + 1, sizeof *t->by_name);
	sort(t);
	merge_rows(t, path);
	sort(t);	/* rows have moved */
	if (status < 0)
		table_free(t);
	return status;
}

const char *
table_find(const struct table *t, const char *name)
{
	size_t lo = 0, hi = t->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		int order = strcmp(name, t->by_name[mid]->name);

		if (order == 0)
			return t->by_name[mid]->text;
		if (order < 0)
			hi = mid;
		else
			lo = mid + 1;
	}
	return NULL;
}

void
table_free(struct table *t)
{
	size_t i;

	for (i = 0; i < t->n; i++) {
		free(t->v[i].name);
		free(t->v[i].text);
	}
	free(t->v);
	free(t->by_name);
	memset(t, 0, sizeof *t);
}

void
table_quote(FILE *out, const char *text)
{
	for (; *text; text++) {
		if (*text == '\n')
			fputs("\\n", out);
		else if (*text == '\t')
			fputs("\\t", out);
		else if (*text == '\\')
			fputs("\\\\", out);
		else
			putc(*text, out);
	}
}
