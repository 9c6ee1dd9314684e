#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/share.h"

/* The folder of the running program; "" when it is not known. */
static void
program_folder(char *exe, size_t room)
{
	const ssize_t n = readlink("/proc/self/exe", exe, room - 1);
	char *slash;

	exe[n > 0 ? n : 0] = '\0';
	slash = strrchr(exe, '/');
	*(slash ? slash : exe) = '\0';
}

char *
share_file(const char *name)
{
	char exe[4096], *path;
	struct buf b = BUF_EMPTY;

	buf_printf(&b, "%s/%s", HWR_SHARE, name);
	if (access(b.data, R_OK) != 0) {
		buf_clear(&b);
		program_folder(exe, sizeof exe);
		buf_printf(&b, "%s%smodels/%s", exe, *exe ? "/../" : "", name);
	}
	path = mem_text(b.data);
	buf_free(&b);
	return path;
}
