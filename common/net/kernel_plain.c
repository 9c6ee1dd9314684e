/* The kernels for any machine: vectors of four floats, which SSE2 and NEON have. */
#define VLEN 4
#define NV 2
#define NV_MR 4
#define NV_WMR 4
#define MR 4
#define WMR 4
#define KERNEL kernel_plain
#define KERNEL_NAME "plain"
#include "net/kernel_body.h"
