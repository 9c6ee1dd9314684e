/*
 * model_net.h - the network of a model, which stays in its file until it is first asked.
 *
 * Of a bundle not every model is asked, and each takes memory and time.  What the lines of its
 * record say is known from the start; its weights are read, and the checksum
 * held against all of it, by who asks first.  Of a file that cannot seek, such as a pipe, the weights are kept
 * as they were read.
 */
#ifndef HWR_MODEL_NET_H
#define HWR_MODEL_NET_H

#include <stdio.h>

#include "base/record.h"
#include "net/network.h"
#include "net/weights.h"

struct model_file {		/* an open file, shared by the models in it */
	FILE *in;
	char *name;		/* owned */
	int users;		/* the last one closes it */
	int seeks;		/* 1: payloads can wait in it */
};

struct model_net {
	struct model_file *file;	/* NULL once the network is ready */
	int64_t at;		/* where in the file its record begins; number: which it is, from 1 */
	int number;
	struct record record;	/* without a payload where file seeks */
	struct arch arch;
	enum precision precision;
	struct network *ready;
};

/* model_file_open - for one user; NULL after saying why not.  model_file_leave: one user less. */
struct model_file *model_file_open(const char *path);
void model_file_leave(struct model_file *file);

/*
 * model_net_next - the next record of a file: its lines in net->record, where it is in net.
 *
 * net    all zeros, or as the call before left it
 * bytes  becomes the size of the payload
 * Returns as record_read.
 */
int model_net_next(struct model_file *file, struct model_net *net, size_t *bytes);

/* model_net_keep - net as last read, whose arch and precision were found, for a model: new; net is empty then. */
struct model_net *model_net_keep(struct model_net *net);
void model_net_free(struct model_net *net);

/* model_net_ready - read the network, if that was not done yet.  Returns 0, or -1 after saying why not. */
int model_net_ready(struct model_net *net);

#endif
