/* The kernels for AVX2 with FMA: 12 of 16 registers hold sums. */
#if defined(__x86_64__)
#define VLEN 8
#define NV 2
#define NV_MR 6
#define NV_WMR 4
#define MR 6
#define WMR 4
#define KERNEL kernel_avx2
#define KERNEL_NAME "avx2"
#include "net/kernel_body.h"
#else
typedef int hwr_no_avx2;
#endif
