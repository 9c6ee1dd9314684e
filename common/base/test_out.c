#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/out.h"
#include "base/tap.h"

static char dir[] = "/tmp/hwr-test-out-XXXXXX";

static void
put(const char *path, const char *text, size_t n)
{
	FILE *f = fopen(path, "wb");

	if (!f || fwrite(text, 1, n, f) != n || fclose(f) != 0)
		die("cannot write %s", path);
}

/* What the file path holds, up to 255 bytes; "" when it is not there. */
static const char *
get(const char *path)
{
	static char text[256];
	FILE *f = fopen(path, "rb");

	text[f ? fread(text, 1, sizeof text - 1, f) : 0] = '\0';
	if (f)
		fclose(f);
	return text;
}

/* How many files of the folder have a name that begins with prefix. */
static int
count(const char *prefix)
{
	char command[64], n[16] = "";
	FILE *p;

	snprintf(command, sizeof command, "ls -A | grep -c '^%s'", prefix);
	p = popen(command, "r");
	if (!p || !fgets(n, sizeof n, p))
		die("cannot list the folder");
	pclose(p);
	return (int)strtol(n, NULL, 10);
}

static void
outputs(void)
{
	struct out o;
	struct stat st;

	put("old", "old", 3);
	chmod("old", 0640);
	tap_ok(out_open(&o, "old") == 0 && fputs("new", o.f) >= 0 && strcmp(get("old"), "old") == 0,
	       "what is being written does not touch the file that is there");
	tap_ok(out_close(&o, OUT_WHOLE) == 0 && strcmp(get("old"), "new") == 0 && count("old") == 1,
	       "closed, it takes its place, and no temporary is left");
	tap_ok(stat("old", &st) == 0 && (st.st_mode & 0777) == 0640, "and keeps its permissions");
	tap_ok(out_open(&o, "old") == 0 && fputs("half", o.f) >= 0 && out_close(&o, OUT_DROP) == 0
	       && strcmp(get("old"), "new") == 0 && count("old") == 1, "given up, it leaves the old file whole");
	tap_ok(out_open(&o, "fresh") == 0 && out_close(&o, OUT_WHOLE) == 0 && access("fresh", F_OK) == 0, "an empty output is a file, too");
	tap_ok(out_close(&o, OUT_WHOLE) == 0, "closing twice is harmless");
	tap_ok(out_open(&o, "/dev/null") == 0 && fputs("x", o.f) >= 0 && out_close(&o, OUT_WHOLE) == 0
	       && stat("/dev/null", &st) == 0 && S_ISCHR(st.st_mode), "a device is written straight and stays a device");
	tap_ok(out_open(&o, "-") == 0 && o.f == stdout && out_close(&o, OUT_WHOLE) == 0, "- is stdout");
}

static void
no_folder(void *ctx)
{
	struct out o;

	(void)ctx;
	exit(out_open(&o, "no/such/folder") == -1 ? 0 : 9);
}

static void
full(void *ctx)
{
	struct out o;

	(void)ctx;
	if (out_open(&o, "/dev/full") != 0)
		exit(9);
	fputs("x", o.f);
	exit(out_close(&o, OUT_WHOLE));
}

static void
full_stdout(void *ctx)
{
	(void)ctx;
	if (dup2(open("/dev/full", O_WRONLY), 1) != 1)
		exit(9);
	puts("x");
	exit(close_stdout());
}

static void
interrupted(void *ctx)
{
	struct out o;

	(void)ctx;
	if (out_open(&o, "target") != 0)
		exit(9);
	fputs("half", o.f);
	raise(SIGTERM);
}

static void
killed(void *ctx)
{
	struct out o;

	(void)ctx;
	if (out_open(&o, "target") != 0)
		exit(9);
	fputs("half", o.f);
	fflush(o.f);
	raise(SIGKILL);
}

static void
gone(void *ctx)
{
	struct out o;

	(void)ctx;
	if (out_open(&o, "target") != 0)
		exit(9);
	die("out of memory");
}

static void
part(void *ctx)
{
	struct out o;

	(void)ctx;
	if (out_open(&o, "fresh") != 0)
		exit(9);
	fputs("half", o.f);
	exit(out_finish(&o, 1));
}

