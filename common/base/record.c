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
				error_at(name, "cut short: %" PRId64 " bytes are missing", n - (int64_t)got);
			return -1;
		}
		n -= (int64_t)got;
	}
	return 0;
}

/* The lines after the magic, then the payload. */
static int
read_rest(FILE *in, const char *name, struct record *r, struct buf *line)
{
	struct buf payload_line = BUF_EMPTY;
	char want[16] = "";
	int64_t n = -1;
	int bad = 0;

	while (!bad && (bad = read_line(in, line)) == 0 && strcmp(line->data, "end") != 0) {
		if (strncmp(line->data, "payload ", 8) == 0 && n < 0) {
			bad = num_int(line->data + 8, 0, RECORD_MAX_PAYLOAD, &n);
			buf_printf(&payload_line, "%s\n", line->data);
		} else if (strncmp(line->data, "crc32 ", 6) == 0 && n >= 0) {
			snprintf(want, sizeof want, "%s", line->data + 6);
		} else if (n < 0 && r->head.len + line->len < RECORD_MAX_HEAD) {
			buf_printf(&r->head, "%s\n", line->data);
		} else {
			bad = -1;
		}
	}
	if (bad || n < 0) {
		error_at(name, "the header is malformed");
		bad = -1;
	} else if ((bad = read_payload(in, name, n, r)) == 0) {
		char is[16];

		buf_text(&r->payload);
		snprintf(is, sizeof is, "%08lx", checksum(r, payload_line.data));
		if (strcmp(is, want) != 0) {
			error_at(name, "checksum %s, wanted %s: the file is damaged", is, want);
			bad = -1;
		}
	}
	buf_free(&payload_line);
	return bad;
}

int
record_read(FILE *in, const char *name, const char *magic, struct record *r)
{
	struct buf line = BUF_EMPTY;
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
		bad = read_rest(in, name, r, &line);
	}
	buf_free(&line);
	if (bad)
		record_free(r);
	return bad ? -1 : 1;
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
