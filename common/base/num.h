/*
 * num.h - numbers from text.  Every number from outside comes through here.
 */
#ifndef HWR_NUM_H
#define HWR_NUM_H

#include <stdint.h>

/*
 * num_int, num_real - the whole of text as a decimal number within [lo, hi].
 * Return 0 and set *out, or -1 (not a number, trailing text, out of range).
 */
int num_int(const char *text, int64_t lo, int64_t hi, int64_t *out);
int num_real(const char *text, double lo, double hi, double *out);

/* arg_int, arg_real - the same for an option's argument: says why and exits 2. */
int64_t arg_int(const char *option, const char *text, int64_t lo, int64_t hi);
double arg_real(const char *option, const char *text, double lo, double hi);

/*
 * arg_choice - the index of text in the list of words, which ends with NULL.
 * Says which words there are and exits 2 when it is none of them.
 */
int arg_choice(const char *option, const char *text, const char *const words[]);

#endif
