#include <string.h>

#include "base/interrupt.h"

static volatile sig_atomic_t caught, catching;
static void (*volatile clean)(void);

static void
on_signal(int sig)
{
	void (*const fn)(void) = clean;

	if (catching && !caught && (sig == SIGINT || sig == SIGTERM)) {
		caught = sig;
		return;
	}
	if (fn)
		fn();
	signal(sig, SIG_DFL);
	raise(sig);
}

/* Take over a signal, unless it is ignored and that is respected. */
static void
take(int sig, int though_ignored)
{
	struct sigaction sa, old;

	memset(&sa, 0, sizeof sa);
	sa.sa_handler = on_signal;
	sigemptyset(&sa.sa_mask);
	if (though_ignored || (sigaction(sig, NULL, &old) == 0 && old.sa_handler != SIG_IGN))
		sigaction(sig, &sa, NULL);
}

void
interrupt_clean(void (*fn)(void))
{
	static const int sigs[] = {SIGHUP, SIGINT, SIGTERM, SIGPIPE};

	clean = fn;
	for (size_t i = 0; i < sizeof sigs / sizeof *sigs; i++)
		take(sigs[i], 0);
}

const volatile sig_atomic_t *
interrupt_catch(void)
{
	catching = 1;
	take(SIGINT, 1);
	take(SIGTERM, 1);
	return &caught;
}
