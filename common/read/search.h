/*
 * search.h - beam search for the best path through a line's lattice, under one hypothesis of its metrics.
 *
 * The search goes through the nodes of the lattice (lattice.h) from left to right.  A
 * hypothesis is a path from the first node to some node, with a character for each of
 * its edges, and spaces between.  Every hypothesis at a node is extended over every edge
 * that begins there: with each of the edge's likeliest alternatives, with a space before
 * it and without, in a word of capitals and not, in a word of the user's list and not.
 * Such a step adds nats for
 *
 *	alternative  what networks say, and how well size and place fit
 *	cuts         how likely a character begins at the edge's start and none within it
 *	space        how likely a space stands before it, or none
 *	text         the language: its model, the user's words, the pattern; capitals
 *
 * and the bonuses that make up for what each character costs.  Of hypotheses that reach
 * one node with the same context (context_same) the best stays, as in Viterbi's
 * algorithm; of these the best few stay, the beam.  What can no longer match the pattern
 * (reach.h), or ends within a word of the list, is not kept at all.  The steps can be kept as links, also
 * those of worse hypotheses into one with the same context that was kept: they make a
 * graph of what was considered, which posterior.h and nbest_search.h sum over.
 */
#ifndef HWR_SEARCH_H
#define HWR_SEARCH_H

#include "read/alternatives.h"
#include "read/decoder.h"
#include "read/lattice.h"
#include "read/line_metrics.h"

struct hypothesis {
	double score;		/* nats, from the line's start on */
	struct context context;	/* of its text */
	int before;		/* the hypothesis that it goes on from, a number among all; -1 at the start */
	int edge, alternative;	/* its last edge, and which character that is; -1 at the start */
	int space;		/* 1: a space stands before that character */
};

struct link {			/* a step from one hypothesis to another */
	int from, to;		/* hypotheses */
	int edge, alternative, space;	/* as in a hypothesis */
	double score;		/* nats that it adds */
};

struct node {
	int *hyp, n;		/* numbers of the hypotheses that end here, best first */
};

struct edge_cost {		/* nats that an edge adds, whatever character it is */
	double cuts;		/* a cut at its start, none within it */
	double space[2];	/* no space before it; one */
};

struct search {
	const struct decoder *d;
	const struct language *language;	/* the decoder's */
	const struct lattice *lattice;
	struct alternatives *alternatives;	/* of every edge */
	struct edge_cost *cost;	/* the same */
	struct lm_memo *memo;	/* of the language model; NULL: there is none */
	struct hypothesis *hyps;
	int n_hyps, hyp_room;
	struct link *links;	/* by the nodes they start from, left to right */
	int n_links, link_room;
	int keep_links;		/* 1: links are wanted */
	struct node *nodes;
	int n_nodes;
	int first;		/* the piece that the first node stands before: tags count from the line's start, nodes from here */
	double frequent;	/* 0..1: how frequent capitals are in words of capitals: as in training, as small letters were */
	int beam;		/* hypotheses kept at a node */
	int apart;		/* 1: a space stands before every character but the first, as in "A B C" */
	struct pattern_state *reach;	/* of every node: where a text may be in the pattern there, so that the rest of the line can end it; NULL: there is none */
	int reach_apart;	/* the value of apart that it is for; -1: none */
	int wide;		/* 1: edges may also be what networks hold for hopeless, because nothing else matches the pattern */
	int end;		/* the best hypothesis at the last node, -1: none */
	double score;		/* of it, the text's end and the cost of the metrics counted in */
};

/* search_open - for a lattice that lattice_ok takes.  Decoder and lattice must outlive s. */
void search_open(struct search *s, const struct decoder *d, const struct lattice *l);
void search_close(struct search *s);

/* search_place - weigh the size and place of every edge under the metrics m; search_at does. */
void search_place(struct search *s, const struct line_metrics *m);

/*
 * search_at - search under the hypothesis m of the line's metrics with at most beam
 * hypotheses at a node (the decoder's beam at most).  May be called again and again.
 */
void search_at(struct search *s, const struct line_metrics *m, int beam);

/* search_alternatives - what networks say every edge may be; wide: any character that the pattern has. */
void search_alternatives(struct search *s, int wide);

/* search_can_end - after search_at: 0 when no path through the line matches the pattern. */
int search_can_end(const struct search *s);

/* search_path - the hypotheses of the best path from the line's start, one a character; new.  Returns how many they are. */
int search_path(const struct search *s, int **path);

/* search_space - nats for a space before an edge (1), or none (0). */
double search_space(const struct search *s, int edge, int space);

/* search_tags - the tags of an edge. */
const struct tags *search_tags(const struct search *s, int edge);

/* search_text - the text of one of an edge's alternatives. */
const char *search_text(const struct search *s, int edge, int alternative);

#endif
