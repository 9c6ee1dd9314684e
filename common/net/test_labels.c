/* Labels of classes: which there may be, and which meet. */
#include "base/tap.h"
#include "net/labels.h"

static void
test_kinds(void)
{
	tap_ok(label_ok("a") && label_ok("Cc") && label_ok("\xC3\xA9") && label_ok(LABEL_REJECT),
	       "a character, a merged letter and the reject are labels");
	tap_ok(!label_ok("") && !label_ok(" ") && !label_ok("ab") && !label_ok("cC") && !label_ok("Ccc") && !label_ok("\x7F"),
	       "nothing, blanks, words and controls are none");
	tap_ok(label_is_merged("Cc") && !label_is_merged("C") && !label_is_merged("Cd") && !label_is_merged("")
	       && !label_is_merged("Ccc"), "merged letters are known");
	tap_ok(label_is_reject(LABEL_REJECT) && !label_is_reject("a"), "and so is the reject");
}

static void
test_meet(void)
{
	tap_ok(labels_meet("0", "Oo", FOLD_SHAPE) && labels_meet("|", "1", FOLD_SHAPE) && labels_meet("q", "g", FOLD_SHAPE)
	       && !labels_meet("G", "9", FOLD_SHAPE) && !labels_meet("0", "O", FOLD_CASE) && labels_meet("G", "g", FOLD_SHAPE),
	       "characters of one shape meet when shapes are folded");
	tap_ok(labels_meet("Cc", "c", FOLD_NONE) && !labels_meet("C", "c", FOLD_NONE) && labels_meet("C", "c", FOLD_CASE),
	       "labels meet in a character");
}

int
main(void)
{
	test_kinds();
	test_meet();
	return tap_done();
}
