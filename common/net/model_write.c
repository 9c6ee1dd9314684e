/* How a model is written; hwr-model(5) is the format. */
#include "base/record.h"
#include "net/model_file.h"

void
model_write(FILE *out, const struct model_text *t, const struct arch *a, enum precision w,
            const float *params, const float *stats)
{
	struct record r = RECORD_EMPTY;

	buf_printf(&r.head, "%s\narch %s\nstyle %s\nclasses %d\nlabels", MODEL_MAGIC, t->arch, t->style, a->classes);
	for (int i = 0; i < a->classes; i++)
		buf_printf(&r.head, " %s", t->classes[i]);
	if (t->prior)
		buf_str(&r.head, "\nprior");
	for (int i = 0; t->prior && i < a->classes; i++)
		buf_printf(&r.head, " %.6g", (double)t->prior[i]);
	if (t->right > 0)
		buf_printf(&r.head, "\nvalidation %.3f", 100 * t->right);
	if (t->task != TASK_ALL)
		buf_printf(&r.head, "\nreads %s", task_names[t->task]);
	if (t->of > 1)
		buf_printf(&r.head, "\nmember %d of %d", t->member, t->of);
	buf_printf(&r.head, "\nweights %s\nnote ", w == PRECISION_F16 ? "f16" : "f32");
	for (const char *p = t->note; *p; p++)
		buf_char(&r.head, *p == '\n' ? ' ' : *p);
	buf_char(&r.head, '\n');
	buf_text(&r.payload);
	weights_write(a, w, params, stats, &r.payload);
	record_write(out, &r);
	record_free(&r);
}
