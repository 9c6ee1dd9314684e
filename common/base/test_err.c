#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/tap.h"

static char said[8192];

static void
all_kinds(void *ctx)
{
	verbosity = *(int *)ctx;
	setprog("/usr/bin/hwr-x");
	error_at("a.png", "bad %d", 1);
	warn_at("a.png", "odd");
	info_at(1, "a.png", "told");
	info_at(2, "a.png", "told more");
}

static void
long_message(void *ctx)
{
	char name[5000];

	(void)ctx;
	memset(name, 'n', sizeof name - 1);
	name[sizeof name - 1] = '\0';
	error_at(name, "reason");
}

static void
strange_names(void *ctx)
{
	(void)ctx;
	setprog("hwr-x");
	error_at("a\033[2J\r.png", "no class '%s'", "\xff");
	bad_usage("'a\nb'");
}

static void
beside_status(void *ctx)
{
	(void)ctx;
	setprog("t");
	err_status("1 of 2");
	err_status("2 of 2");
	error_at("a.png", "bad");
	err_status("");
	err_status("3");
	err_status("");
}

static void
dies(void *ctx)
{
	(void)ctx;
	setprog("hwr-x");
	die("no %s", "way");
}

static void
misused(void *ctx)
{
	(void)ctx;
	setprog("hwr-x");
	bad_usage("%s", "wrong");
}

int
main(void)
{
	int level = 0, status;

	tap_child(beside_status, NULL, said, sizeof said);
	tap_ok(strcmp(said, "\r\033[K1 of 2\r\033[K2 of 2\r\033[Kt: a.png: bad\n\r\033[K3\r\033[K") == 0, "a message takes the status line away");
	tap_child(all_kinds, &level, said, sizeof said);
	tap_ok(strcmp(said, "hwr-x: a.png: bad 1\nhwr-x: a.png: odd\n") == 0, "errors and warnings are said by default");
	level = -1;
	tap_child(all_kinds, &level, said, sizeof said);
	tap_ok(strcmp(said, "hwr-x: a.png: bad 1\n") == 0, "after -q only errors");
	level = 1;
	tap_child(all_kinds, &level, said, sizeof said);
	tap_ok(strstr(said, "told\n") && !strstr(said, "more"), "after -v decisions");
	level = 2;
	tap_child(all_kinds, &level, said, sizeof said);
	tap_ok(strstr(said, "told more\n") != NULL, "after -vv more of them");
	tap_child(long_message, NULL, said, sizeof said);
	tap_ok(strlen(said) < 6001 && said[strlen(said) - 1] == '\n', "a long message is cut and still a line");
	tap_child(strange_names, NULL, said, sizeof said);
	tap_ok(strcmp(said, "hwr-x: a\\x1B[2J\\r.png: no class '\\xFF'\nhwr-x: 'a\\nb'\n") == 0,
	       "control characters reach no terminal");
	status = tap_child(dies, NULL, said, sizeof said);
	tap_ok(status == EXIT_FAILED && strcmp(said, "hwr-x: no way\n") == 0, "to die is status 1");
	status = tap_child(misused, NULL, said, sizeof said);
	tap_ok(status == EXIT_USAGE && strcmp(said, "hwr-x: wrong\n") == 0, "wrong usage is status 2");
	return tap_done();
}
