/* What numbered classes are called: standard sets, and files that say it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/tap.h"
#include "net/label_map.h"

static char file[] = "/tmp/hwr-label-map-XXXXXX";

static void
test_standard(void)
{
	static const struct { int min, max, index; const char *label; } want[] = {
		{0, 9, 9, "9"}, {0, 9, 10, ""}, {1, 26, 0, ""}, {1, 26, 1, "Aa"}, {1, 26, 26, "Zz"},
		{0, 46, 12, "Cc"}, {0, 46, 10, "A"}, {0, 46, 36, "a"}, {0, 46, 46, "t"}, {0, 46, 47, ""},
		{0, 25, 35, "Zz"}, {0, 61, 12, "C"}, {0, 61, 61, "z"},
	};
	struct label_map m;
	size_t i;

	for (i = 0; i < sizeof want / sizeof *want; i++)
		tap_ok(label_map_standard(&m, "x", want[i].min, want[i].max) == 0 &&
		       strcmp(m.label[want[i].index], want[i].label) == 0,
		       "labels %d-%d: %d means '%s'", want[i].min, want[i].max, want[i].index, want[i].label);
	tap_hush(1);
	tap_ok(label_map_standard(&m, "x", 0, 62) < 0, "labels to 62 are of no standard set");
	tap_hush(0);
}

/* Whether text is taken as a map. */
static int
read_text(struct label_map *m, const char *text)
{
	FILE *f = fopen(file, "w");
	int status;

	if (!f || fputs(text, f) < 0 || fclose(f) != 0)
		die("cannot write %s", file);
	tap_hush(1);
	status = label_map_read(m, file);
	tap_hush(0);
	return status;
}

static void
test_read(void)
{
	static const char *const bad[] = {
		"", "x 65\n", "0\n", "0 \n", "0 65 x\n", "256 65\n", "-1 65\n", "0 65\n0 66\n", "0 1114112\n",
		"0 55296\n", "0 65 66\n", "0\tAB\n", "0\t\n", "0\t \n", "0 32\n", "0\t\xFF\n", "0,65\n",
		"99999999999999999999 65\n",
	};
	struct label_map m;
	size_t i;
	char line[400];

	tap_ok(read_text(&m, "0 48\n1 67\n2 65\n3 97\n\n5 233\n") == 0 && strcmp(m.label[0], "0") == 0 &&
	       strcmp(m.label[1], "Cc") == 0 && strcmp(m.label[2], "A") == 0 && !m.label[4][0] &&
	       strcmp(m.label[5], "\xC3\xA9") == 0, "code points; a lone capital stands for both cases");
	tap_ok(read_text(&m, "1 65 97\r\n2 66 98") == 0 && strcmp(m.label[1], "Aa") == 0 &&
	       strcmp(m.label[2], "Bb") == 0, "two code points, line ends of any kind");
	tap_ok(read_text(&m, "0\tC\n1\t\\\n") == 0 && strcmp(m.label[0], "C") == 0 &&
	       strcmp(m.label[1], "\\") == 0, "characters are taken as they are");
	for (i = 0; i < sizeof bad / sizeof *bad; i++)
		tap_ok(read_text(&m, bad[i]) < 0, "bad map %zu is refused", i + 1);
	memset(line, '1', sizeof line - 1);
	line[sizeof line - 1] = '\0';
	tap_ok(read_text(&m, line) < 0, "an endless line is refused");
}

int
main(void)
{
	int fd = mkstemp(file);

	setprog("test_label_map");
	if (fd < 0)
		die("no scratch file");
	close(fd);
	test_standard();
	test_read();
	unlink(file);
	return tap_done();
}
