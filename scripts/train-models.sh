#!/bin/sh
# Train the models that hwr ships, each with one hwr-train command.
#
# usage: scripts/train-models.sh [letters|fast|digits] ...      (none: all)
#
# DATA, WORK  see scripts/training.sh
# OUT         where the models go (models)
#
# A run that was stopped goes on from its checkpoint; a member that is done is
# not trained again.  The same data give the same bytes, however often it stops.
set -eu
# shellcheck source=scripts/training.sh
. "$(dirname "$0")/training.sh"
OUT=${OUT:-models}
mkdir -p "$OUT"

# bundle MODEL MEMBER... - members that vote together.
bundle() {
	model=$1
	shift
	for name in "$@"; do
		cat "$WORK/$name.hwr"
	done >"$OUT/$model.hwr.tmp"
	mv "$OUT/$model.hwr.tmp" "$OUT/$model.hwr"
}

# What reads words is found in words, by the network before it: the first is
# only for that.  Members differ in their first layers, widths and seeds.
letters() {
	letters_member letters-first --epochs 6 --seed 4 --arch "$(layers '32c3p1n 32c3p1n p2 64c3p1n 64c3p1n p2 drop0.1 128c3p1n 128c3n drop0.3 d128 drop0.3 d')"
	words_member letters-deep letters-first --epochs 12 --seed 2 --arch "$(layers '48c3p1n p2 64c3p1n 64c3p1n 64c3p1n p2 drop0.1 128c3p1n 128c3n drop0.4 d')"
	words_member letters-wide letters-deep --epochs 9 --seed 5 --arch "$(layers '48c5p2n p2 80c3p1n 80c3p1n p2 drop0.1 128c3p1n 128c3n drop0.4 d')"
	bundle letters letters-deep letters-wide
}

# One small network learns what the members say together.
fast() {
	letters
	words_member letters-fast letters-deep --epochs 5 --seed 6 --teacher "$OUT/letters.hwr" \
	    --arch "$(layers '32c3p1n p2 64c3p1n 64c3p1n p2 drop0.1 128c3p1n 128c3n drop0.2 d')"
	bundle letters-fast letters-fast
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
	bundle digits digits-pool3 digits-wide5
}

[ $# -gt 0 ] || set -- letters fast digits
for what in "$@"; do
	case $what in
	letters | fast | digits) "$what" ;;
	*) echo "usage: scripts/train-models.sh [letters|fast|digits] ..." >&2; exit 2 ;;
	esac
done
