/* test_tally - pages of a stream: when they are complete, and which are not. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/tap.h"
#include "page/tally.h"

/* One letter for each image: "." goes on, "!" completes its page.  An image's tags are "PAGE/OF ". */
static void
counts(const char *images, const char *want)
{
	struct tally c = TALLY_EMPTY;
	struct buf got = BUF_EMPTY;

	for (const char *at = images; *at; at += *at == ' ') {
		char *end;
		const int page = (int)strtol(at, &end, 10), of = (int)strtol(end + 1, &end, 10);
		const struct tags t = {.have = (page ? TAG_PAGE : 0) | (of ? TAG_OF : 0), .page = page, .of = of};

		buf_char(&got, tally_add(&c, &t, "stream") ? '!' : '.');
		at = end;
	}
	tally_end(&c, "stream");
	tap_ok(strcmp(buf_text(&got), want) == 0, "%s: %s", images, buf_text(&got));
	buf_free(&got);
}

static void
short_stream(void *images)
{
	counts(images, "");
}

/* What is said of images. */
static void
says(char *images, const char *want)
{
	char said[512];

	tap_child(short_stream, images, said, sizeof said);
	tap_ok(strstr(said, want) != NULL, "%s: '%s'", images, want);
}

int
main(void)
{
	char lost[] = "1/3", next[] = "1/3 1/3 2/1", bare[] = "1/2 0/0";

	counts("1/2 1/2 2/1", ".!!");
	counts("1/1 1/1", "!!");
	counts("0/2 0/2", ".!");
	counts("0/0 1/0", "..");
	tap_hush(1);
	counts("1/2 2/2 2/2", "..!");
	counts("1/2 0/0 1/2 1/2", "...!");
	counts("1/3 1/2 1/2", "..!");
	tap_hush(0);
	says(lost, "stream: page 1 has 3 images, and 1 came");
	says(next, "stream: page 1 has 3 images, and 2 came");
	says(bare, "stream: page 1 has 2 images, and 1 came");
	return tap_done();
}
