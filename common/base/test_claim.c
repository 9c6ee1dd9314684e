#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/claim.h"
#include "base/io.h"
#include "base/tap.h"

static char dir[] = "/tmp/hwr-test-claim-XXXXXX";

static void
put(const char *path, const char *text)
{
	FILE *f = fopen(path, "wb");

	if (!f || fputs(text, f) < 0 || fclose(f) != 0)
		die("cannot write %s", path);
}

/* What is wrong with path as the second of two outputs; "" when nothing is. */
static const char *
beside(const char *first, const char *path, enum file_kind kind)
{
	static char why[CLAIM_WHY];

	why[0] = '\0';
	claim_release();
	if (claim_output("--first", first, FILE_TEXT, why) == 0)
		claim_output("--second", path, kind, why);
	return why;
}

static void
sameness(void)
{
	put("there", "");
	tap_ok(symlink("there", "link") == 0 && symlink("nowhere", "loose") == 0 && link("there", "hard") == 0 && mkdir("in", 0777) == 0,
	       "links of both kinds");
	tap_ok(!*beside("there", "other", FILE_TEXT), "two outputs are two files");
	tap_ok(strstr(beside("there", "./there", FILE_TEXT), "the same file as --first") != NULL, "or one by another name");
	tap_ok(*beside("there", "link", FILE_TEXT) && *beside("link", "hard", FILE_TEXT), "links are followed");
	tap_ok(*beside("new", "in/../new", FILE_TEXT) && !*beside("new", "in/new", FILE_TEXT), "files that are not there are told apart by folder and name");
	tap_ok(*beside("loose", "nowhere", FILE_TEXT) != '\0', "through links that lead nowhere yet, too");
	tap_ok(!*beside("/dev/null", "/dev/null", FILE_TEXT), "a device is nobody's");
	tap_ok(*beside("-", "-", FILE_TEXT) && !*beside("-", "new", FILE_TEXT), "stdout is one");
}

static void
kinds(void)
{
	put("text", "notes\n");
	put("picture", "P5\n1 1\n255\n\001");
	put("png", "\x89PNG\r\n");
	put("model", "hwr-model 1\n");
	put("lm", "hwr-lm 1\n");
	put("log", "epoch\tloss\ttrain\n");
	put("ckpt", "hwr-checkpoint 1\n");
	put("other", "\xff\xd8\xff\001");
	tap_ok(!*beside("-", "text", FILE_TEXT) && !*beside("-", "text", FILE_STREAM) && !*beside("-", "there", FILE_CHECKPOINT),
	       "text and what is empty may be replaced");
	tap_ok(!*beside("-", "picture", FILE_STREAM) && !*beside("-", "png", FILE_PNG) && !*beside("-", "model", FILE_MODEL)
	       && !*beside("-", "lm", FILE_LM) && !*beside("-", "log", FILE_LOG) && !*beside("-", "ckpt", FILE_CHECKPOINT),
	       "everything by its like");
	tap_ok(*beside("-", "picture", FILE_TEXT) && *beside("-", "png", FILE_STREAM) && *beside("-", "model", FILE_TEXT)
	       && *beside("-", "lm", FILE_MODEL) && *beside("-", "log", FILE_TEXT) && *beside("-", "other", FILE_TEXT),
	       "and by nothing else");
	tap_ok(*beside("-", "text", FILE_CHECKPOINT) && *beside("-", "text", FILE_LOG), "logs and checkpoints replace no text");
	tap_ok(*beside("-", "/dev/null", FILE_CHECKPOINT) && *beside("-", "in", FILE_CHECKPOINT), "a checkpoint is a regular file");
	tap_ok(strstr(beside("-", "picture", FILE_TEXT), "there is a PNM picture, and text would take its place") != NULL, "the reason says what is there");
}

static void
inputs(void)
{
	const char *name = "-", *text = "text";
	char why[CLAIM_WHY];

	claim_release();
	tap_ok(claim_output("--output", "text", FILE_TEXT, why) == 0 && claim_of("./text", -1) && !claim_of("picture", -1)
	       && !claim_of("nowhere", -1), "who writes a file is known");
	tap_hush(1);
	tap_ok(!in_open(&text) && !in_file("./text"), "it is not opened for reading");
	if (!freopen("text", "rb", stdin))
		die("cannot open text");
	tap_ok(!in_open(&name) && strcmp(name, "<stdin>") == 0, "not as stdin, either");
	tap_hush(0);
	claim_release();
	name = "-";
	tap_ok(in_open(&name) == stdin, "others are");
}

int
main(void)
{
	char command[64];

	if (!mkdtemp(dir) || chdir(dir) != 0)
		die("cannot make a folder to work in");
	sameness();
	kinds();
	inputs();
	claim_release();
	snprintf(command, sizeof command, "rm -r %s", dir);
	tap_ok(chdir("/") == 0 && system(command) == 0, "done");
	return tap_done();
}
