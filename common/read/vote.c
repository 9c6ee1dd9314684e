#include <stdlib.h>

#include "base/mem.h"
#include "read/vote.h"

const char *const vote_names[] = {"majority", "mean", "weighted", NULL};

/* A probability that no damaged model can make into something else. */
static float
sane(float p)
{
	return p > 0 && p <= 1 ? p : 0;
}

/* The votes on one glyph, (classes) each. */
struct ballot {
	float *mean;		/* sum of the members' probabilities, by weight */
	float *own;		/* of the member under way; below 0: a class it does not know */
	int *votes;
	float weight;		/* sum of the members' weights */
	float good;		/* how likely it is no reject, for members that do not know them */
};

/*
 * What one member says of the allowed classes, in own, scaled to 1 together with
 * what it takes for no character.  Returns its favourite, -1 when it knows none.
 */
static int
own_word(const struct classes *c, int member, const float *probs, float *own)
{
	const int *of = c->of[member];
	float sum = 0;
	int best = -1, known = 0, k;

	for (k = 0; k < c->n; k++)
		own[k] = -1;
	for (k = 0; of[k] >= 0; k++) {
		if (c->allowed[of[k]]) {
			known += own[of[k]] < 0;
			own[of[k]] = (own[of[k]] < 0 ? 0 : own[of[k]]) + sane(probs[k]);
		}
		if (c->allowed[of[k]] || of[k] == c->reject)
			sum += sane(probs[k]);
	}
	for (k = 0; k < c->n; k++) {
		if (own[k] < 0)
			continue;
		own[k] = sum > 0 ? own[k] / sum : 1.0f / (float)known;
		if (best < 0 || own[k] > own[best])
			best = k;
	}
	return best;
}

/* How likely it is no reject: the mean of those members that know them; 1 when none does. */
static float
good_of(const struct classes *c, const float *const *probs)
{
	float sum = 0;
	int n = 0;

	for (int m = 0; m < c->members; m++) {
		const int bad = classes_reject(c, m);

		if (bad >= 0 && probs[m]) {
			sum += 1 - sane(probs[m][bad]);
			n++;
		}
	}
	return n > 0 ? sum / (float)n : 1;
}

/* Count one member's word, by its weight, and its vote. */
static void
count_member(const struct classes *c, int member, const float *probs, enum vote how, struct ballot *n)
{
	const int best = own_word(c, member, probs, n->own);
	const float weight = how == VOTE_WEIGHTED ? c->weight[member] : 1;
	int k;

	if (best < 0)
		return;
	for (k = 0; k < c->n; k++)
		if (n->own[k] > 0)
			n->mean[k] += weight * n->own[k] * (classes_reject(c, member) < 0 ? n->good : 1);
	n->votes[best]++;
	n->weight += weight;
}

/* 1 when class a comes before class b. */
static int
before(const float *mean, const int *votes, enum vote how, int a, int b)
{
	if (how == VOTE_MAJORITY && votes[a] != votes[b])
		return votes[a] > votes[b];
	if (mean[a] > mean[b] || mean[a] < mean[b])
		return mean[a] > mean[b];
	return a < b;
}

int
vote_alone(const struct classes *c, int member, const float *probs)
{
	float *own = mem_floats((size_t)c->n + 1);
	const int best = own_word(c, member, probs, own);

	free(own);
	return best;
}

int
vote_rank(const struct classes *c, const float *const *probs, enum vote how,
          struct ranked_class *best, int top)
{
	const size_t room = (size_t)c->n + 1;
	struct ballot s = {mem_zero(room, sizeof *s.mean), mem_zero(room, sizeof *s.own), mem_zero(room, sizeof *s.votes), 0,
	                  good_of(c, probs)};
	int n = 0, i, k;

	for (i = 0; i < c->members; i++)
		if (probs[i])
			count_member(c, i, probs[i], how, &s);
	for (i = 0; i < c->n && s.weight > 0; i++) {
		if (!c->allowed[i])
			continue;
		s.mean[i] /= s.weight;
		for (k = n; k > 0 && before(s.mean, s.votes, how, i, best[k - 1].cls); k--)
			if (k < top)
				best[k] = best[k - 1];
		if (k < top)
			best[k] = (struct ranked_class){i, s.mean[i], s.votes[i]};
		n += n < top;
	}
	free(s.mean);
	free(s.own);
	free(s.votes);
	return n;
}
