#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/claim.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/out_place.h"

enum { MAX_CLAIMS = 16, HEAD = 512 };

struct claim {
	char *option;		/* owned */
	char *target;		/* links followed, owned */
	int std;		/* 1: it is stdout */
};

static struct claim claims[MAX_CLAIMS];
static int n_claims;

static const char *const kind_names[FILE_KINDS] = {
	"empty", "text", "a PNM picture", "a PNG picture", "a model", "a language model", "a log of training", "a checkpoint",
};

/* How files of ours, and pictures, begin. */
static const struct {
	const char *head;
	enum file_kind kind;
} heads[] = {
	{"\x89PNG", FILE_PNG}, {"hwr-model ", FILE_MODEL}, {"hwr-lm ", FILE_LM}, {"hwr-checkpoint ", FILE_CHECKPOINT},
	{"epoch\tloss\t", FILE_LOG}, {"%PDF", FILE_KINDS},
};

static int
is_pnm(const char *head, size_t n)
{
	return n > 2 && head[0] == 'P' && head[1] >= '1' && head[1] <= '7' && strchr(" \t\r\n#", head[2]);
}

/* What the first n bytes of a file show it to be: FILE_KINDS, something else that is no text. */
static enum file_kind
kind_of(const char *head, size_t n)
{
	if (n == 0)
		return FILE_NONE;
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		if (n >= strlen(heads[i].head) && memcmp(head, heads[i].head, strlen(heads[i].head)) == 0)
			return heads[i].kind;
	if (is_pnm(head, n))
		return FILE_STREAM;
	for (size_t i = 0; i < n; i++)
		if (head[i] == '\0' || ((unsigned char)head[i] < ' ' && !strchr("\t\n\r\f\v\b\033", head[i])))
			return FILE_KINDS;
	return FILE_TEXT;
}

/* The same of the file path; FILE_NONE where it cannot be read. */
static enum file_kind
kind_of_file(const char *path)
{
	char head[HEAD];
	FILE *in = fopen(path, "rb");
	size_t n;

	if (!in)
		return FILE_NONE;
	n = fread(head, 1, sizeof head, in);
	fclose(in);
	return kind_of(head, n);
}

/* Whether an output of one kind may take the place of a file of another. */
static int
may_replace(enum file_kind kind, enum file_kind is)
{
	if (is == FILE_NONE || is == kind)
		return 1;
	if (kind == FILE_LOG || kind == FILE_CHECKPOINT)
		return 0;
	return is == FILE_TEXT;
}

/* Whether two targets are one file: by their inodes, or, of such as are not there, by folder and name. */
static int
same_target(const char *a, const char *b)
{
	const char *p = strrchr(a, '/'), *q = strrchr(b, '/');
	struct stat x, y;
	char *in[2];
	int same;

	if (stat(a, &x) == 0 || stat(b, &y) == 0)
		return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
	if (strcmp(p ? p + 1 : a, q ? q + 1 : b) != 0)
		return 0;
	in[0] = place_folder(a);
	in[1] = place_folder(b);
	same = stat(in[0], &x) == 0 && stat(in[1], &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
	free(in[0]);
	free(in[1]);
	return same;
}

/* The claim that is of the target, or of stdout where that is NULL; NULL: none. */
static const struct claim *
find(const char *target)
{
	for (int i = 0; i < n_claims; i++)
		if (target ? !claims[i].std && same_target(claims[i].target, target) : claims[i].std)
			return &claims[i];
	return NULL;
}

static void
keep(const char *option, char *target)
{
	if (n_claims == MAX_CLAIMS)
		die("more than %d outputs", MAX_CLAIMS);
	claims[n_claims++] = (struct claim){mem_text(option), target, target == NULL};
}

/* Whether what is at target, regular or not, may be replaced.  Returns 0, or -1 with the reason. */
static int
check_kind(const char *target, const struct stat *st, enum file_kind kind, char why[CLAIM_WHY])
{
	enum file_kind is;

	if (!S_ISREG(st->st_mode)) {
		if (kind != FILE_CHECKPOINT)
			return 0;
		snprintf(why, CLAIM_WHY, "no regular file");
		return -1;
	}
	is = kind_of_file(target);
	if (may_replace(kind, is))
		return 0;
	snprintf(why, CLAIM_WHY, "there is %s, and %s would take its place; remove it first, or take another name",
	         is == FILE_KINDS ? "a binary file" : kind_names[is], kind_names[kind]);
	return -1;
}

int
claim_output(const char *option, const char *path, enum file_kind kind, char why[CLAIM_WHY])
{
	const int std = strcmp(path, "-") == 0;
	char *target = std ? NULL : place_of(path);
	const struct claim *other;
	struct stat st;
	int there;

	if (!std && !target) {
		snprintf(why, CLAIM_WHY, "%s", strerror(errno));
		return -1;
	}
	there = !std && stat(target, &st) == 0;
	if (there && !S_ISREG(st.st_mode)) {
		free(target);
		return check_kind(path, &st, kind, why);
	}
	if ((other = find(target)) != NULL) {
		snprintf(why, CLAIM_WHY, "the same file as %s", other->option);
		free(target);
		return -1;
	}
	keep(option, target);
	return there ? check_kind(target, &st, kind, why) : 0;
}

const char *
claim_of(const char *path, int fd)
{
	struct stat st, its;

	if ((path ? stat(path, &st) : fstat(fd, &st)) != 0 || !S_ISREG(st.st_mode))
		return NULL;
	for (int i = 0; i < n_claims; i++)
		if (!claims[i].std && stat(claims[i].target, &its) == 0 && its.st_dev == st.st_dev && its.st_ino == st.st_ino)
			return claims[i].option;
	return NULL;
}

void
claim_release(void)
{
	while (n_claims > 0) {
		free(claims[--n_claims].target);
		free(claims[n_claims].option);
	}
}
