/*
 * optim.h - from gradients to better parameters.
 *
 * SGD with Nesterov momentum (Sutskever et al. 2013), AdamW (Loshchilov,
 * Hutter: arXiv 1711.05101); rates constant, cosine (arXiv 1608.03983) or
 * one-cycle (Smith, Topin: arXiv 1708.07120); a running mean of the weights
 * (EMA; Polyak, Juditsky 1992) is what is shipped.
 */
#ifndef HWR_OPTIM_H
#define HWR_OPTIM_H

#include <stdint.h>

#include "net/arch.h"

enum optimizer { OPTIM_SGD, OPTIM_ADAMW };
enum schedule { RATE_CONSTANT, RATE_COSINE, RATE_ONECYCLE };

struct optim {
	enum optimizer kind;
	double momentum;	/* SGD's, or AdamW's beta1 */
	double decay;		/* weight decay, on convolution weights alone */
	double ema;		/* decay of the running mean; 0 = none is kept */
};

struct optim_state {		/* (n_params) each */
	float *params;
	float *first;		/* momentum */
	float *second;		/* AdamW's mean of squares */
	float *ema;		/* the running mean of params */
	int64_t steps;		/* taken so far */
};

/* rate_at - the learning rate of step (0 ..) of total, peak being the largest. */
double rate_at(enum schedule s, double peak, int64_t step, int64_t total);

struct optim_state optim_new(const struct arch *a);
void optim_free(struct optim_state *st);

/* optim_step - move st->params along grads (n_params). */
void optim_step(const struct optim *o, const struct arch *a, struct optim_state *st,
                const float *grads, double rate);

#endif
