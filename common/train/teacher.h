/*
 * teacher.h - trained models whose word a new network learns from (distillation).
 */
#ifndef HWR_TEACHER_H
#define HWR_TEACHER_H

#include <stdint.h>

struct teacher;

/*
 * teacher_open - the models of the file path, for a network of these classes.
 * A class of a model counts for the one class that shares a character with it.
 * level 1: they answer as if all classes were equally likely (prior.h).
 * Returns NULL after saying why: it cannot be loaded, one of its classes is none or several
 * of these, or a model to be levelled does not say how often its classes occurred.
 */
struct teacher *teacher_open(const char *path, char *const *classes, int n_classes, int level);
void teacher_free(struct teacher *t);	/* NULL is harmless */

/* teacher_crc - of the file the models came from, so that a resumed run has the same teacher. */
unsigned long teacher_crc(const struct teacher *t);

/*
 * teacher_say - the mean of the models' probabilities for n images (n,28,28):
 * probs (n,n_classes), by all threads, the same bytes for any number of them.
 */
void teacher_say(const struct teacher *t, const uint8_t *images, int n, float *probs);

/* teacher_knows - 1 when a class of the models counts for class k. */
int teacher_knows(const struct teacher *t, int k);

#endif
