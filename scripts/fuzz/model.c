/* Any bytes are read as a model, which then predicts, or refused. */
#include "file.h"
#include "net/labels.h"
#include "net/model.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static float probs[MODEL_LINE_MULTIPLE * CLASSES_MAX];
	static const uint8_t image[28 * 28] = {0, 255, 128};
	struct models set = {NULL, 0};
	char path[64];

	if (models_load(&set, file_of(data, size, path)) == 0 && size < 20000 && set.n > 0) {
		if (model_is_line(set.v[0]))
			model_predict_line(set.v[0], image, MODEL_LINE_MULTIPLE, probs);
		else
			model_predict(set.v[0], image, 1, probs);
	}
	models_free(&set);
	return 0;
}