static void
failures(void)
{
	char said[512];
	int status = tap_child(no_folder, NULL, said, sizeof said);

	tap_ok(status == 0 && strstr(said, "no/such/folder: No such file"), "a folder that is not there is said");
	status = tap_child(full, NULL, said, sizeof said);
	tap_ok(status == 1 && strstr(said, "/dev/full: No space"), "a full disk is said, and fails");
	status = tap_child(full_stdout, NULL, said, sizeof said);
	tap_ok(status == 1 && strstr(said, "<stdout>: No space"), "so it is on stdout");
	status = tap_child(interrupted, NULL, said, sizeof said);
	tap_ok(status == 128 + SIGTERM && count("target") == 0 && count(".hwr") == 0, "a signal leaves neither a target nor a temporary");
	status = tap_child(killed, NULL, said, sizeof said);
#ifdef __linux__
	tap_ok(status == 128 + SIGKILL && count("target") == 0 && count(".hwr") == 0, "nor does one that nobody can catch");
#else
	tap_skip("nameless files are Linux'");
#endif
	status = tap_child(gone, NULL, said, sizeof said);
	tap_ok(status == EXIT_FAILED && count("target") == 0 && count(".hwr") == 0, "nor does an exit in the middle");
}

/* What is in the way of outputs: links, names that are taken, files that are not whole. */
static void
places(void)
{
	struct out o;
	struct stat st;
	char said[512];

	put("old", "old", 3);
	tap_ok(symlink("old", "link") == 0 && out_open(&o, "link") == 0 && fputs("new", o.f) >= 0 && out_close(&o, OUT_WHOLE) == 0
	       && lstat("link", &st) == 0 && S_ISLNK(st.st_mode) && strcmp(get("old"), "new") == 0, "a link is written through");
	tap_ok(symlink("fresh", "loose") == 0 && out_open(&o, "loose") == 0 && fputs("new", o.f) >= 0
	       && out_close(&o, OUT_WHOLE) == 0 && strcmp(get("fresh"), "new") == 0, "though it leads nowhere yet");
	tap_hush(1);
	tap_ok(symlink("circle", "circle") == 0 && out_open(&o, "circle") == -1, "but not in a circle");
	tap_ok(out_open(&o, "old") == 0 && fputs("x", o.f) >= 0 && out_close(&o, OUT_NEW) == 1 && strcmp(get("old"), "new") == 0,
	       "what is to be new takes nobody's place");
	tap_hush(0);
	tap_ok(unlink("fresh") == 0 && out_open(&o, "fresh") == 0 && fputs("1", o.f) >= 0 && out_close(&o, OUT_NEW) == 0
	       && strcmp(get("fresh"), "1") == 0, "it takes a name that is free");
	tap_ok(unlink("fresh") == 0 && out_open(&o, "fresh") == 0 && fputs("2", o.f) >= 0 && out_finish(&o, 1) == 1
	       && strcmp(get("fresh"), "2") == 0 && count("fresh.") == 0, "so does what is not whole");
	tap_ok(tap_child(part, NULL, said, sizeof said) == 1 && strcmp(get("fresh"), "2") == 0 && strcmp(get("fresh.incomplete"), "half") == 0
	       && strstr(said, "fresh: stays as it was"), "where a file is, it stays beside it, and that is said");
	tap_ok(count(".hwr") == 0, "no temporary is left");
}

/* Temporaries of programs that were killed where files need names. */
static void
dead(void)
{
	struct out o;
	int fd;

	put(".hwr-1-0", "dead", 4);
	put(".hwr-1-1", "alive", 5);
	put(".hwr-x", "not ours", 8);
	fd = open(".hwr-1-1", O_RDWR);
	tap_ok(fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) == 0 && mkdir("other", 0777) == 0 && out_open(&o, "other/a") == 0
	       && out_close(&o, OUT_DROP) == 0 && out_open(&o, "a") == 0 && count(".hwr-1-0") == 0, "a dead temporary is cleared away");
	tap_ok(count(".hwr-1-1") == 1 && count(".hwr-x") == 1, "one that lives, and what is called otherwise, are not");
	out_close(&o, OUT_DROP);
	close(fd);
}

static void
locks(void)
{
	struct out o;
	int held = -1, other = -1;

	tap_ok(out_open(&o, "kept") == 0 && fputs("1", o.f) >= 0 && out_close_held(&o, OUT_WHOLE, &held) == 0 && held >= 0
	       && out_lock("kept") == -1, "an output may stay locked");
	tap_ok(out_open(&o, "kept") == 0 && fputs("2", o.f) >= 0 && out_close_held(&o, OUT_WHOLE, &other) == 0 && other >= 0
	       && out_lock("kept") == -1, "and its next version, too");
	close(held);
	close(other);
	held = out_lock("kept");
	tap_ok(held >= 0, "until that ends");
	close(held);
}

int
main(void)
{
	char command[64];

	if (!mkdtemp(dir) || chdir(dir) != 0)
		die("cannot make a folder to work in");
	outputs();
	failures();
	places();
	dead();
	locks();
	snprintf(command, sizeof command, "rm -r %s", dir);
	tap_ok(chdir("/") == 0 && system(command) == 0, "done");
	return tap_done();
}

