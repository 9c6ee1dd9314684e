#!/bin/sh
# What each augmentation, layer and part of the recipe is worth.
#
# usage: scripts/models/ablate.sh [augment|layers|recipe] ...      (none: all)
#
# Every row is a network trained on a third of EMNIST's images and on UNIPEN, with
# one thing changed, judged on what is held out of both (EMNIST's classes; UNIPEN
# without case) and on characters of pen tablets and phone photos (without case;
# reported, never chosen by).  A run that is done is not done again.
#
# DATA, WORK  see scripts/models/training.sh
# EPOCHS      of a row (4)
set -eu
# shellcheck source=scripts/models/training.sh
. "$(dirname "$0")/training.sh"
EPOCHS=${EPOCHS:-4}
small='32c3n p2 64c3p1n p2 128c3p1n 128c3n drop0.2 d'
splits
awk 'NR % 3 == 1' "$WORK/x47-train" >"$WORK/x47-third"
X47="x47-third"

percent() {	# percent MEASURE - the figure of that line of a report
	sed -n "s/^$1 \([0-9.]*\) %.*/\1/p"
}

# row NAME OPTION... - train, judge, print.
row() {
	name=$1
	file=ablate-$(echo "$name" | tr ' ' '-')
	shift
	if ! [ -f "$WORK/$file.row" ]; then
		letters_member "$file" --epochs "$EPOCHS" --arch "$(layers "$small")" "$@" -v 2>>"$WORK/$file.said"
		model=$WORK/$file.hwr
		"$BIN/hwr-eval" -m "$model" --data "$x47" --transpose --pick "$WORK/x47-held" | percent accuracy >"$WORK/of-x47"
		"$BIN/hwr-eval" -m "$model" --data "$unipen" --mapping "$unipen-mapping.txt" --pick "$WORK/unipen-held" \
		    --only A-Za-z0-9 --prior=alone | percent 'without case' >"$WORK/of-unipen"
		scripts/models/score-sets.sh -m "$model" -s unipen_chars62 -s photo_chars62 | awk '/nocase/ { print $3 }' >"$WORK/of-real"
		awk -v OFS='\t' -v name="$name" 'NR == FNR { for (i = 2; i <= NF; i++) { if ($i ~ /^param/) params = $(i - 1); if ($i == "M") macs = $(i - 1) } next }
			FILENAME ~ /tsv$/ { epochs = $1; seconds += $6; speed = $7; next }
			{ figure = figure OFS $1 }
			END { print name, params, macs, epochs, speed, int(seconds) figure }' \
			"$WORK/$file.said" "$WORK/$file.tsv" "$WORK/of-x47" "$WORK/of-unipen" "$WORK/of-real" >"$WORK/$file.row"
	fi
	cat "$WORK/$file.row"
}

# Each step left out, and none at all.
augment() {
	row 'all augmentation'
	row 'no augmentation' --augment none
	for step in plain rotate shear scale shift elastic stroke ink blur resolution contrast noise texture sliver; do
		row "no $step" --augment "$strong,$step=0"
	done
	row 'no fading' --fade 1
}

# Depth, width, strides, kernels and heads, near the same number of multiply-adds.
layers_of_all_kinds() {
	row 'pool3'
	row 'strided 5x5' --arch "$(layers '32c5s2n 64c3p1n 64c3n p2 128c3n drop0.3 d192 drop0.3 d')"
	row 'one 5x5' --arch "$(layers '24c5p2n p2 64c3p1n p2 128c3p1n 128c3n drop0.2 d')"
	row 'twice as wide' --arch "$(layers '48c3n p2 96c3p1n p2 160c3p1n 160c3n drop0.2 d')"
	row 'half as wide' --arch "$(layers '16c3n p2 32c3p1n p2 64c3p1n 64c3n drop0.2 d')"
	row 'deeper in the middle' --arch "$(layers '32c3p1n p2 64c3p1n 64c3p1n p2 drop0.1 128c3p1n 128c3n drop0.2 d')"
	row 'mean instead of dense' --arch "$(layers '32c3n p2 64c3p1n p2 128c3p1n 128c3n') gap drop0.2 d"
	row 'one more layer' --arch "$(layers '32c3n p2 64c3p1n p2 128c3p1n 128c3p1n 128c3n drop0.2 d')"
	row 'one more residual' --arch "$(layers '32c3n p2 64c3p1n p2 128c3p1n') ( 128c3p1n bn )+ relu $(layers '128c3n drop0.2 d')"
	row 'squeeze and excitation' --arch "$(layers '32c3n p2 64c3p1n') ( gap d8 relu d64 sigmoid )* p2 $(layers '128c3p1n 128c3n') ( gap d16 relu d128 sigmoid )* drop0.2 d"
	row 'depthwise' --arch "$(layers '32c3n p2') dw3p1n bn relu $(layers '96c1n') p2 $(layers '128c3p1n 128c3n drop0.2 d')"
	row 'a hidden layer' --arch "$(layers '32c3n p2 64c3p1n p2 128c3p1n 128c3n drop0.2 d128 drop0.2 d')"
}

recipe() {
	row 'the recipe'
	row 'no label smoothing' --smooth 0
	row 'no mean of weights' --ema 0
	row 'cosine' --schedule cosine
	row 'constant rate' --schedule constant
	row 'SGD' --optimizer sgd
	row 'mixup 0.2' --mixup 0.2
	row 'balanced classes' --balance 1
	row 'half balanced' --balance 0.5
	row 'no rejects' --reject 0
}

[ $# -gt 0 ] || set -- augment layers recipe
printf 'run\tparameters\tM multiply-adds\tepochs\timages/s\tseconds\tEMNIST held out\tUNIPEN held out\tunipen_chars62\tphoto_chars62\n'
for what in "$@"; do
	case $what in
	augment | recipe) "$what" ;;
	layers) layers_of_all_kinds ;;
	*) echo "usage: scripts/models/ablate.sh [augment|layers|recipe] ..." >&2; exit 2 ;;
	esac
done
