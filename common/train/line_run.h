/*
 * line_run.h - a whole training of a network for lines, from the data to the model file.
 */
#ifndef HWR_LINE_RUN_H
#define HWR_LINE_RUN_H

#include "net/model.h"
#include "train/line_trainer.h"
#include "train/training_loop.h"

struct line_run {
	struct line_options o;
	struct training_files files;	/* validate: of the writers */
	const char *characters;		/* the classes, a space among them; NULL: all characters of the data, or those of o.r.init */
	struct models from;		/* what o.r.init names; owned by line_run_init and line_run_end */
};

/*
 * line_run_init - the classes of set where they are known before data are read: those
 * of the model o.r.init, whose layers then are o.r.arch where that is NULL, or s->characters.
 * Returns 0, or -1 after saying why.
 */
int line_run_init(struct line_run *s, struct line_set *set);
void line_run_end(struct line_run *s);

/*
 * line_run_all - train on set, of which it holds out its share, and write the model.
 * Where o.r.epochs is 0 there are as many as few lines need.  Lines whose text is longer than the network has steps are left out, with a warning.
 * Returns 0; 1 after saying why it failed, as training_loop does.
 */
int line_run_all(const struct line_run *s, struct line_set *set);

#endif
