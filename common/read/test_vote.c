/* test_vote - what an ensemble elects. */
#include <math.h>
#include <string.h>

#include "base/tap.h"
#include "net/labels.h"
#include "read/test_classes.h"
#include "read/vote.h"

static void
test_majority(void)
{
	const struct models two = models_of(2);
	static const float a[] = {0.6f, 0.4f, 0, 0}, b[] = {0.1f, 0.9f, 0, 0}, d[] = {0.7f, 0.2f, 0.1f, 0};
	const float *two_of[] = {a, b}, *all[] = {a, b, d};
	struct model *same[] = {two.v[0], two.v[1], two.v[0]};
	struct models set = {same, 3};
	struct classes c = classes_union(&set);
	struct ranked_class best[4];
	int n;

	n = vote_rank(&c, all, VOTE_MAJORITY, best, 4);
	tap_ok(n == 4 && best[0].cls == 0 && best[0].votes == 2, "the most popular wins");
	n = vote_rank(&c, all, VOTE_MEAN, best, 4);
	tap_ok(n == 4 && best[0].cls == 1 && best[0].prob > 0.499f && best[0].prob < 0.501f,
	       "by mean the one that is surer");
	classes_free(&c);
	c = classes_union(&two);
	n = vote_rank(&c, two_of, VOTE_MAJORITY, best, 1);
	tap_ok(n == 1 && best[0].cls == 1, "ties go to the higher mean; top bounds the number");
	classes_free(&c);
}

static void
test_restrict(void)
{
	const struct models three = models_of(3);
	static const float a[] = {0.5f, 0.3f, 0.05f, 0.15f}, b[] = {0.5f, 0.3f, 0.05f, 0.15f}, d[] = {0.25f, 0.75f};
	const float *all[] = {a, b, d};
	struct classes c = classes_union(&three);
	struct ranked_class best[5];
	int n;

	tap_ok(classes_restrict(&c, "0-9c") == 0, "digits and c");
	tap_ok(strcmp(c.label[1], "c") == 0, "a merged letter keeps the case that is named");
	n = vote_rank(&c, all, VOTE_MEAN, best, 5);
	tap_ok(n == 3, "three classes are left, %d", n);
	tap_ok(best[0].cls == 1 && best[0].prob > 0.444f && best[0].prob < 0.445f, "and scaled before they are counted");
	classes_free(&c);
	c = classes_union(&three);
	tap_ok(classes_restrict(&c, "\\-") == 0 && c.allowed[2] && !c.allowed[0], "a dash is escaped");
	n = vote_rank(&c, all, VOTE_MAJORITY, best, 5);
	tap_ok(n == 1 && best[0].cls == 2 && best[0].votes == 2, "a member that knows none of it does not vote");
	classes_free(&c);
}

/* Cases that a member or the caller takes for one class are counted together. */
static void
test_merge(void)
{
	static char *cases[] = {"C", "c", "0", LABEL_REJECT};
	struct model m = {.classes = cases, .n_classes = 4, .right = 0.99};
	struct model *one[] = {&m}, *both[] = {&m, *models_of(1).v};
	const struct models alone = {one, 1}, mixed = {both, 2};
	static const float p[] = {0.25f, 0.25f, 0.3f, 0.2f}, q[] = {0, 1, 0, 0};
	const float *all[] = {p, q};
	struct classes c = classes_union(&alone);
	struct ranked_class best[4];
	int n = vote_rank(&c, all, VOTE_MEAN, best, 4);

	tap_ok(n == 3 && best[0].cls == 2 && best[0].prob > 0.299f && best[0].prob < 0.301f,
	       "rejects are no answer, but make answers less sure");
	tap_ok(vote_alone(&c, 0, p) == 2, "the favourite of one");
	classes_merge(&c, LETTERS_ALIKE);
	n = vote_rank(&c, all, VOTE_MAJORITY, best, 4);
	tap_ok(c.n == 3 && n == 2 && strcmp(c.label[best[0].cls], "Cc") == 0 && best[0].prob > 0.499f
	       && vote_alone(&c, 0, p) == best[0].cls, "two cases together are more than another");
	tap_ok(c.reject >= 0 && strcmp(c.label[c.reject], LABEL_REJECT) == 0, "the class of rejects stays");
	classes_free(&c);
	c = classes_union(&mixed);
	n = vote_rank(&c, all, VOTE_WEIGHTED, best, 4);
	tap_ok(n == 4 && strcmp(c.label[best[0].cls], "Cc") == 0, "merged in one member, merged in all");
	tap_ok(best[0].prob > 0.59f && best[0].prob < 0.60f,
	       "an accuracy that is known weighs more, and who knows no rejects hears of them (%.3f)", (double)best[0].prob);
	classes_free(&c);
}

static void
test_damage(void)
{
	const struct models two = models_of(2);
	const float nan = (float)NAN, bad[] = {nan, nan, nan, nan}, zero[] = {0, 0, 0, 0};
	const float *all[] = {bad, zero};
	struct classes c = classes_union(&two);
	struct ranked_class best[4];
	int n = vote_rank(&c, all, VOTE_MAJORITY, best, 4);

	tap_ok(n == 4 && best[0].cls == 0 && best[0].prob > 0.24f && best[0].prob < 0.26f,
	       "probabilities that are none count as even");
	classes_free(&c);
}

int
main(void)
{
	test_majority();
	test_restrict();
	test_merge();
	test_damage();
	return tap_done();
}
