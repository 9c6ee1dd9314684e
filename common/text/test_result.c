/* test_result - every format, byte for byte. */
#include <stdlib.h>
#include <string.h>

#include "base/tap.h"
#include "text/result.h"

static struct result
result_of(const char *tags, const char *text, float conf)
{
	struct result r;

	memset(&r, 0, sizeof r);
	tags_parse(tags, &r.tags);
	r.n = 1;
	strncat(r.best[0].text, text, RESULT_LABEL - 1);
	r.best[0].conf = conf;
	return r;
}

/* n results, taken over, are printed as want. */
static void
prints(const char *what, enum format format, int top, struct result *r, int n, const char *want)
{
	struct printer p;
	char *got = NULL;
	size_t len;
	FILE *f = open_memstream(&got, &len);
	int i;

	printer_start(&p, f, format, top);
	for (i = 0; i < n; i++)
		printer_put(&p, &r[i]);
	printer_end(&p);
	fclose(f);
	tap_ok(strcmp(got, want) == 0, "%s", what);
	if (strcmp(got, want) != 0)
		printf("# got %s\n", got);
	free(got);
	for (i = 0; i < n; i++)
		tags_free(&r[i].tags);
}

static void
test_text(void)
{
	struct result words[] = {
		result_of("page=1 line=1 word=1 char=1", "H", 1), result_of("page=1 line=1 word=1 char=2", "i", 1),
		result_of("page=1 line=1 word=2 char=1", "A", 1), result_of("page=1 line=2 word=1 char=1", "b", 1),
		result_of("page=2 line=2 word=1 char=1", "\xc3\xa9", 1),
	};
	struct result bare[] = {result_of(NULL, "4", 1), result_of("page=2", "2", 1)};

	prints("words, lines and pages", FORMAT_TEXT, 1, words, 5, "Hi A\nb\n\f\xc3\xa9\n");
	prints("without tags one follows the other", FORMAT_TEXT, 1, bare, 2, "42\n");
	prints("nothing gives nothing", FORMAT_TEXT, 1, NULL, 0, "");
}

static void
test_tables(void)
{
	static const char head[] = "page\tline\tword\tchar\tx\ty\tw\th\ttext\tconf\talternatives\tsrc\n";
	struct buf want = BUF_EMPTY;
	struct result r = result_of("page=1 line=2 word=3 char=4 box=-1,2,3,4 src=a%09b.png", "H", 0.93f);
	struct result bare = result_of(NULL, "\\", 0.5f);

	r.n = 3;
	strncat(r.best[1].text, "N", 2);
	r.best[1].conf = 0.04f;
	strncat(r.best[2].text, "\"", 2);
	r.best[2].conf = 0.01f;
	buf_printf(&want, "%s1\t2\t3\t4\t-1\t2\t3\t4\tH\t0.9300\tN:0.0400 \":0.0100\ta\\tb.png\n", head);
	prints("tsv", FORMAT_TSV, 3, &r, 1, buf_text(&want));
	buf_clear(&want);
	buf_printf(&want, "%s0\t0\t0\t0\t0\t0\t0\t0\t\\\\\t0.5000\t\t\n", head);
	prints("tsv without tags", FORMAT_TSV, 3, &bare, 1, buf_text(&want));
	buf_free(&want);
	r = result_of("page=1 line=2 word=3 char=4 box=-1,2,3,4 src=a%FF.png", "\"", 0.93f);
	r.n = 2;
	strncat(r.best[1].text, "\\", 2);
	r.best[1].conf = 0.04f;
	prints("json", FORMAT_JSONL, 10, &r, 1,
	       "{\"v\":1,\"src\":\"a\xef\xbf\xbd.png\",\"page\":1,\"line\":2,\"word\":3,\"char\":4,"
	       "\"box\":[-1,2,3,4],\"text\":\"\\\"\",\"conf\":0.9300,\"alt\":[[\"\\\\\",0.0400]]}\n");
	bare = result_of(NULL, "\t", 1);
	prints("json without tags", FORMAT_JSONL, 1, &bare, 1,
	       "{\"v\":1,\"text\":\"\\u0009\",\"conf\":1.0000,\"alt\":[]}\n");
	prints("an empty table has its head", FORMAT_TSV, 1, NULL, 0, head);
}

static void
test_text_of(void)
{
	struct result r[] = {
		result_of("page=1 line=1 word=1", "a", 1), result_of("page=1 line=1 word=2", "b", 1),
		result_of("page=1 line=2 word=1", "c", 1), result_of("page=2 line=1 word=1", "d", 1),
	};
	struct buf b = BUF_EMPTY;
	int i;

	text_of(r, 0, &b);
	tap_ok(strcmp(buf_text(&b), "") == 0, "no text of nothing");
	text_of(r, 4, &b);
	tap_ok(strcmp(buf_text(&b), "a b\nc\fd") == 0, "text in memory");
	buf_free(&b);
	for (i = 0; i < 4; i++)
		tags_free(&r[i].tags);
}

int
main(void)
{
	test_text();
	test_tables();
	test_text_of();
	return tap_done();
}
