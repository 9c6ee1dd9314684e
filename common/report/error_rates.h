/*
 * error_rates.h - error rates of text, and of labelled images.
 *
 * Edit distance is Levenshtein's over Unicode code points; rates are summed
 * distances over summed truth lengths.  What is not UTF-8 counts as U+FFFD.
 */
#ifndef HWR_ERROR_RATES_H
#define HWR_ERROR_RATES_H

#include <stddef.h>
#include <stdint.h>

/*
 * What is compared:
 *   RATE_CER     as written; white space around the text and around line
 *                breaks is dropped, blanks and tabs in a row are one blank
 *   RATE_CER62   only A-Z a-z 0-9 after accents are taken off (accents.h), words
 *                apart by one blank (line breaks are blanks)
 *   RATE_CER62I  that, without regard to case
 *   RATE_WER62I  that, word by word
 */
enum { RATE_CER, RATE_CER62, RATE_CER62I, RATE_WER62I, RATES };

/* rate_names - "cer", "cer62", "cer62i", "wer62i". */
extern const char *const rate_names[RATES];

struct error_rates {
	int64_t wrong[RATES];	/* edits */
	int64_t total[RATES];	/* truth characters, words for WER */
	int64_t texts;
};

#define ERROR_RATES_ZERO {{0}, {0}, 0}

/* error_rates_add - count one text; an answer that is missing is "". */
void error_rates_add(struct error_rates *r, const char *truth, const char *answer);

/* error_rates_codes - the code points that RATE_CER compares, new, *n of them, freed by the caller. */
uint32_t *error_rates_codes(const char *text, size_t *n);

/* error_rates_percent - wrong of total in per cent; of nothing, as if total were 1. */
double error_rates_percent(int64_t wrong, int64_t total);

/* error_rates_interval - Wilson's 95 % interval of k successes of n, as fractions (0..1 when n is 0). */
void error_rates_interval(int64_t k, int64_t n, double *lo, double *hi);

/*
 * error_rates_paired - how likely chance alone makes two equally good ways differ so:
 * of the cases where one is right and the other is not, a to one and b to the
 * other (McNemar's test, two-sided, normal approximation); 1 when a + b is 0.
 */
double error_rates_paired(int64_t a, int64_t b);

#endif
