#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/err.h"
#include "image/filter.h"

/* img in a file without a name, to be read from its start; NULL after a message. */
static FILE *
to_file(const struct image *img, const char *name)
{
	const struct image bare = {img->w, img->h, img->px, NULL};
	FILE *f = tmpfile();

	if (f) {
		image_write(f, &bare);
		if (fflush(f) == 0 && !ferror(f) && lseek(fileno(f), 0, SEEK_SET) == 0)
			return f;
	}
	error_at(name, "a temporary file: %s", strerror(errno));
	if (f)
		fclose(f);
	return NULL;
}

/* Start the command between two descriptors.  Returns its process, or -1. */
static pid_t
start(const char *command, int in, const int out[2])
{
	const pid_t pid = fork();

	if (pid != 0)
		return pid;
	if (dup2(in, 0) == 0 && dup2(out[1], 1) == 1) {
		close(out[0]);
		if (out[1] != 1)
			close(out[1]);
		execl("/bin/sh", "sh", "-c", command, (char *)NULL);
	}
	_exit(127);
}

/* What comes from the descriptor from, which is closed then.  Returns how many images, 2 for more; -1 after a message. */
static int
take_images(int from, const char *name, struct image *out)
{
	struct image second;
	FILE *in = fdopen(from, "rb");
	int got;

	if (!in) {
		error_at(name, "%s", strerror(errno));
		close(from);
		return -1;
	}
	got = image_read(in, name, IMAGE_MAX_PIXELS, out);
	if (got == 1 && image_read(in, name, IMAGE_MAX_PIXELS, &second) == 1) {
		image_free(&second);
		got = 2;
	}
	fclose(in);
	return got;
}

/* Wait for the command to end.  Returns 0, or 1 after saying that it failed. */
static int
wait_for(pid_t pid, const char *name)
{
	int status = 0;

	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		continue;
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return 0;
	error_at(name, "the command failed: %s %d", WIFEXITED(status) ? "status" : "signal",
	         WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status));
	return 1;
}

/* The command's image, in being what the picture is read from.  Returns 0, or 1 after a message. */
static int
run(const char *command, FILE *in, const char *name, struct image *out)
{
	struct image made = IMAGE_EMPTY;
	int ends[2], got, bad = 0;
	pid_t pid;

	if (pipe(ends) != 0 || (pid = start(command, fileno(in), ends)) < 0) {
		error_at(name, "%s", strerror(errno));
		return 1;
	}
	close(ends[1]);
	got = take_images(ends[0], name, &made);
	if (wait_for(pid, name) != 0)
		bad = 1;
	else if (got == 0 || got == 2)
		error_at(name, "the command wrote %s", got == 0 ? "no image" : "more than one image");
	if (!bad && got == 1)
		*out = made;
	else
		image_free(&made);
	return bad || got != 1;
}

int
image_filter(const char *command, const struct image *img, const char *name, struct image *out)
{
	FILE *in = to_file(img, name);
	int failed = 1;

	if (in) {
		failed = run(command, in, name, out);
		fclose(in);
	}
	return failed;
}
