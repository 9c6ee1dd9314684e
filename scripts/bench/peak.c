#include <string.h>

#include "peak.h"
#include "timing.h"

enum { SUMS = 12, STEPS = 1 << 20, TRIES = 7 };

#if defined(__clang__)
#define UNROLL _Pragma("clang loop unroll(full)")
#else
#define UNROLL _Pragma("GCC unroll 16")
#endif

/* STEPS x SUMS multiply-adds of vectors of n floats that depend on each other only along a sum. */
#define BURN(name, n, options)								\
	typedef float name##_vec __attribute__((vector_size(4 * (n))));			\
	options static float								\
	name(float x)									\
	{										\
		name##_vec sum[SUMS], a = {0}, b = {0};					\
		float all = 0;								\
											\
		a += x;									\
		b += 1 - x;								\
		UNROLL									\
		for (int i = 0; i < SUMS; i++)						\
			sum[i] = a * (float)i;						\
		for (int s = 0; s < STEPS; s++)						\
			UNROLL									\
			for (int i = 0; i < SUMS; i++)					\
				sum[i] = sum[i] * b + a;				\
		UNROLL									\
		for (int i = 0; i < SUMS; i++)						\
			all += sum[i][0];						\
		return all;								\
	}

BURN(burn_plain, 4, )
#if defined(__x86_64__)
BURN(burn_avx2, 8, __attribute__((target("avx2,fma"))))
BURN(burn_avx512, 16, __attribute__((target("avx512f,fma"))))
#endif

double
peak_macs(const char *kernel)
{
	float (*burn)(float) = burn_plain;
	volatile float sink = 0.01f;
	double best = 1e9, floats = 4;

#if defined(__x86_64__)
	if (strcmp(kernel, "avx2") == 0) {
		burn = burn_avx2;
		floats = 8;
	} else if (strcmp(kernel, "avx512") == 0) {
		burn = burn_avx512;
		floats = 16;
	}
#endif
	for (int i = 0; i < TRIES; i++) {
		const double start = seconds_now();

		sink = burn(0.01f) * 1e-9f + 0.01f;
		best = seconds_now() - start < best ? seconds_now() - start : best;
	}
	(void)sink;
	return floats * SUMS * STEPS / best;
}
