/* The kernels for AVX-512: 8 pixel rows, as many as there are address registers. */
#if defined(__x86_64__)
#define VLEN 16
#define NV 2
#define MR 8
#define WMR 8
#define KERNEL kernel_avx512
#define KERNEL_NAME "avx512"
#include "net/kernel_body.h"
#else
typedef int hwr_no_avx512;
#endif
