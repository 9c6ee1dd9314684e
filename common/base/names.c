#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/err.h"
#include "base/io.h"
#include "base/names.h"
#include "base/waits.h"

enum { AT_ONCE = 65536 };	/* bytes that are asked for */

int
names_open(struct names *l, const char *path, int sep)
{
	*l = (struct names){.path = path, .sep = sep};
	l->in = in_open(&l->path);
	return l->in ? 0 : -1;
}

/* Take in what has come; wait for it where nothing has. */
static void
take_in(struct names *l)
{
	ssize_t n;

	if (l->next > 0)
		memmove(l->got.data, l->got.data + l->next, l->got.len - l->next);
	l->got.len -= l->next;
	l->looked -= l->next;
	l->next = 0;
	do
		n = read(fileno(l->in), buf_more(&l->got, AT_ONCE), AT_ONCE);
	while (n < 0 && errno == EINTR);
	if (n < 0) {
		error_at(l->path, "%s", strerror(errno));
		l->failed = 1;
	}
	l->over = n <= 0;
	l->got.len += n > 0 ? (size_t)n : 0;
}

/* The end of the name that begins at next; NULL where it has not come.  The last one needs none. */
static char *
find_end(struct names *l)
{
	char *end = l->got.len > l->looked ? memchr(l->got.data + l->looked, l->sep, l->got.len - l->looked) : NULL;

	l->looked = l->got.len;
	if (!end && l->over && !l->failed && l->got.len > l->next) {
		buf_char(&l->got, (char)l->sep);
		end = l->got.data + l->got.len - 1;
	}
	return end;
}

int
names_next(struct names *l, int may_wait, const char **name)
{
	for (;;) {
		char *end = find_end(l);

		if (end) {
			if (l->sep == '\n' && end > l->got.data + l->next && end[-1] == '\r')
				end[-1] = '\0';
			*end = '\0';
			*name = l->got.data + l->next;
			l->next = l->looked = (size_t)(end - l->got.data) + 1;
			if (**name)
				return NAMES_ONE;
		} else if (l->over) {
			return NAMES_END;
		} else if (!may_wait && waits_for(fileno(l->in))) {
			return NAMES_LATER;
		} else {
			take_in(l);
		}
	}
}

int
names_close(struct names *l)
{
	in_close(l->in);
	buf_free(&l->got);
	return l->failed;
}
