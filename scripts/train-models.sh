#!/bin/sh
# Train the models that hwr ships, each with one hwr-train command.
#
# usage: scripts/train-models.sh [letters|fast|digits] ...      (none: all)
#
# DATA  where the data sets lie (../shared/data), see models/README.md
# WORK  where members, checkpoints and logs are kept (build/train)
# OUT   where the models go (models)
#
# A run that was stopped goes on from its checkpoint; a member that is done is
# not trained again.  The same data give the same bytes, however often it stops.
set -eu
cd "$(dirname "$0")/.."
DATA=${DATA:-../shared/data}
WORK=${WORK:-build/train}
OUT=${OUT:-models}
TRAIN=${HWR_BIN:-bin}/hwr-train
export OMP_WAIT_POLICY="${OMP_WAIT_POLICY:-passive}"	# threads that wait do not spin

[ -d "$DATA" ] || { echo "train-models.sh: no data in $DATA" >&2; exit 1; }
[ -x "$TRAIN" ] || { echo "train-models.sh: $TRAIN is missing; run make" >&2; exit 1; }
mkdir -p "$WORK" "$OUT"

# What lines of text need beside letters and digits, as far as there are samples.
marks='.,;:!?"()/&@#$%*+=-'"'"
alnum=0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz
x47=$DATA/emnist-x47-train
unipen=$DATA/unipen/unipen-chars

# What is judged by and never trained with: each twentieth image of EMNIST, each
# eleventh writer of UNIPEN in the order of how much they wrote.
splits() {
	[ ! -f "$WORK/unipen-train" ] || return 0
	seq 0 142392 | awk -v w="$WORK" '{ print >(w ($1 % 20 == 7 ? "/x47-held" : "/x47-train")) }'
	sort "$unipen-writers.txt" | uniq -c | sort -k1,1nr -k2 | awk 'NR % 11 == 9 { print $2 }' >"$WORK/unipen-writers"
	awk -v w="$WORK" 'NR == FNR { held[$1] = 1; next }
		{ print FNR - 1 >(w ($1 in held ? "/unipen-held" : "/unipen-train.tmp")) }' \
		"$WORK/unipen-writers" "$unipen-writers.txt"
	mv "$WORK/unipen-train.tmp" "$WORK/unipen-train"
}

# member NAME OPTION... - one network, unless it is there.
member() {
	name=$1
	shift
	[ -f "$WORK/$name.hwr" ] || "$TRAIN" --resume --log "$WORK/$name.tsv" -o "$WORK/$name.hwr" "$@"
}

# bundle MODEL MEMBER... - members that vote together.
bundle() {
	model=$1
	shift
	for name in "$@"; do
		cat "$WORK/$name.hwr"
	done >"$OUT/$model.hwr.tmp"
	mv "$OUT/$model.hwr.tmp" "$OUT/$model.hwr"
}

# All 62 characters by case, where it is known, marks and bad cuts.
letters_member() {
	splits
	name=$1
	shift
	member "$name" \
	    --data "$x47" --transpose --labels "$x47-labels62-idx1-ubyte.gz" --either "$x47-labels-idx1-ubyte.gz" \
	    --pick "$WORK/x47-train" \
	    --data "$unipen" --mapping "$unipen-mapping.txt" --group 2 --keep "$alnum$marks" --pick "$WORK/unipen-train" \
	    --data "$x47" --transpose --labels "$x47-labels62-idx1-ubyte.gz" --either "$x47-labels-idx1-ubyte.gz" \
	    --pick "$WORK/x47-held" --hold \
	    --data "$unipen" --mapping "$unipen-mapping.txt" --group 2 --keep "$alnum$marks" --pick "$WORK/unipen-held" --hold \
	    --ema 0.999 --reject 0.06 \
	    --note "$name: EMNIST x47-train, UNIPEN train_r01_v07 (CC BY 4.0)" "$@"
}

letters() {
	:
}
