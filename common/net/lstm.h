/*
 * lstm.h - a layer that reads a sequence from both ends: bidirectional long
 * short-term memory.
 *
 * S. Hochreiter, J. Schmidhuber, "Long Short-Term Memory", Neural Computation
 * 9(8), 1997, with forget gates (Gers et al. 2000); both directions after M.
 * Schuster, K. Paliwal, "Bidirectional Recurrent Neural Networks", IEEE Trans.
 * Signal Processing 45(11), 1997.  In each direction, from one step to the next,
 *
 *   i, f, o = sigmoid(x Wx + h' Wh + b)    g = tanh(x Wx + h' Wh + b)
 *   c = f c' + i g                         h = o tanh(c)
 *
 * where h', c' are those of the step before, 0 at first.
 *
 * Letters: T steps, C channels in (Cp padded, as kernel.h has it), H cells of
 * one direction, a multiple of CHANNEL_BLOCK.  Gates lie side by side: i, f, g, o,
 * of H numbers each.  The output of a step is h of the direction from the left,
 * then h of the one from the right: 2 H channels.
 *
 * Parameters: w (2, C + H, 4 H), for each direction the rows of Wx, then those of
 * Wh; bias (2, 4 H).  A struct lstm is read-only after lstm_pack, and shared by threads.
 */
#ifndef HWR_LSTM_H
#define HWR_LSTM_H

#include "net/kernel.h"

struct lstm {
	int c, cp, h;		/* channels in, padded; cells of one direction */
	int backward;		/* 1: gradients are wanted */
	const struct kernel *kernel;
	float *wx[2], *wh[2];	/* packed for going forward, by direction; borrowed */
	float *wx_back[2], *wh_back[2];	/* transposed and packed, for the gradient */
};

/* lstm_new - all but the room for packed weights; backward: gradients are wanted, too. */
struct lstm lstm_new(int c, int h, int backward, const struct kernel *kernel);

/* lstm_floats, lstm_place - packed weights are kept at room, which stays the caller's; the end of what was taken returns. */
size_t lstm_floats(const struct lstm *l);
float *lstm_place(struct lstm *l, float *room);

/* lstm_pack - take over the weights w (2, C + H, 4 H). */
void lstm_pack(struct lstm *l, const float *w);

/* lstm_kept - floats that lstm_forward keeps of a sequence of so many steps, for lstm_backward. */
size_t lstm_kept(const struct lstm *l, int steps);

/*
 * lstm_forward - y (T, 2 H) of x (T, Cp); bias (2, 4 H).
 * kept: room for lstm_kept floats.
 */
void lstm_forward(const struct lstm *l, int steps, const float *x, const float *bias, float *kept, float *y);

/*
 * lstm_backward - the gradients of what lstm_forward did with the same x, y and kept.
 *
 * dy    (T, 2 H), of y
 * kept  is overwritten
 * dw    (2, C + H, 4 H) and db (2, 4 H) grow by theirs
 * dx    (T, Cp), or NULL when it is not wanted
 */
void lstm_backward(const struct lstm *l, int steps, const float *x, const float *y, const float *dy, float *kept,
                   float *dw, float *db, float *dx);

#endif
