/*
 * labels.h - what the classes of data and models are called.
 *
 * A label is UTF-8: one character that is neither blank nor a control nor turns the writing
 * round, or a
 * capital of A-Z followed by its small letter, for a class that holds both
 * cases of a letter because their shapes are alike ("Cc", a merged letter).
 */
#ifndef HWR_LABELS_H
#define HWR_LABELS_H

enum {
	LABEL_SIZE = 16,		/* bytes of a label with its '\0', at most */
	CLASSES_MAX = 1024,	/* of a data set, of a model */
};

/*
 * U+241A, the class of images that are no character: what was cut at a wrong
 * place, specks, rules.  Such images, and their class, are called rejects.
 */
#define LABEL_REJECT "\xE2\x90\x9A"

/*
 * The classes of networks for lines that are no characters to see: U+2423, a space,
 * and U+2205, the blank of CTC (train/ctc.h), which is the last of them.
 */
#define LABEL_SPACE "\xE2\x90\xA3"
#define LABEL_BLANK "\xE2\x88\x85"

/* label_is_reject - 1 for LABEL_REJECT. */
int label_is_reject(const char *label);

/* label_is_merged - 1 for a merged letter. */
int label_is_merged(const char *label);

/* label_ok - 1 when text can be the label of a class. */
int label_ok(const char *text);

/*
 * labels_meet - 1 when two labels share a character.
 * FOLD_CASE: whatever its case (A-Z); FOLD_SHAPE: or one that cannot be told
 * from it without its neighbours: 0 O o, 1 I l |, 2 Z z, 5 S s, 9 g q.
 */
enum fold { FOLD_NONE, FOLD_CASE, FOLD_SHAPE };
int labels_meet(const char *a, const char *b, enum fold fold);

#endif
