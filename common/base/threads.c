#ifdef _OPENMP
#include <omp.h>
#endif

#include "base/num.h"
#include "base/threads.h"

void
threads_set(const char *option, const char *text)
{
	int n = (int)arg_int(option, text, 1, THREADS_MAX);

#ifdef _OPENMP
	omp_set_num_threads(n);
#else
	(void)n;
#endif
}

int
threads_most(void)
{
#ifdef _OPENMP
	return omp_get_max_threads();
#else
	return 1;
#endif
}

int
threads_own(void)
{
#ifdef _OPENMP
	return omp_get_thread_num();
#else
	return 0;
#endif
}
