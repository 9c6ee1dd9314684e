#include <errno.h>

#include "base/stream.h"
#include "base/tap.h"

static void
fine(void)
{
	FILE *f = tmpfile();

	if (!f)
		die("no file to write to");
	tap_ok(fputs("x", f) >= 0 && !stream_broken(f) && stream_finish(f) == 0, "what was written is no error");
	tap_ok(stream_close(f) == 0, "nor is closing");
}

static void
full(void)
{
	FILE *f = fopen("/dev/full", "w");
	char block[BUFSIZ] = {0};

	if (!f) {
		tap_skip("no /dev/full here");
		return;
	}
	while (!ferror(f))
		fwrite(block, 1, sizeof block, f);
	tap_ok(stream_broken(f) == 1, "a lost write is noticed");
	errno = 0;
	tap_ok(stream_broken(f) == 1 && stream_finish(f) == ENOSPC, "and its reason kept");
	tap_ok(stream_close(f) == ENOSPC, "to the end");
	if (!(f = fopen("/dev/full", "w")))
		die("no /dev/full any more");
	tap_ok(fputs("x", f) >= 0 && !stream_broken(f), "what waits is not lost yet");
	tap_ok(stream_close(f) == ENOSPC, "but found when it is closed");
}

int
main(void)
{
	fine();
	full();
	return tap_done();
}
