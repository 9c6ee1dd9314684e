/* The kernels for AVX-512: 24 of 32 registers hold sums beside a full panel. */
#if defined(__x86_64__)
#define VLEN 16
#define NV 4
#define NV_MR 6
#define NV_WMR 4
#define MR 8
#define WMR 8
#define KERNEL kernel_avx512
#define KERNEL_NAME "avx512"
#include "net/kernel_body.h"
#else
typedef int hwr_no_avx512;
#endif
