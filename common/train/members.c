#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/io.h"
#include "base/mem.h"
#include "train/members.h"

/* Where number member waits for the others, new. */
static char *
waiting(const struct training_files *f, int member)
{
	struct buf b = BUF_EMPTY;
	char *path;

	buf_printf(&b, "%s.%d", f->model, member);
	path = mem_text(buf_text(&b));
	buf_free(&b);
	return path;
}

/* Members of an earlier run are not lost for want of a word.  Returns 0, or 1 after saying what helps. */
static int
check_waiting(const struct training_files *f, int n)
{
	int bad = 0;

	for (int member = 1; member <= n && !f->resume && !f->force && !bad; member++) {
		char *path = waiting(f, member);

		bad = access(path, F_OK) == 0;
		if (bad)
			error_at(path, "a model of an earlier run; --resume goes on with it, -f begins anew");
		free(path);
	}
	return bad;
}

/* The bytes of the file path to out.  Returns 0, or 1 after saying why not. */
static int
append(FILE *out, const char *path)
{
	FILE *in = in_file(path);
	char block[1 << 16];
	size_t got;
	int bad;

	while (in && (got = fread(block, 1, sizeof block, in)) > 0)
		fwrite(block, 1, got, out);
	bad = !in || ferror(in);
	if (in && bad)
		error_at(path, "%s", strerror(errno));
	in_close(in);
	return bad;
}

/* All that wait become one file.  Returns 0, or 1 after saying why not. */
static int
bring_together(const struct training_files *f, int n)
{
	struct out o;
	int bad = 0;

	if (out_open(&o, f->model))
		return 1;
	for (int member = 1; member <= n && !bad; member++) {
		char *path = waiting(f, member);

		bad = append(o.f, path);
		free(path);
	}
	bad |= out_close(&o, bad ? OUT_DROP : f->force ? OUT_WHOLE : OUT_NEW);
	for (int member = 1; member <= n && !bad; member++) {
		char *path = waiting(f, member);

		unlink(path);
		free(path);
	}
	return bad;
}

/* Train one into the file that waits. */
static int
train_one(const struct training_files *f, int member, const char *path, members_step *train, void *ctx)
{
	struct training_files own = *f;
	char why[CLAIM_WHY];
	int bad;

	own.model = path;
	own.checkpoint = own.beside = NULL;
	bad = training_files_check(&own, why) != 0;
	if (bad)
		error_at(path, "%s", why);
	else
		bad = train(ctx, member, &own);
	training_files_free(&own);
	return bad;
}

int
members_train(const struct training_files *f, int n, members_step *train, void *ctx)
{
	int bad = check_waiting(f, n);

	for (int member = 1; member <= n && !bad; member++) {
		char *path = waiting(f, member);

		if (f->resume && access(path, F_OK) == 0)
			info_at(0, path, "model %d of %d is done", member, n);
		else
			bad = train_one(f, member, path, train, ctx);
		free(path);
	}
	return bad || bring_together(f, n);
}
