#include <errno.h>

#include "base/stream.h"

/* The stream that broke last, and why: an output that fails ends the program soon. */
static FILE *broken;
static int reason;

static void
keep(FILE *f, int why)
{
	if (broken == f)
		return;
	broken = f;
	reason = why ? why : EIO;
}

int
stream_broken(FILE *f)
{
	const int why = errno;

	if (!ferror(f))
		return 0;
	keep(f, why);
	return 1;
}

int
stream_finish(FILE *f)
{
	const int bad = ferror(f);

	errno = 0;
	if (fflush(f) == 0 && !bad)
		return 0;
	keep(f, errno);
	return reason;
}

int
stream_close(FILE *f)
{
	int why = stream_finish(f);

	errno = 0;
	if (fclose(f) != 0 && !why)
		why = errno ? errno : EIO;
	if (broken == f)
		broken = NULL;
	return why;
}
