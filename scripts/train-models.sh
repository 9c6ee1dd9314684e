#!/bin/sh
# Train the models that hwr ships, each with one hwr-train command.
#
# usage: scripts/train-models.sh [letters|digits] ...      (none: all)
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

# member NAME OPTION... - one network, unless it is there.
member() {
	name=$1
	shift
	[ -f "$WORK/$name.hwr" ] || "$TRAIN" --resume --log "$WORK/$name.tsv" -o "$WORK/$name.hwr" "$@"
}

# EMNIST's merged classes first, so that class numbers are ByMerge's; then UNIPEN's marks.
letters_member() {
	name=$1
	shift
	member "$name" \
	    --data "$DATA/emnist-x47-train" --transpose \
	    --data "$DATA/unipen/unipen-chars" --mapping "$DATA/unipen/unipen-chars-mapping.txt" \
	    --group 2 --keep "$alnum$marks" \
	    --augment rotate=8,shear=0.2,scale=0.1,shift=1,elastic=0.5,stroke=0.5 \
	    --validate 0.05 --note "$name: EMNIST x47-train, UNIPEN train_r01_v07 (CC BY 4.0)" "$@"
}

# One member ends with two epochs on glyphs nearly as they are: better on glyphs
# like EMNIST's own.  With all three so, the ensemble reads ByMerge better still
# (89.85 %), but loses more on glyphs that went through hwr-normalize.
letters() {
	letters_member letters-wide5-strong --arch wide5 --epochs 6 --seed 2
	letters_member letters-wide5 --arch wide5 --init "$WORK/letters-wide5-strong.hwr" --epochs 2 \
	    --rate 0.0008 --schedule cosine --seed 11 \
	    --augment rotate=3,shear=0.06,scale=0.04,shift=0.5,elastic=0.25,stroke=0.2
	letters_member letters-pool3-strong --arch pool3 --epochs 6 --seed 1
	letters_member letters-seed-strong --arch seed --epochs 5 --seed 3
	cat "$WORK/letters-wide5.hwr" "$WORK/letters-pool3-strong.hwr" "$WORK/letters-seed-strong.hwr" \
	    >"$OUT/letters.hwr.tmp"
	mv "$OUT/letters.hwr.tmp" "$OUT/letters.hwr"
}

digits_member() {
	name=$1
	shift
	member "$name" --data "$DATA/train" --style mnist --validate 0.05 \
	    --augment rotate=8,shear=0.15,scale=0.1,shift=1.5,elastic=0.6,stroke=0.4 \
	    --note "$name: MNIST" "$@"
}

digits() {
	digits_member digits-pool3 --arch pool3 --epochs 10 --seed 1
	digits_member digits-wide5 --arch wide5 --epochs 10 --seed 2
	cat "$WORK/digits-pool3.hwr" "$WORK/digits-wide5.hwr" >"$OUT/digits.hwr.tmp"
	mv "$OUT/digits.hwr.tmp" "$OUT/digits.hwr"
}

[ $# -gt 0 ] || set -- letters digits
for what in "$@"; do
	case $what in
	letters | digits) "$what" ;;
	*) echo "usage: scripts/train-models.sh [letters|digits] ..." >&2; exit 2 ;;
	esac
done
