/* test_tags - tags survive the way into text and back; what is malformed is as if missing. */
#include <stdlib.h>
#include <string.h>

#include "base/tap.h"
#include "page/tags.h"

/* text read and written again gives wanted (NULL: nothing is known). */
static void
through(const char *text, const char *wanted)
{
	struct tags t;
	char *got;

	tags_parse(text, &t);
	got = tags_format(&t);
	tap_ok(got && wanted ? strcmp(got, wanted) == 0 : got == wanted,
	       "text of %zu bytes becomes '%s', wanted '%s'", text ? strlen(text) : 0,
	       got ? got : "(none)", wanted ? wanted : "(none)");
	free(got);
	tags_free(&t);
	tags_free(&t);
}

static void
test_round_trips(void)
{
	static const char all[] = "page=1 line=2 word=3 char=1 box=120,44,31,52 base=96 xh=30 cap=52 src=scan.png";

	through(all, all);
	through(NULL, NULL);
	through("", NULL);
	through(" \t\n ", NULL);
	through("  cap=52\tpage=7 ", "page=7 cap=52");
	through("box=-3,-4,1,1 base=-9", "box=-3,-4,1,1 base=-9");
	through("page=1 page=2", "page=2");
	through("page=1 page=x", "page=1");
	through("page=1 line=2 box=1,2,3,4 base=-9 xh=8 cap=9 whole=1 slope=-1250 zoom=600000 middle=-3 tilt=0 src=a",
	        "page=1 line=2 box=1,2,3,4 base=-9 xh=8 cap=9 whole=1 slope=-1250 zoom=600000 middle=-3 tilt=0 src=a");
	through("of=12 page=3 line=1", "page=3 line=1 of=12");
	through("plain=0 pitch=9 cut=0 to=4 from=3 space=17", "from=3 to=4 cut=0 space=17 pitch=9 plain=0");
}

static void
test_unknown_keys(void)
{
	through("from=3 page=1 to=4 flag", "page=1 from=3 to=4 flag");
	through("pages=1 pag=2 =3", "pages=1 pag=2 =3");
	through("src=a src=b x=%zz", "src=b x=%zz");
}

static void
test_malformed(void)
{
	static const char *const bad[] = {
		"page", "page=", "page=0", "page=-1", "page=1x", "page=0x1", "page=1.5", "page= 1",
		"page=1000000001", "page=99999999999999999999999999", "page=+1",
		"box=", "box=1", "box=1,2,3", "box=1,2,3,4,5", "box=1,2,0,4", "box=1,2,3,-4", "box=,,,",
		"box=1,2,3,", "box=1,2,,4", "xh=0", "of=0", "cap=-1", "whole=0", "zoom=0", "slope=1.5", "src=", "src=%", "src=%4", "src=%4g", "src=a%00b",
	};
	size_t i;

	for (i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct tags t;

		tags_parse(bad[i], &t);
		tap_ok(t.have == 0 && !t.src, "nothing is known from '%s'", bad[i]);
		tags_free(&t);
	}
}

static void
test_src(void)
{
	struct tags t = TAGS_EMPTY, back;
	char every[256], *text;
	int i;

	for (i = 1; i < 256; i++)
		every[i - 1] = (char)i;
	every[255] = '\0';
	t.src = every;
	text = tags_format(&t);
	tap_ok(text && strpbrk(text, " \t\r\n") == NULL, "a name of all bytes is one word");
	tags_parse(text, &back);
	tap_ok(back.src && strcmp(back.src, every) == 0 && !back.rest, "and comes back whole");
	free(text);
	tags_free(&back);
	through("src=my%20scan%25.png", "src=my%20scan%25.png");
	through("src=my%2fscan", "src=my/scan");
}

static void
test_copy(void)
{
	struct tags t, c;

	tags_parse("page=3 src=a.png k=v", &t);
	c = tags_copy(&t);
	tap_ok(c.have == TAG_PAGE && c.page == 3, "a copy has the numbers");
	tap_ok(c.src != t.src && c.rest != t.rest && !strcmp(c.src, "a.png") && !strcmp(c.rest, "k=v"),
	       "and texts of its own");
	tags_free(&t);
	tags_free(&c);
	tap_ok(!c.src && !c.rest && c.have == 0, "freed tags are empty");
}

int
main(void)
{
	test_round_trips();
	test_unknown_keys();
	test_malformed();
	test_src();
	test_copy();
	return tap_done();
}
