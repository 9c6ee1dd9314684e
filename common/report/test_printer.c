/* test_printer - every format, byte for byte. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/tap.h"
#include "read/test_result.h"
#include "report/printer.h"

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
		result_free(&r[i]);
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

/* What a page that is complete has written, and what follows it. */
static void
test_end_of_page(void)
{
	struct result a = result_of("page=1 line=1 word=1 char=1", "a", 1), b = result_of("page=1 line=1 word=1 char=1", "b", 1);
	struct printer p;
	char *got = NULL;
	size_t len;
	FILE *f = open_memstream(&got, &len);

	printer_start(&p, f, FORMAT_TEXT, 1);
	printer_end_page(&p);
	printer_put(&p, &a);
	printer_end_page(&p);
	printer_end_page(&p);
	fflush(f);
	tap_ok(strcmp(got, "a\n") == 0, "the last line of a page is ended with it");
	printer_put(&p, &b);
	printer_end(&p);
	fclose(f);
	tap_ok(strcmp(got, "a\n\fb\n") == 0, "and what follows is another page, whatever its number");
	free(got);
	result_free(&a);
	result_free(&b);
}

/* Two characters of a word, and one of the next. */
static void
test_words(void)
{
	static const char head[] = "page\tline\tword\trank\tx\ty\tw\th\ttext\tconf\tsrc\n";
	struct result r[] = {
		result_of("page=1 line=2 word=3 char=1 box=10,20,5,9 src=a.png", "o", 0.5f),
		result_of("page=1 line=2 word=3 char=2 box=8,25,30,9 src=a.png", "n", 0.75f),
		result_of("page=1 line=2 word=4 char=1 box=50,20,5,9 src=a.png", "!", 1),
	};
	struct nbest known = {{{mem_text("to be"), 0.5f}, {mem_text("tobe"), 0.25f}}, 2};
	struct result told[] = {result_of("line=1 word=1", "t", 1), result_of("line=1 word=1", "o", 1)};
	struct result bare[] = {result_of(NULL, "4", 0.5f), result_of(NULL, "2", 0.5f)};
	struct buf want = BUF_EMPTY;

	r[0].n = r[1].n = 2;
	strncat(r[0].best[1].text, "a", 2);
	strncat(r[1].best[1].text, "\t", 3);
	r[0].best[1].conf = 0.5f;
	r[1].best[1].conf = 0.25f;
	buf_printf(&want, "%s1\t2\t3\t1\t8\t20\t30\t14\ton\t0.3750\ta.png\n1\t2\t3\t2\t8\t20\t30\t14\tan\t0.3750\ta.png\n"
	           "1\t2\t3\t3\t8\t20\t30\t14\to\\t\t0.1250\ta.png\n1\t2\t4\t1\t50\t20\t5\t9\t!\t1.0000\ta.png\n", head);
	prints("words by their characters", FORMAT_WORDS, 3, r, 3, buf_text(&want));
	told[0].word = mem_zero(1, sizeof *told[0].word);
	nbest_copy(told[0].word, &known);
	nbest_clear(&known);
	buf_clear(&want);
	buf_printf(&want, "%s0\t1\t1\t1\t0\t0\t0\t0\tto be\t0.5000\t\n0\t1\t1\t2\t0\t0\t0\t0\ttobe\t0.2500\t\n", head);
	prints("words whose readings are known", FORMAT_WORDS, 5, told, 2, buf_text(&want));
	buf_clear(&want);
	buf_printf(&want, "%s0\t0\t0\t1\t0\t0\t0\t0\t42\t0.2500\t\n", head);
	prints("without tags all is one", FORMAT_WORDS, 1, bare, 2, buf_text(&want));
	prints("no word, the head alone", FORMAT_WORDS, 1, NULL, 0, head);
	buf_free(&want);
}

int
main(void)
{
	test_text();
	test_end_of_page();
	test_tables();
	test_words();
	return tap_done();
}
