#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/io.h"
#include "base/io.h"
#include "base/mem.h"
#include "base/share.h"
#include "net/model.h"
#include "net/model_file.h"
#include "net/model_net.h"

struct model_file *
model_file_open(const char *path)
{
	char *found;
	FILE *in = share_open(path, MODEL_ENDING, &found);
	struct model_file *file;

	if (!in)
		return NULL;
	file = mem_alloc(1, sizeof *file);
	*file = (struct model_file){in, found, 1, fseeko(in, 0, SEEK_CUR) == 0};
	return file;
}

void
model_file_leave(struct model_file *file)
{
	if (!file || --file->users > 0)
		return;
	fclose(file->in);
	free(file->name);
	free(file);
}

int
model_net_next(struct model_file *file, struct model_net *net, size_t *bytes)
{
	int got;

	net->file = file;
	net->number++;
	if (file->seeks) {
		net->at = ftello(file->in);
		return record_skim(file->in, file->name, MODEL_MAGIC, &net->record, bytes);
	}
	got = record_read(file->in, file->name, MODEL_MAGIC, &net->record);
	*bytes = net->record.payload.len;
	return got;
}

struct model_net *
model_net_keep(struct model_net *net)
{
	struct model_net *kept = mem_alloc(1, sizeof *kept);

	*kept = *net;
	kept->file->users++;
	net->record = (struct record)RECORD_EMPTY;
	return kept;
}

void
model_net_free(struct model_net *net)
{
	if (!net)
		return;
	model_file_leave(net->file);
	record_free(&net->record);
	network_free(net->ready);
	free(net);
}

/* The record with its payload, which waited in the file.  Returns 0, or -1 after saying why not. */
static int
fetch(struct model_net *net)
{
	struct record r = RECORD_EMPTY;
	int got;

	if (fseeko(net->file->in, (off_t)net->at, SEEK_SET)) {
		error_at(net->file->name, "%s", strerror(errno));
		return -1;
	}
	got = record_read(net->file->in, net->file->name, MODEL_MAGIC, &r);
	if (got < 0)
		return -1;
	if (got == 0 || r.head.len != net->record.head.len || memcmp(r.head.data, net->record.head.data, r.head.len) != 0
	    || r.payload.len != weights_size(&net->arch, net->precision)) {
		error_at(net->file->name, "model %d is another than before", net->number);
		record_free(&r);
		return -1;
	}
	record_free(&net->record);
	net->record = r;
	return 0;
}

/* The network from the record.  Returns 0, or -1 after saying why not. */
static int
unpack(struct model_net *net)
{
	float *params = mem_room(net->arch.n_params), *stats = mem_floats(net->arch.n_stats + 1);
	const int bad = weights_read(&net->arch, net->precision, net->record.payload.data, params, stats);

	record_free(&net->record);
	if (bad)
		error_at(net->file->name, "model %d: a weight is not a finite number", net->number);
	else
		net->ready = network_new(&net->arch, params, stats);
	free(params);
	free(stats);
	return bad;
}

int
model_net_ready(struct model_net *net)
{
	int bad = 0;

#pragma omp critical(model_network)
	if (!net->ready) {
		bad = !net->file || (net->file->seeks && fetch(net)) || unpack(net);
		model_file_leave(net->file);	/* nobody asks again after an error */
		net->file = NULL;
	}
	return bad ? -1 : 0;
}
