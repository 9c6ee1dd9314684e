#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/io.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "lang/letters.h"
#include "lang/lexicon.h"

struct lexicon {
	struct buf text;	/* the file, its lines ended by '\0'; then the forms made of its words */
	const char **form;	/* in ascending order, without duplicates, in text */
	uint32_t n;
};

/* The whole file and a line end, with room behind for two more forms of every word.  Returns 0, or -1 after saying. */
static int
read_file(struct buf *text, const char *path)
{
	enum { BLOCK = 1 << 16 };
	FILE *in = in_file(path);
	size_t got = 1;
	int bad;

	while (in && got > 0 && text->len <= LEXICON_MAX_FILE) {
		got = fread(buf_more(text, BLOCK), 1, BLOCK, in);
		text->len += got;
	}
	bad = !in || ferror(in);
	if (in && bad)
		error_at(path, "%s", strerror(errno));
	else if (text->len > LEXICON_MAX_FILE)
		error_at(path, "above %d MiB, no list of words", LEXICON_MAX_FILE >> 20);
	if (in)
		fclose(in);
	if (bad || text->len > LEXICON_MAX_FILE)
		return -1;
	buf_char(text, '\n');
	buf_more(text, 2 * text->len);
	return 0;
}

static int
is_utf8(const char *s)
{
	static const char bad[] = "\xEF\xBF\xBD";	/* what UTF8_BAD is when it was written */
	const char *next;
	uint32_t code;

	for (; *s; s = next) {
		next = utf8_next(s, &code);
		if (code == UTF8_BAD && strncmp(s, bad, sizeof bad - 1) != 0)
			return 0;
	}
	return 1;
}

static void
add_form(struct lexicon *x, size_t *room, const char *form)
{
	if (x->n == *room) {
		*room += *room / 2 + 1024;
		x->form = mem_resize(x->form, *room, sizeof *x->form);
	}
	x->form[x->n++] = form;
}

/* The word of a line of len bytes that ends with '\0'.  Returns NULL, or what is wrong with it. */
static const char *
take_line(struct lexicon *x, size_t *room, char *line, size_t len)
{
	static const char blanks[] = " \t\r";

	if (strlen(line) != len)
		return "holds a zero byte, no text";
	if (!is_utf8(line))
		return "is not UTF-8";
	if (*line == '#')
		return NULL;
	while (len > 0 && strchr(blanks, line[len - 1]))
		line[--len] = '\0';
	line += strspn(line, blanks);
	len = strlen(line);
	if (len > LEXICON_MAX_WORD)
		return "is a word above 255 bytes";
	if (len > 0)
		add_form(x, room, line);
	return NULL;
}

/* All words of the text, which ends with a line end.  Returns 0, or -1 after saying. */
static int
take_lines(struct lexicon *x, size_t *room, const char *name)
{
	static const char mark[] = "\xEF\xBB\xBF";
	char *const end = x->text.data + x->text.len;
	char *line = x->text.data, *next;
	size_t number = 1;

	if (strncmp(line, mark, sizeof mark - 1) == 0)
		line += sizeof mark - 1;
	for (; line < end; line = next + 1, number++) {
		const char *wrong;

		next = memchr(line, '\n', (size_t)(end - line));
		*next = '\0';
		wrong = take_line(x, room, line, (size_t)(next - line));
		if (wrong) {
			error_at(name, "line %zu: %s", number, wrong);
			return -1;
		}
	}
	if (x->n == 0)
		error_at(name, "no word in it");
	return x->n == 0 ? -1 : 0;
}

static int
by_bytes(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void
sort(struct lexicon *x)
{
	uint32_t n = 0;

	qsort(x->form, x->n, sizeof *x->form, by_bytes);
	for (uint32_t i = 0; i < x->n; i++)
		if (n == 0 || strcmp(x->form[n - 1], x->form[i]) != 0)
			x->form[n++] = x->form[i];
	x->n = n;
}

/*
 * Behind the text, word with capitals for the small letters among its first most
 * characters: these are as many bytes.  Returns 1 if there were any.
 */
static int
capitals(struct buf *text, const char *word, size_t most)
{
	char *to = text->data + text->len;
	const char *next;
	uint32_t code;
	int changed = 0;

	for (next = utf8_next(word, &code); code != 0; word = next, next = utf8_next(word, &code)) {
		const size_t n = (size_t)(next - word);
		const uint32_t capital = most > 0 ? letter_capital(code) : code;
		char bytes[UTF8_SIZE];

		most -= most > 0;
		if (capital != code && (size_t)utf8_put(capital, bytes) == n) {
			memcpy(to, bytes, n);
			changed = 1;
		} else {
			memcpy(to, word, n);
		}
		to += n;
	}
	*to++ = '\0';
	text->len = changed ? (size_t)(to - text->data) : text->len;
	return changed;
}

/*
 * The forms of the first words that have capitals for their first most characters,
 * in the room behind the text, which must not move.
 */
static void
add_capitals(struct lexicon *x, size_t *room, uint32_t words, size_t most)
{
	for (uint32_t i = 0; i < words; i++) {
		const char *form = x->text.data + x->text.len;

		if (capitals(&x->text, x->form[i], most))
			add_form(x, room, form);
	}
}

struct lexicon *
lexicon_load(const char *path)
{
	struct lexicon *x = mem_zero(1, sizeof *x);
	size_t room = 0;
	uint32_t words;

	if (read_file(&x->text, path) < 0 || take_lines(x, &room, path) < 0) {
		lexicon_free(x);
		return NULL;
	}
	sort(x);
	words = x->n;
	add_capitals(x, &room, words, 1);
	add_capitals(x, &room, words, LEXICON_MAX_WORD);
	sort(x);
	return x;
}

void
lexicon_free(struct lexicon *x)
{
	if (x) {
		buf_free(&x->text);
		free(x->form);
	}
	free(x);
}

struct lexicon_state
lexicon_start(const struct lexicon *x)
{
	return (struct lexicon_state){.hi = x->n};
}

/* The first form of the state whose next byte is at least byte; an end is a byte 0. */
static uint32_t
first_from(const struct lexicon *x, const struct lexicon_state *state, unsigned byte)
{
	uint32_t lo = state->lo, hi = state->hi;

	while (lo < hi) {
		const uint32_t mid = lo + (hi - lo) / 2;

		if ((unsigned char)x->form[mid][state->depth] < byte)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

double
lexicon_step(const struct lexicon *x, struct lexicon_state *state, uint32_t code)
{
	const double before = state->hi - state->lo;
	char bytes[UTF8_SIZE];
	const int n = utf8_put(code, bytes);

	for (int i = 0; i < n; i++) {
		const unsigned byte = (unsigned char)bytes[i];

		state->lo = first_from(x, state, byte);
		state->hi = first_from(x, state, byte + 1);
		state->depth++;
	}
	if (n == 0 || state->lo == state->hi)
		*state = (struct lexicon_state){0};
	return state->lo < state->hi ? log((state->hi - state->lo) / before) : -INFINITY;
}

double
lexicon_end(const struct lexicon *x, const struct lexicon_state *state)
{
	if (state->lo == state->hi || x->form[state->lo][state->depth] != '\0')
		return -INFINITY;
	return -log(state->hi - state->lo);
}

int
lexicon_same(const struct lexicon_state *a, const struct lexicon_state *b)
{
	return a->lo == b->lo && a->hi == b->hi && a->depth == b->depth;
}
