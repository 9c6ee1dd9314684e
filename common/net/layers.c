#include <math.h>

#include "net/layers.h"

void
softmax(const float *x, int n, float *p)
{
	float top = x[0], sum = 0;

	for (int i = 1; i < n; i++)
		top = x[i] > top ? x[i] : top;
	for (int i = 0; i < n; i++)
		sum += p[i] = expf(x[i] - top);
	for (int i = 0; i < n; i++)
		p[i] /= sum;
}

double
softmax_loss(float *logits, int classes, int label, float smooth, float scale, int *right)
{
	const float rest = smooth / (float)classes;
	float top = logits[0];
	double loss = 0;
	int best = 0;

	for (int i = 1; i < classes; i++)
		if (logits[i] > top)
			top = logits[best = i];
	*right = best == label;
	softmax(logits, classes, logits);
	for (int i = 0; i < classes; i++) {
		float want = rest + (i == label ? 1 - smooth : 0);

		if (want > 0)
			loss -= (double)want * log((double)logits[i] + 1e-30);
		logits[i] = (logits[i] - want) * scale;
	}
	return loss;
}
