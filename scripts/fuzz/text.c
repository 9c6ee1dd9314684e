/*
 * Any bytes are read, or refused, as the small texts that people write: the first byte says which.
 *
 *   p pattern    w words     r prior     m mapping of labels    k numbers of a pick
 *   t texts by name (hwr-eval --text)    l log of a training    n names (--files-from)
 */
#include <string.h>

#include "file.h"
#include "lang/lexicon.h"
#include "lang/pattern.h"
#include "net/label_map.h"
#include "net/prior.h"
#include "read/inputs.h"
#include "report/text_report.h"
#include "report/training_log.h"
#include "train/pick.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The first line is a pattern, what follows a text that it is asked about. */
static void
read_pattern(const uint8_t *data, size_t size)
{
	char *spec = malloc(size + 1), *text;
	const char *why;
	struct pattern *p;

	if (!spec)
		abort();
	memcpy(spec, data, size);
	spec[size] = '\0';
	text = strchr(spec, '\n');
	if (text)
		*text++ = '\0';
	p = pattern_new(spec, &why);
	if (p) {
		struct pattern_state at = pattern_start(p);

		while (text && *text && pattern_step(p, &at, (unsigned char)*text))
			text++;
		pattern_ends(p, &at);
		pattern_free(p);
	}
	free(spec);
}

static void
read_words(const char *path)
{
	struct lexicon *x = lexicon_load(path);

	if (x) {
		struct lexicon_state at = lexicon_start(x);

		lexicon_step(x, &at, 'H');
		lexicon_step(x, &at, 'e');
		lexicon_end(x, &at);
	}
	lexicon_free(x);
}

static void
read_prior(const char *path)
{
	char zero[] = "0", merged[] = "Cc", *labels[] = {zero, merged};
	float shares[] = {0.5f, 0.5f};
	struct model m = {.classes = labels, .n_classes = 2, .prior = shares}, *members[] = {&m};
	struct models set = {members, 1};

	models_prior(&set, path);
	free(m.adjust);
}

static void
read_log(const uint8_t *data, size_t size)
{
	struct training_log log = {0};
	FILE *in = size > 0 ? fmemopen((void *)(uintptr_t)data, size, "rb") : NULL, *out = fopen("/dev/null", "w");

	if (in && out && training_log_read(&log, in, "log") == 0)
		training_log_table(out, &log, 1);
	training_log_free(&log);
	if (in)
		fclose(in);
	if (out)
		fclose(out);
}

static void
read_names(const char *path)
{
	struct inputs in = INPUTS_EMPTY;
	struct names list;
	int failed = 0;

	if (names_open(&list, path, '\n') == 0) {
		while (inputs_add_names(&in, &list, 10, 0, &failed))
			inputs_clear(&in);
		names_close(&list);
	}
	inputs_free(&in);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct label_map map;
	char path[64];

	if (size == 0)
		return 0;
	file_of(data + 1, size - 1, path);
	switch (*data) {
	case 'p': read_pattern(data + 1, size - 1); break;
	case 'w': read_words(path); break;
	case 'r': read_prior(path); break;
	case 'm': label_map_read(&map, path); break;
	case 'k': free(pick_read(path, 1000)); break;
	case 't': text_report("/dev/null", path, path, 3); break;
	case 'l': read_log(data + 1, size - 1); break;
	case 'n': read_names(path); break;
	default: break;
	}
	return 0;
}
