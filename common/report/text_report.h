/*
 * text_report.h - how well texts agree with the truth: hwr-eval --text.
 */
#ifndef HWR_TEXT_REPORT_H
#define HWR_TEXT_REPORT_H

/*
 * text_report - to the file output, error rates over all names of the file
 * truth; one that the file answers lacks counts as empty.  Two plain texts are
 * one text and its answer (table.h).  Files of two kinds, without a common name, or
 * without a character of truth are an error.  Then as many as worst
 * texts, those with the most wrong letters and digits, and of what was mistaken
 * for what.  "-", and answers NULL, is stdin, which can be only one of
 * them: else exits 2.  Returns 0, or 1 after saying what failed.
 */
int text_report(const char *output, const char *truth, const char *answers, int worst);

#endif
