#include <errno.h>
#include <stdlib.h>
#include <string.h>

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

static void
add_row(struct table *t, size_t *room, char *line)
{
	char *tab = strchr(line, '\t');
	const char *text = tab ? tab + 1 : "";

	if (tab) {
		*tab++ = '\0';
		tab[strcspn(tab, "\t")] = '\0';
	}
	if (t->n == *room) {
		*room = 2 * *room + 64;
		t->v = mem_resize(t->v, *room, sizeof *t->v);
	}
	t->v[t->n].name = mem_text(line);
	decode(t->v[t->n].name);
	t->v[t->n].text = mem_text(text);
	decode(t->v[t->n++].text);
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

/* Rows as they come.  0, or -1 after saying why. */
static int
read_rows(struct table *t, FILE *in, const char *name)
{
	char *line = mem_alloc(TABLE_MAX_ROW + 2, 1);
	size_t room = 0, number = 0, len;
	int bad = 0;

	while (!bad && fgets(line, TABLE_MAX_ROW + 2, in)) {
		number++;
		len = strlen(line);
		if (len > 0 && line[len - 1] == '\n')
			line[--len] = '\0';
		else if (!feof(in))
			bad = 1;
		if (len > 0 && line[len - 1] == '\r')
			line[--len] = '\0';
		if (len > 0 && !bad)
			add_row(t, &room, line);
	}
	free(line);
	if (bad)
		error_at(name, "line %zu: holds a zero byte or is longer than %d bytes", number,
		        TABLE_MAX_ROW);
	else if (ferror(in))
		error_at(name, "%s", strerror(errno));
	return bad || ferror(in) ? -1 : 0;
}

int
table_read(struct table *t, const char *path)
{
	FILE *in = in_open(&path);
	int status;

	memset(t, 0, sizeof *t);
	if (!in)
		return -1;
	status = read_rows(t, in, path);
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
