#!/bin/sh
# Train models like those that hwr ships, each with one hwr-train command.
#
# usage: scripts/models/train-models.sh [letters|fast|digits|lines] ...      (none: all; letters makes fast, too)
#
# DATA, WORK  see scripts/models/training.sh
# OUT         where the models go (models)
#
# A run that was stopped goes on from its checkpoint; a member that is done is
# not trained again.  The same data give the same bytes on the same machine,
# however often it stops; not those of models/, some of whose members were
# trained before this script had its present form: models/README.md says which.
# lines wants what scripts/setup.sh train installs, and fetches fonts by npm.
set -eu
# shellcheck source=scripts/models/training.sh
. "$(dirname "$0")/training.sh"
OUT=${OUT:-models}
mkdir -p "$OUT"

# bundle FILE MEMBER... - members that vote together.
bundle() {
	file=$1
	shift
	for name in "$@"; do
		shift
		set -- "$@" "$WORK/$name.hwr"
	done
	perl scripts/models/bundle.pl "$@" >"$file.tmp"
	mv "$file.tmp" "$file"
}

# What reads words is found in words, by the network before it: the first is
# only for that.  deep and wide teach fast, which is smaller; then all learn the
# marks that are rare, and deep and fast words that are badly written, whose
# letters they find better than the networks before them.
seekers() {
	letters_member letters-first --epochs 6 --seed 4 --arch "$(layers '32c3p1n 32c3p1n p2 64c3p1n 64c3p1n p2 drop0.1 128c3p1n 128c3n drop0.3 d128 drop0.3 d')"
	words_member letters-deep letters-first --epochs 12 --seed 2 --arch "$(layers '48c3p1n p2 64c3p1n 64c3p1n 64c3p1n p2 drop0.1 128c3p1n 128c3n drop0.4 d')"
	words_member letters-wide letters-deep --epochs 9 --seed 5 --arch "$(layers '48c5p2n p2 80c3p1n 80c3p1n p2 drop0.1 128c3p1n 128c3n drop0.4 d')"
	bundle "$WORK/letters-teachers.hwr" letters-deep letters-wide
	words_member letters-fast letters-deep --epochs 5 --seed 6 --teacher "$WORK/letters-teachers.hwr" \
	    --arch "$(layers '32c3p1n p2 64c3p1n 64c3p1n p2 drop0.1 128c3p1n 128c3n drop0.2 d')"
	finished_member letters-deep-all letters-deep letters-deep --epochs 2 --rate 0.001 --seed 12
	finished_member letters-wide-all letters-wide letters-deep --epochs 2 --rate 0.001 --seed 15
	bundle "$WORK/letters-teachers-all.hwr" letters-deep-all letters-wide-all
	finished_member letters-fast-all letters-fast letters-deep --epochs 2 --rate 0.001 --seed 16 --teacher "$WORK/letters-teachers-all.hwr"
	again_member letters-deep-2 letters-deep-all letters-fast-all --epochs 4 --rate 0.0012 --seed 22
	WORDS=1.3
	again_member letters-deep-3 letters-deep-2 letters-deep-2 --epochs 3 --rate 0.0012 --seed 32
	again_member letters-fast-3 letters-fast-all letters-deep-2 --epochs 3 --rate 0.0015 --seed 36 --teacher "$WORK/letters-deep-3.hwr"
	WORDS=1
}

# For glyphs of lines: what letters look like, apart from how often words and forms have them.
for_lines() {
	seekers
	again_member lines-deep letters-deep-3 letters-deep-3 --epochs 6 --rate 0.002 --seed 51 --augment "$medium" --logit-adjust --reads lines
	again_member lines-fast letters-fast-3 letters-deep-3 --epochs 4 --rate 0.002 --seed 56 --augment "$medium" --logit-adjust --reads lines \
	    --teacher "$WORK/lines-deep.hwr"
}

# For characters that stand alone: one that forgets words, one that never saw any, and both teach a fast one.
alone() {
	rare_marks letters_member alone-first --init "$WORK/letters-deep-3.hwr" --epochs 4 --rate 0.0012 --seed 41 --augment "$mild"
	alone_member alone-deep --init "$WORK/alone-first.hwr" --epochs 5 --rate 0.0015 --seed 71
	alone_member alone-residual --epochs 10 --seed 72 --arch "$(layers '48c3p1n p2 64c3p1n') ( 64c3p1n bn )+ relu p2 drop0.1 $(layers '128c3p1n') ( 128c3p1n bn ( gap d16 relu d128 sigmoid )* )+ relu $(layers '128c3n') drop0.3 d"
	bundle "$WORK/alone-teachers.hwr" alone-deep alone-residual
	alone_member alone-fast --init "$WORK/letters-fast-3.hwr" --epochs 4 --rate 0.002 --seed 73 --teacher "$WORK/alone-teachers.hwr"
}

fast() {
	for_lines
	alone
	bundle "$OUT/letters-fast.hwr" lines-fast alone-fast
}

# In lines lines-fast looks first.
letters() {
	fast
	bundle "$OUT/letters.hwr" lines-deep lines-fast alone-deep alone-residual
}

# Trained by MNIST alone: EMNIST comes from the same forms, and may have its test images.
digits_member() {
	name=$1
	shift
	member "$name" --data "$DATA/train" --style mnist --validate 0.05 --ema 0.999 --fade 0.5 \
	    --augment rotate=10,shear=0.15,scale=0.1,shift=2,elastic=0.6,stroke=0.4 --note "$name: MNIST" "$@"
}

digits() {
	digits_member digits-deep --epochs 20 --seed 1 --arch "$(layers '32c3p1n p2 64c3p1n 64c3p1n p2 drop0.2 128c3p1n 128c3n drop0.4 d')"
	digits_member digits-strided --epochs 20 --seed 2 --arch "$(layers '32c3n 32c3n 32c5s2p2n drop0.2 64c3n 64c3n 64c5s2p2n drop0.4 d128 drop0.4 d')"
	digits_member digits-wide --epochs 20 --seed 3 --arch "$(layers '40c5p2n p2 64c3p1n 64c3p1n p2 drop0.2 96c3p1n 96c3n drop0.4 d')"
	bundle "$OUT/digits.hwr" digits-deep digits-strided digits-wide
}

# Whole lines, joined-up ones too.
lines() {
	lines_member whole-lines --epochs 17 --seed 1
	bundle "$OUT/lines.hwr" whole-lines
}

[ $# -gt 0 ] || set -- letters digits lines
for what in "$@"; do
	case $what in
	letters | fast | digits | lines) "$what" ;;
	*) echo "usage: scripts/models/train-models.sh [letters|fast|digits|lines] ..." >&2; exit 2 ;;
	esac
done
