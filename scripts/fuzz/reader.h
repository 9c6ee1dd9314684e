/* A reader of small networks with random weights, for glyphs and for whole lines, that read all kinds of pages badly. */
#ifndef HWR_FUZZ_READER_H
#define HWR_FUZZ_READER_H

#include <string.h>

#include "file.h"
#include "base/mem.h"
#include "net/labels.h"
#include "net/model_file.h"
#include "read/reader.h"

/* One network of these layers to out. */
static inline void
write_network(FILE *out, const char *arch, const char *style, char *const *labels, int n)
{
	const struct model_text t = {.arch = arch, .style = style, .note = "", .classes = labels};
	struct arch a;
	char why[200];
	float *params, *stats;

	if (arch_parse(arch, n, &a, why, sizeof why))
		abort();
	params = mem_floats(a.n_params);
	stats = mem_floats(a.n_stats + 1);
	weights_init(&a, 1, params, stats);
	model_write(out, &t, &a, PRECISION_F32, params, stats);
	free(params);
	free(stats);
}

/* The reader, opened when it is first asked for. */
static inline const struct reader *
the_reader(void)
{
	static struct reader r;
	static int open;
	static char a[] = "a", b[] = "B", c[] = "Cc", one[] = "1", dot[] = ".", e[] = "\xC3\xA9";
	static char reject[] = LABEL_REJECT, space[] = LABEL_SPACE, blank[] = LABEL_BLANK;
	static char path[64];	/* the networks are read when they are first asked */
	char *glyphs[] = {a, b, c, one, dot, reject}, *lines[] = {a, b, one, e, space, blank};
	struct reader_options o = READER_DEFAULTS;
	FILE *f;

	if (open)
		return &r;
	f = fopen(file_of(NULL, 0, path), "wb");
	if (!f)
		abort();
	write_network(f, "4c5s3 relu d", "emnist", glyphs, 6);
	write_network(f, "line48 4c3s2p1n relu p2 6c12x1 relu d", MODEL_LINE_STYLE, lines, 6);
	fclose(f);
	o.paths[o.n_paths++] = path;
	o.lm = "none";
	o.readings = 3;
	if (reader_open(&r, &o))
		abort();
	open = 1;
	return &r;
}

#endif
