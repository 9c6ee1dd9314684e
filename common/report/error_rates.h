/*
 * error_rates.h - error rates of text.
 *
 * Edit distance is Levenshtein's over Unicode code points or words; rates are
 * summed distances over summed truth lengths.
 */
#ifndef HWR_ERROR_RATES_H
#define HWR_ERROR_RATES_H

#include <stdint.h>

/*
 * What is compared (text_units.h):
 *   RATE_CER     characters as written
 *   RATE_CER62   only A-Z a-z 0-9 without accents, words apart by one blank
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

/* error_rates_words - count the edits between the words of one text as they are written, apart by blanks, and the truth's words. */
void error_rates_words(const char *truth, const char *answer, int64_t *wrong, int64_t *total);

#endif
