#include <errno.h>
#include <string.h>
#include <zlib.h>

#include "base/err.h"
#include "train/idx.h"
#include "train/tunables.h"

/* Why the last gzread gave less than was asked for. */
static const char *
reason(struct idx *x)
{
	int code = 0;
	const char *text = gzerror(x->gz, &code);

	if (code == Z_ERRNO)
		return strerror(errno);
	if (code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR)
		return "truncated";
	return text;
}

int
idx_is_bomb(void *gz, int64_t bytes)
{
	const int64_t compressed = bytes > BOMB_BYTES ? (int64_t)gzoffset(gz) : 0;

	return bytes > BOMB_BYTES && compressed >= 0 && compressed < bytes / BOMB_RATIO;
}

int
idx_read(struct idx *x, uint8_t *to, size_t n)
{
	while (n > 0) {
		unsigned part = n < (1U << 20) ? (unsigned)n : 1U << 20;
		int got = gzread(x->gz, to, part);

		if (got <= 0) {
			error_at(x->path, "%s", reason(x));
			return -1;
		}
		to += got;
		n -= (size_t)got;
		x->read += got;
		if (idx_is_bomb(x->gz, x->read)) {
			error_at(x->path, "more than %d times what was compressed: made to fill the memory", BOMB_RATIO);
			return -1;
		}
	}
	return 0;
}

static int
header(struct idx *x, int dims)
{
	uint8_t h[4 + 4 * IDX_MAX_DIMS];
	int i;

	if (idx_read(x, h, 4) < 0)
		return -1;
	if (h[0] != 0 || h[1] != 0) {
		error_at(x->path, "not an idx file");
		return -1;
	}
	if (h[2] != 8 || h[3] != dims) {
		error_at(x->path, "idx of type %d with %d dimensions, wanted type 8 (bytes) with %d",
		        h[2], h[3], dims);
		return -1;
	}
	if (idx_read(x, h, (size_t)dims * 4) < 0)
		return -1;
	for (i = 0; i < dims; i++)
		x->dim[i] = (uint32_t)h[4 * i] << 24 | (uint32_t)h[4 * i + 1] << 16 |
		            (uint32_t)h[4 * i + 2] << 8 | h[4 * i + 3];
	return 0;
}

int
idx_open(struct idx *x, const char *path, int dims)
{
	x->path = path;
	x->dims = dims;
	x->read = 0;
	errno = 0;
	x->gz = gzopen(path, "rb");
	if (!x->gz) {
		error_at(path, "%s", errno ? strerror(errno) : "no memory");
		return -1;
	}
	gzbuffer(x->gz, 1U << 18);
	if (header(x, dims) == 0)
		return 0;
	idx_close(x);
	return -1;
}

int
idx_end(struct idx *x)
{
	char c;
	int got = gzread(x->gz, &c, 1);

	if (got < 0)
		error_at(x->path, "%s", reason(x));
	else if (got > 0)
		error_at(x->path, "more data than its header says");
	return got == 0 ? 0 : -1;
}

void
idx_close(struct idx *x)
{
	if (x->gz)
		gzclose(x->gz);
	x->gz = NULL;
}
