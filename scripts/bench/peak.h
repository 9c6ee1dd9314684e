/*
 * peak.h - the most multiply-adds of float32 that a core does, on this machine.
 *
 * Sixteen sums in registers, enough to hide the latency of two units.
 */
#ifndef HWR_PEAK_H
#define HWR_PEAK_H

/* peak_macs - multiply-adds a second of one thread, in the kernel named "avx512", "avx2" or "plain". */
double peak_macs(const char *kernel);

#endif
