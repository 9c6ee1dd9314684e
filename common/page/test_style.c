/* test_style - how a glyph was normalized rides in its tag. */
#include <stdlib.h>
#include <string.h>

#include "base/tap.h"
#include "page/style.h"

static void
tagged(const char *tag, enum style s, const char *want)
{
	char *got = style_tagged(tag, s);

	tap_ok(strcmp(got, want) == 0, "'%s' is tagged '%s', wanted '%s'", tag ? tag : "", got, want);
	free(got);
}

static void
test_words(void)
{
	char *word;

	tap_ok(style_from("emnist") == STYLE_EMNIST && style_from("mnist") == STYLE_MNIST &&
	       style_from("line") == STYLE_LINE && style_from("x") == -1,
	       "styles have names");
	tagged(NULL, STYLE_EMNIST, "style=emnist");
	tagged("page=1 foo=2", STYLE_MNIST, "page=1 foo=2 style=mnist");
	tagged("page=1 style=emnist foo=2", STYLE_MNIST, "page=1 foo=2 style=mnist");
	tagged("whole=1 style=emnist", STYLE_LINE, "whole=1 style=line");
	tagged("style=", STYLE_MNIST, "style=mnist");
	tagged("mystyle=1", STYLE_MNIST, "mystyle=1 style=mnist");
	word = style_in_tag("page=1 style=mnist foo=2");
	tap_ok(word && strcmp(word, "mnist") == 0, "the style is found in a tag");
	free(word);
	tap_ok(style_in_tag("page=1 mystyle=1") == NULL && style_in_tag(NULL) == NULL, "or not");
}

int
main(void)
{
	test_words();
	return tap_done();
}
