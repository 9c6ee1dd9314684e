#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "report/align.h"
#include "report/edit_errors.h"
#include "report/proportion.h"
#include "report/text_units.h"

/* Characters that differ, one after the other. */
struct run {
	const struct align_step *step;
	size_t n, truth, answer;	/* steps; characters of either text in them */
};

/* A text as it is written, but for line breaks, which count as blanks. */
static struct text_units
on_one_line(const char *text)
{
	struct text_units u = text_units_as_written(text);

	for (size_t i = 0; i < u.n; i++)
		u.v[i] = u.v[i] == '\n' ? ' ' : u.v[i];
	return u;
}

static struct align_step *
align(const char *truth, const char *answer, size_t *steps)
{
	struct text_units t = on_one_line(truth), a = on_one_line(answer);
	struct align_step *s = align_codes(t.v, t.n, a.v, a.n, steps);

	free(t.v);
	free(a.v);
	return s;
}

static struct edit_error *
new_error(struct edit_errors *e)
{
	if (e->n == e->room) {
		e->room += e->room / 2 + 64;
		e->v = mem_resize(e->v, e->room, sizeof *e->v);
	}
	memset(&e->v[e->n], 0, sizeof *e->v);
	e->v[e->n].count = 1;
	return &e->v[e->n++];
}

/* The k-th character of a run's truth or answer. */
static uint32_t
nth(const struct run *r, int answer, size_t k)
{
	for (size_t i = 0; i < r->n; i++) {
		const uint32_t code = answer ? r->step[i].answer : r->step[i].truth;

		if (code && k-- == 0)
			return code;
	}
	return 0;
}

/* As many for as many: each stands for one.  Else they are one error together. */
static void
add_run(struct edit_errors *e, const struct run *r)
{
	struct edit_error *one;

	if (r->truth == r->answer) {
		for (size_t k = 0; k < r->truth; k++) {
			one = new_error(e);
			one->truth[0] = nth(r, 0, k);
			one->answer[0] = nth(r, 1, k);
		}
		return;
	}
	if (r->truth > EDIT_ERROR_MOST || r->answer > EDIT_ERROR_MOST)
		return;
	one = new_error(e);
	for (size_t k = 0; k < r->truth; k++)
		one->truth[k] = nth(r, 0, k);
	for (size_t k = 0; k < r->answer; k++)
		one->answer[k] = nth(r, 1, k);
}

void
edit_errors_add(struct edit_errors *e, const char *truth, const char *answer)
{
	size_t steps;
	struct align_step *step = align(truth, answer, &steps);
	struct run run = {step, 0, 0, 0};

	for (size_t i = 0; i <= steps; i++) {
		const struct align_step at = i < steps ? step[i] : (struct align_step){0, 0};

		e->spaces += at.truth == ' ';
		e->spaces_read += at.answer == ' ';
		e->spaces_right += at.truth == ' ' && at.answer == ' ';
		if (at.truth != at.answer && at.truth != ' ' && at.answer != ' ') {
			run.n++;
			run.truth += at.truth != 0;
			run.answer += at.answer != 0;
			continue;
		}
		add_run(e, &run);
		run = (struct run){step + i + 1, 0, 0, 0};
	}
	free(step);
}

void
edit_errors_free(struct edit_errors *e)
{
	free(e->v);
	*e = (struct edit_errors)EDIT_ERRORS_EMPTY;
}

static int
by_text(const void *a, const void *b)
{
	const struct edit_error *x = a, *y = b;
	const int d = memcmp(x->truth, y->truth, sizeof x->truth);

	return d ? d : memcmp(x->answer, y->answer, sizeof x->answer);
}

/* The most frequent first. */
static int
by_count(const void *a, const void *b)
{
	const struct edit_error *x = a, *y = b;

	if (x->count != y->count)
		return x->count > y->count ? -1 : 1;
	return by_text(a, b);
}

/* Errors that are alike become one. */
static void
merge(struct edit_errors *e)
{
	size_t n = 0;

	if (e->n > 0)
		qsort(e->v, e->n, sizeof *e->v, by_text);
	for (size_t i = 0; i < e->n; i++) {
		if (n > 0 && by_text(&e->v[n - 1], &e->v[i]) == 0)
			e->v[n - 1].count += e->v[i].count;
		else
			e->v[n++] = e->v[i];
	}
	e->n = n;
	if (n > 0)
		qsort(e->v, n, sizeof *e->v, by_count);
}

static const char *
kind_of(const struct edit_error *e)
{
	if (!e->truth[0])
		return "added";
	if (!e->answer[0])
		return "lost";
	if (!e->truth[1] && e->answer[1])
		return "split";
	return e->truth[1] && !e->answer[1] ? "joined" : "taken";
}

static void
print_code(FILE *out, uint32_t code)
{
	char text[UTF8_SIZE];

	fwrite(text, 1, (size_t)utf8_put(code < ' ' || code == 127 ? UTF8_BAD : code, text), out);
}

static void
print_codes(FILE *out, const uint32_t *code)
{
	if (!*code)
		putc('-', out);
	for (; *code; code++)
		print_code(out, *code);
}

void
edit_errors_print(struct edit_errors *e, FILE *out, size_t top)
{
	merge(e);
	for (size_t i = 0; i < e->n && i < top; i++) {
		fprintf(out, "%s\t", kind_of(&e->v[i]));
		print_codes(out, e->v[i].truth);
		putc('\t', out);
		print_codes(out, e->v[i].answer);
		fprintf(out, "\t%" PRId64 "\n", e->v[i].count);
	}
}

void
edit_errors_diff(const char *truth, const char *answer, const char *indent, FILE *out)
{
	size_t steps;
	struct align_step *step = align(truth, answer, &steps);

	for (int row = 0; row < 3; row++) {
		size_t end = steps;

		while (row == 2 && end > 0 && step[end - 1].truth == step[end - 1].answer)
			end--;
		fputs(indent, out);
		for (size_t i = 0; i < end; i++) {
			const uint32_t code = row ? step[i].answer : step[i].truth;

			if (row < 2)
				print_code(out, code ? code : 0xB7);
			else
				putc(step[i].truth == step[i].answer ? ' ' : '^', out);
		}
		putc('\n', out);
	}
	free(step);
}

void
edit_errors_print_spaces(const struct edit_errors *e, FILE *out)
{
	fprintf(out, "spaces %.2f %% (F1; %" PRId64 " right of %" PRId64 ", %" PRId64 " read)\n",
	        e->spaces + e->spaces_read > 0 ? proportion_percent(2 * e->spaces_right, e->spaces + e->spaces_read) : 100,
	        e->spaces_right, e->spaces, e->spaces_read);
}
