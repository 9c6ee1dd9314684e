#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "base/io.h"
#include "base/num.h"
#include "base/utf8.h"
#include "net/label_map.h"

enum { LINE_SIZE = 256 };

/* The EMNIST form after the index: code points apart by blanks. */
static int
codes(char *rest, char label[LABEL_SIZE])
{
	size_t len = 0;
	char *word, *next;

	for (word = rest + strspn(rest, " "); *word; word = next + strspn(next, " ")) {
		char text[UTF8_SIZE];
		int64_t code;
		int n;

		next = word + strcspn(word, " ");
		if (*next)
			*next++ = '\0';
		if (num_int(word, 33, 0x10FFFF, &code) < 0)
			return -1;
		n = utf8_put((uint32_t)code, text);
		if (n == 0 || len + (size_t)n >= LABEL_SIZE)
			return -1;
		memcpy(label + len, text, (size_t)n + 1);
		len += (size_t)n;
	}
	return len > 0 && label_ok(label) ? 0 : -1;
}

/* One line into m; *coded counts the lines of the EMNIST form.  0, or -1 when malformed. */
static int
parse_line(struct label_map *m, char *line, int *coded)
{
	size_t digits = strspn(line, "0123456789");
	char sep = line[digits], *rest = line + digits + 1;
	int64_t index;

	line[digits] = '\0';
	if ((sep != ' ' && sep != '\t') || num_int(line, 0, LABEL_MAP_SIZE - 1, &index) < 0 ||
	    m->label[index][0])
		return -1;
	if (sep == ' ') {
		++*coded;
		return codes(rest, m->label[index]);
	}
	rest[strcspn(rest, "\t")] = '\0';
	if (strlen(rest) >= LABEL_SIZE || !label_ok(rest))
		return -1;
	memcpy(m->label[index], rest, strlen(rest) + 1);
	return 0;
}

/* A lone capital whose small letter has no class stands for both. */
static void
merge_cases(struct label_map *m)
{
	char has[256] = {0};
	int i;

	for (i = 0; i < LABEL_MAP_SIZE; i++)
		if (m->label[i][0] && !m->label[i][1])
			has[(unsigned char)m->label[i][0]] = 1;
	for (i = 0; i < LABEL_MAP_SIZE; i++) {
		char *l = m->label[i];

		if (l[0] >= 'A' && l[0] <= 'Z' && !l[1] && !has[l[0] + 'a' - 'A']) {
			l[1] = (char)(l[0] + 'a' - 'A');
			l[2] = '\0';
		}
	}
}

static int
read_lines(struct label_map *m, FILE *f, const char *path)
{
	char line[LINE_SIZE];
	int number = 0, coded = 0;

	while (fgets(line, sizeof line, f)) {
		number++;
		if (!strchr(line, '\n') && !feof(f)) {
			error_at(path, "line %d: longer than %d bytes", number, LINE_SIZE - 2);
			return -1;
		}
		line[strcspn(line, "\r\n")] = '\0';
		if (line[0] && parse_line(m, line, &coded) < 0) {
			error_at(path, "line %d: wanted a new index and a character code, "
			        "or an index, a tab and a character", number);
			return -1;
		}
	}
	if (ferror(f)) {
		error_at(path, "%s", strerror(errno));
		return -1;
	}
	if (number == 0) {
		error_at(path, "empty");
		return -1;
	}
	if (coded)
		merge_cases(m);
	return 0;
}

int
label_map_read(struct label_map *m, const char *path)
{
	FILE *f = in_file(path);
	int status;

	memset(m, 0, sizeof *m);
	if (!f)
		return -1;
	status = read_lines(m, f, path);
	fclose(f);
	return status;
}

int
label_map_standard(struct label_map *m, const char *name, int min, int max)
{
	static const char digits[] = "0123456789", capitals[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
	static const char balanced[] = "abdefghnqrt", small[] = "abcdefghijklmnopqrstuvwxyz";
	int letters = max > 9 && max <= 26 && min >= 1;	/* EMNIST Letters counts from 1 */
	const char *last = letters || max < 10 ? "" : max <= 46 ? balanced : small;
	int i = 0;
	const char *c;

	memset(m, 0, sizeof *m);
	if (max > 61) {
		error_at(name, "labels up to %d are of no standard set: say what they mean with --mapping",
		        max);
		return -1;
	}
	if (letters)
		i = 1;
	for (c = digits; *c && !letters; c++)
		m->label[i++][0] = *c;
	for (c = capitals; *c && max > 9; c++)
		m->label[i++][0] = *c;
	for (c = last; *c; c++)
		m->label[i++][0] = *c;
	merge_cases(m);
	return 0;
}
