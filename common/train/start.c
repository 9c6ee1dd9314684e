#include "base/err.h"
#include "train/start.h"

const char *
start_reads(const struct model *m)
{
	static const char *const words[TASKS] = {"glyphs", "glyphs of lines", "glyphs that stand alone"};

	return model_is_line(m) ? "whole lines" : words[m->task];
}

/* Nobody said which of several models: it is told that there are others. */
static void
take_first(const struct models *from, struct recipe *r)
{
	r->member = 1;
	if (from->n > 1)
		info_at(0, r->init, "training starts from model 1 of %d, which reads %s; --member takes another, or all",
		        from->n, start_reads(from->v[0]));
}

int
start_load(struct models *from, struct recipe *r, int line)
{
	if (models_load(from, r->init) || models_are(from, line, r->init))
		return -1;
	if (r->member > from->n) {
		error_at(r->init, "model %d is wanted, it has %d", r->member, from->n);
		return -1;
	}
	if (r->member == MEMBER_ALL && from->n == 1)
		r->member = 1;
	if (r->member == 0)
		take_first(from, r);
	return 0;
}

const struct model *
start_member(const struct models *from, const struct recipe *r)
{
	return from->n > 0 && r->member > 0 ? from->v[r->member - 1] : NULL;
}

const char *
start_note(const struct model *from, const char *note)
{
	return note ? note : from ? from->note : "";
}
