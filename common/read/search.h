/*
 * search.h - beam search through a line's candidates, at one scale.
 */
#ifndef HWR_SEARCH_H
#define HWR_SEARCH_H

#include "read/alternatives.h"
#include "read/decoder.h"
#include "read/line_scale.h"

struct way {			/* from the line's start to a node */
	double score;
	struct context context;	/* of its text */
	int before;		/* the way it goes on from, among all; -1 at the start */
	int arc, option;	/* the candidate and its character at the end */
	int space;		/* 1: a space stands before that */
};

struct edge {			/* from one way to another, over a candidate that is one character */
	int from, to;		/* ways */
	int arc, option;
	int space;		/* 1: a space stands before that */
	double score;		/* nats that it adds */
};

struct node {
	int *way, n;		/* ways that end here, best first */
};

struct cost {			/* nats that count for a candidate, whatever character it is */
	double cuts;		/* at its start and within it */
	double space[2];	/* none before it; one */
};

struct search {
	const struct decoder *d;
	const struct language *language;	/* the decoder's */
	const struct classes *classes;
	const struct ranked_class *const *ranked;
	const int *n_ranked;
	const struct result *r;
	struct choice *choice;	/* of every candidate */
	struct cost *cost;	/* the same */
	int n;
	struct lm_memo *memo;	/* NULL: no language model */
	struct way *ways;
	int n_ways, room;
	struct edge *edges;	/* all that led to a way that was kept then, in the order of their starts */
	int n_edges, edge_room;
	int keep_edges;		/* 1: they are wanted */
	struct node *nodes;
	int n_nodes;
	double frequent;	/* 0..1: how frequent capitals are in words of such: as in training, as small letters were */
	int beam;		/* ways kept at a node */
	int apart;		/* 1: a space stands before every character but the first */
	int first;		/* the piece that the first node stands before */
	int end;		/* the best way to the last node, -1: none */
	double score;		/* of it */
};

/*
 * search_open - for n candidates r, as lattice_ok has them, and what networks say
 * of each (as decode_line has it).  All of it must outlive s.
 */
void search_open(struct search *s, const struct decoder *d, const struct classes *c,
                 const struct ranked_class *const *ranked, const int *n_ranked, const struct result *r, int n);
void search_close(struct search *s);

/*
 * search_at - the best way at a scale, whose cost counts, when no more than beam
 * ways (the decoder's at most) are kept at a node: s->end and s->score.
 */
void search_at(struct search *s, const struct scale *at, int beam);

/* search_way - the best way, from the line's start, one way a character; new.  Returns how many they are. */
int search_way(const struct search *s, int **way);

/* search_space - nats for a space before a candidate (1), or none. */
double search_space(const struct search *s, int arc, int space);

#endif
