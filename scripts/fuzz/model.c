/* Any bytes are read as a model, as they are and under a right checksum, which then predicts, or refused. */
#include "mended.h"
#include "net/cost.h"
#include "net/labels.h"
#include "net/model.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define MOST_WORK 2e7		/* what takes more is not asked: other inputs wait */

static void
ask(const char *path)
{
	static float probs[MODEL_LINE_MULTIPLE * CLASSES_MAX];
	static const uint8_t image[MODEL_LINE_ROWS * MODEL_LINE_MULTIPLE + 28 * 28] = {0, 255, 128};
	struct models set = {NULL, 0};

	if (models_load(&set, path) == 0)
		for (int i = 0; i < set.n; i++) {
			if (set.v[i]->cost.work > MOST_WORK || model_ready(set.v[i]))
				continue;
			if (model_is_line(set.v[i]))
				model_predict_line(set.v[i], image, MODEL_LINE_MULTIPLE, probs);
			else
				model_predict(set.v[i], image, 1, probs);
		}
	models_free(&set);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char path[64], little[] = "0.06";

	opts_model_work(NULL, "--max-model-work", little);
	ask(file_of(data, size, path));
	if (file_of_mended(data, size, "hwr-model 1\n", path) > 0)
		ask(path);
	return 0;
}
