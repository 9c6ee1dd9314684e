#include <stdlib.h>
#include <string.h>

#include "net/kernel.h"

const struct kernel *
kernel_best(void)
{
#if defined(__x86_64__)
	const char *ask = getenv("HWR_CPU");

	if (ask && strcmp(ask, "plain") == 0)
		return &kernel_plain;
	if (__builtin_cpu_supports("avx512f") && !(ask && strcmp(ask, "avx2") == 0))
		return &kernel_avx512;
	if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
		return &kernel_avx2;
#endif
	return &kernel_plain;
}
