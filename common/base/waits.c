#include <poll.h>

#include "base/stream.h"
#include "base/waits.h"

int
waits_for(int fd)
{
	struct pollfd p = {.fd = fd, .events = POLLIN};

	return poll(&p, 1, 0) == 0;
}

void
hand_on(FILE *out)
{
	fflush(out);
	stream_broken(out);
}
