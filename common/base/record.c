#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/num.h"
#include "base/record.h"

enum { BLOCK = 1 << 20 };	/* bytes read at once */

static unsigned long
checksum(const struct record *r, const char *payload_line)
{
	uLong c = crc32(0, NULL, 0);

	c = crc32_z(c, (const Bytef *)r->head.data, r->head.len);
	c = crc32_z(c, (const Bytef *)payload_line, strlen(payload_line));
	return crc32_z(c, (const Bytef *)r->payload.data, r->payload.len);
}

/* One line, newline taken off, to line.  Returns 0, or -1 at the end, when too long, and at a zero byte, which would hide what is behind it. */
static int
read_line(FILE *in, struct buf *line)
{
	int c;

	buf_clear(line);
	while ((c = getc(in)) != EOF && c != '\n') {
		if (line->len >= RECORD_MAX_HEAD || c == '\0')
			return -1;
		buf_char(line, (char)c);
	}
	buf_text(line);
	return c == '\n' ? 0 : -1;
}

/* The first line against the wanted "magic version".  Returns 0, or -1 after saying. */
static int
check_magic(const char *name, const char *line, const char *magic)
{
	size_t word = strcspn(magic, " ");

	if (strcmp(line, magic) == 0)
		return 0;
	if (strncmp(line, magic, word) == 0 && line[word] == ' ')
		error_at(name, "version '%.20s' is not known, wanted '%s'; it was made by another version of hwr",
		        line + word + 1, magic + word + 1);
	else
		error_at(name, "no %.*s file", (int)word, magic);
	return -1;
}

static void
say_missing(const char *name, int64_t n)
{
	error_at(name, "cut short: %" PRId64 " bytes are missing", n);
}

static int
read_payload(FILE *in, const char *name, int64_t n, struct record *r)
{
	while (n > 0) {		/* memory grows with what is there, not with what is claimed */
		size_t want = n < BLOCK ? (size_t)n : BLOCK;
		size_t got = fread(buf_more(&r->payload, want), 1, want, in);

		r->payload.len += got;
		if (got < want) {
			if (ferror(in))
				error_at(name, "%s", strerror(errno));
			else
				say_missing(name, n - (int64_t)got);
			return -1;
		}
		n -= (int64_t)got;
	}
	return 0;
}

/* What the last lines say of the payload. */
struct promise {
	struct buf line;	/* that which says n */
	int64_t n;
	char crc[16];
};

/* The payload against what was said of it.  Returns 0, or -1 after saying. */
static int
check_payload(FILE *in, const char *name, struct record *r, const struct promise *p)
{
	char is[16];

	if (read_payload(in, name, p->n, r))
		return -1;
	buf_text(&r->payload);
	snprintf(is, sizeof is, "%08lx", checksum(r, p->line.data));
	if (strcmp(is, p->crc) == 0)
		return 0;
	error_at(name, "checksum %s, wanted %s: the file is damaged", is, p->crc);
	return -1;
}

/* Pass over a payload.  Returns 0, or -1 after saying that it is not all there. */
static int
skip_payload(FILE *in, const char *name, int64_t n)
{
	const off_t at = ftello(in);
	off_t end;

	if (at < 0 || fseeko(in, 0, SEEK_END) || (end = ftello(in)) < 0) {
		error_at(name, "%s", strerror(errno));
		return -1;
	}
	if (end - at < n) {
		say_missing(name, n - (end - at));
		return -1;
	}
	return fseeko(in, at + (off_t)n, SEEK_SET) ? -1 : 0;
}

/* The lines after the magic.  Returns 0, or -1 after saying that they are malformed. */
static int
read_lines(FILE *in, const char *name, struct record *r, struct buf *line, struct promise *p)
{
	int bad = 0;

	while (!bad && (bad = read_line(in, line)) == 0 && strcmp(line->data, "end") != 0) {
		if (strncmp(line->data, "payload ", 8) == 0 && p->n < 0) {
			bad = num_int(line->data + 8, 0, RECORD_MAX_PAYLOAD, &p->n);
			buf_printf(&p->line, "%s\n", line->data);
		} else if (strncmp(line->data, "crc32 ", 6) == 0 && p->n >= 0) {
			snprintf(p->crc, sizeof p->crc, "%s", line->data + 6);
		} else if (p->n < 0 && r->head.len + line->len < RECORD_MAX_HEAD) {
			buf_printf(&r->head, "%s\n", line->data);
		} else {
			bad = -1;
		}
	}
	if (bad || p->n < 0)
		error_at(name, "the header is malformed");
	return bad || p->n < 0 ? -1 : 0;
}

/* A record whose payload is read, or passed over where *skipped is to be its size. */
static int
read_one(FILE *in, const char *name, const char *magic, struct record *r, size_t *skipped)
{
	struct buf line = BUF_EMPTY;
	struct promise p = {BUF_EMPTY, -1, ""};
	int bad, c = getc(in);

	if (c == EOF) {
		record_free(r);
		if (!ferror(in))
			return 0;
		error_at(name, "%s", strerror(errno));
		return -1;
	}
	ungetc(c, in);
	buf_clear(&r->head);
	buf_clear(&r->payload);
	bad = read_line(in, &line);
	bad = bad ? check_magic(name, "", magic) : check_magic(name, line.data, magic);
	if (!bad) {
		buf_printf(&r->head, "%s\n", line.data);
		bad = read_lines(in, name, r, &line, &p);
	}
	if (!bad)
		bad = skipped ? skip_payload(in, name, p.n) : check_payload(in, name, r, &p);
	if (bad)
		record_free(r);
	else if (skipped)
		*skipped = (size_t)p.n;
	buf_free(&p.line);
	buf_free(&line);
	return bad ? -1 : 1;
}

int
record_read(FILE *in, const char *name, const char *magic, struct record *r)
{
	return read_one(in, name, magic, r, NULL);
}

int
record_skim(FILE *in, const char *name, const char *magic, struct record *r, size_t *bytes)
{
	return read_one(in, name, magic, r, bytes);
}

void
record_write(FILE *out, const struct record *r)
{
	char line[40];

	snprintf(line, sizeof line, "payload %zu\n", r->payload.len);
	fwrite(r->head.data, 1, r->head.len, out);
	fprintf(out, "%scrc32 %08lx\nend\n", line, checksum(r, line));
	fwrite(r->payload.data, 1, r->payload.len, out);
}

char *
record_get(struct record *r, const char *key)
{
	const char *p = buf_text(&r->head);
	const size_t n = strlen(key);

	for (; *p; p += strcspn(p, "\n"), p += *p == '\n')
		if (strncmp(p, key, n) == 0 && p[n] == ' ') {
			size_t len = strcspn(p + n + 1, "\n");
			char *v = mem_alloc(len + 1, 1);

			memcpy(v, p + n + 1, len);
			v[len] = '\0';
			return v;
		}
	return NULL;
}

void
record_free(struct record *r)
{
	buf_free(&r->head);
	buf_free(&r->payload);
}
