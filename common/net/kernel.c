#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "net/kernel.h"

/* The kernels, the fastest first, and what a processor must have for them: as the Makefile compiles them. */
static const struct {
	const char *name;
	const struct kernel *kernel;	/* NULL: there is none for this architecture */
	unsigned needs;
} all[] = {
#if defined(__x86_64__)
	{"avx512", &kernel_avx512, CPU_AVX512F | CPU_AVX512VL | CPU_FMA},
	{"avx2", &kernel_avx2, CPU_AVX2 | CPU_FMA},
#else
	{"avx512", NULL, 0},
	{"avx2", NULL, 0},
#endif
	{"plain", &kernel_plain, 0},
};

unsigned
cpu_has(void)
{
	unsigned has = 0;

#if defined(__x86_64__)
	has |= __builtin_cpu_supports("avx2") ? CPU_AVX2 : 0;
	has |= __builtin_cpu_supports("fma") ? CPU_FMA : 0;
	has |= __builtin_cpu_supports("avx512f") ? CPU_AVX512F : 0;
	has |= __builtin_cpu_supports("avx512vl") ? CPU_AVX512VL : 0;
#endif
	return has;
}

const struct kernel *
kernel_of(const char *ask, unsigned has)
{
	size_t i = 0;

	while (ask && *ask && strcmp(ask, all[i].name) != 0)
		if (++i == sizeof all / sizeof *all)
			return NULL;
	while (!all[i].kernel || (all[i].needs & has) != all[i].needs)
		i++;
	return all[i].kernel;
}

const struct kernel *
kernel_best(void)
{
	const char *ask = getenv("HWR_CPU");
	const struct kernel *k = kernel_of(ask, cpu_has());

	if (!k)
		bad_usage("HWR_CPU: '%s' is none of avx512, avx2 and plain", ask);
	return k;
}
