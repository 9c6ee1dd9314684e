#include <math.h>

#include "net/softmax.h"

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

void
log_softmax(const float *x, int n, float *p)
{
	float top = x[0], sum = 0, all;

	for (int i = 1; i < n; i++)
		top = x[i] > top ? x[i] : top;
	for (int i = 0; i < n; i++)
		sum += expf(x[i] - top);
	/* cppcheck-suppress invalidFunctionArg ; the sum has exp(0) in it */
	all = top + logf(sum);
	for (int i = 0; i < n; i++)
		p[i] = x[i] - all;
}
