#include <signal.h>
#include <string.h>

#include "base/interrupt.h"

static volatile int caught;

static void
on_signal(int sig)
{
	caught = sig;
}

const volatile int *
interrupt_catch(void)
{
	struct sigaction sa;

	memset(&sa, 0, sizeof sa);
	sa.sa_handler = on_signal;
	sa.sa_flags = (int)SA_RESETHAND;
	sigemptyset(&sa.sa_mask);
	sigaction(SIGINT, &sa, NULL);
	sigaction(SIGTERM, &sa, NULL);
	return &caught;
}
