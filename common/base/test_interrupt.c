#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/interrupt.h"
#include "base/tap.h"

static void
clean(void)
{
	if (write(1, "cleaned", 7) != 7)
		_exit(9);
}

static void
once(void *ctx)
{
	(void)ctx;
	interrupt_clean(clean);
	raise(SIGTERM);
}

static void
twice(void *ctx)
{
	const volatile sig_atomic_t *stop;

	(void)ctx;
	interrupt_clean(clean);
	stop = interrupt_catch();
	raise(SIGINT);
	if (*stop != SIGINT)
		exit(9);
	tap_ok(1, "going on");
	raise(SIGTERM);
}

static void
ignored(void *ctx)
{
	(void)ctx;
	signal(SIGHUP, SIG_IGN);
	interrupt_clean(clean);
	raise(SIGHUP);
}

int
main(void)
{
	char said[256];
	int status = tap_child(once, NULL, said, sizeof said);

	tap_ok(status == 128 + SIGTERM && strcmp(said, "cleaned") == 0, "a signal cleans up and ends the program");
	status = tap_child(twice, NULL, said, sizeof said);
	tap_ok(status == 128 + SIGTERM && strstr(said, "going on") && strstr(said, "cleaned"),
	       "caught, the first one is a wish, and the second cleans up and ends it");
	status = tap_child(ignored, NULL, said, sizeof said);
	tap_ok(status == 0 && !*said, "what is ignored stays so");
	return tap_done();
}
