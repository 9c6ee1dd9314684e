#!/bin/sh
# training.sh - what the scripts that train have in common: . "$(dirname "$0")/training.sh"
#
# DATA  where the data sets lie (../shared/data), see models/README.md
# WORK  where members, lists, checkpoints and logs are kept (build/train)
#
# shellcheck disable=SC2034	# some variables are for those who source it
set -eu
cd "$(dirname "$0")/../.."
DATA=${DATA:-../shared/data}
WORK=${WORK:-build/train}
BIN=${HWR_BIN:-bin}
TRAIN=$BIN/hwr-train
ALIGN=${HWR_BUILD:-build}/align-words
COMPOSE=${HWR_BUILD:-build}/compose-lines
export OMP_WAIT_POLICY="${OMP_WAIT_POLICY:-passive}"	# threads that wait do not spin

[ -d "$DATA" ] || { echo "$0: no data in $DATA" >&2; exit 1; }
for program in "$TRAIN" "$ALIGN" "$COMPOSE"; do
	[ -x "$program" ] || { echo "$0: $program is missing; run make all align compose" >&2; exit 1; }
done
mkdir -p "$WORK"

# What lines of text need beside letters and digits, as far as there are samples.
marks='.,;:!?"()/&@#$%*+=-'"'"
rare='<>{}[]~^|\_'
alnum=0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz
strong=plain=0.4,rotate=8,shear=0.2,scale=0.08,shift=0.8,elastic=0.45,stroke=0.45,ink=0.35,blur=0.35
strong=$strong,resolution=0.2,contrast=0.3,noise=0.02,texture=0.15,sliver=0.15	# between EMNIST and a page
medium=plain=0.5,rotate=6,shear=0.15,scale=0.06,shift=0.6,elastic=0.4,stroke=0.4,ink=0.3,blur=0.3
medium=$medium,resolution=0.15,contrast=0.25,noise=0.02,texture=0.1,sliver=0.1
mild=plain=0.5,rotate=5,shear=0.1,scale=0.04,shift=0.4,elastic=0.35,stroke=0.25,ink=0.2,blur=0.15
mild=$mild,resolution=0.05,contrast=0.15,noise=0.01,texture=0.05,sliver=0.03
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

# words NAME [OPTION...] - glyphs and rejects out of UNIPEN's words, found by the network NAME; not those of writers held out.
words() {
	aligner=$1
	shift
	[ ! -f "$WORK/words-$aligner-train" ] || return 0
	gzip -dc "$DATA/unipen/words.pgm.gz" | "$ALIGN" "$@" "$WORK/$aligner.hwr" "$DATA/unipen/words.tsv" "$WORK/words-$aligner"
	awk -F'\t' 'FILENAME == ARGV[1] { held[$1] = 1; next } FILENAME == ARGV[2] { out[$1] = $2 in held; next }
		!out[$1] { print FNR - 1 }' \
		"$WORK/unipen-writers" "$DATA/unipen/words.tsv" "$WORK/words-$aligner-words.txt" >"$WORK/words-$aligner-train.tmp"
	mv "$WORK/words-$aligner-train.tmp" "$WORK/words-$aligner-train"
}

# member NAME OPTION... - one network, unless it is there.
member() {
	name=$1
	shift
	[ -f "$WORK/$name.hwr" ] || "$TRAIN" --resume -f --log "$WORK/$name.tsv" -o "$WORK/$name.hwr" "$@"
}

# layers ARCH - convolutions and hidden layers with the batch norm and ReLU that follow each.
layers() {
	echo "$1" | sed -E 's/([0-9]+c[0-9a-z]+|d[0-9]+)/\1 bn relu/g'
}

# All 62 characters by case, where it is known, marks and rejects.
# X47 names the list of EMNIST's images that are learnt.
letters_member() {
	splits
	name=$1
	shift
	member "$name" \
	    --data "$x47" --transpose --labels "$x47-labels62-idx1-ubyte.gz" --either "$x47-labels-idx1-ubyte.gz" \
	    --pick "$WORK/${X47:-x47-train}" \
	    --data "$unipen" --mapping "$unipen-mapping.txt" --group 2 --keep "$alnum$marks" --pick "$WORK/unipen-train" \
	    --data "$x47" --transpose --labels "$x47-labels62-idx1-ubyte.gz" --either "$x47-labels-idx1-ubyte.gz" \
	    --pick "$WORK/x47-held" --hold \
	    --data "$unipen" --mapping "$unipen-mapping.txt" --group 2 --keep "$alnum$marks" --pick "$WORK/unipen-held" --hold \
	    --ema 0.999 --reject 0.04 --fade 0.4 --augment "$strong" \
	    --note "$name: EMNIST x47-train, UNIPEN train_r01_v07 (CC BY 4.0)" "$@"
}

# rare_marks COMMAND ARGUMENT... - with UNIPEN's samples of the marks that are rare, to learn and to judge by, behind.
rare_marks() {
	"$@" --data "$unipen" --mapping "$unipen-mapping.txt" --group 2 --keep "$rare" --pick "$WORK/unipen-train" --weight 3 \
	    --data "$unipen" --mapping "$unipen-mapping.txt" --group 2 --keep "$rare" --pick "$WORK/unipen-held" --hold
}

# For characters that stand alone: no words.
alone_member() {
	name=$1
	shift
	rare_marks letters_member "$name" --augment "$mild" --logit-adjust --reads alone "$@"
}

# The characters of letters_member, and the words that the network TEACHER found.  WORDS is their weight (1).
words_member() {
	name=$1
	found=$WORK/words-$2
	words "$2"
	shift 2
	letters_member "$name" \
	    --data "$found" --mapping "$found-mapping.txt" --keep "$alnum$marks" --pick "$found-train" --weight "${WORDS:-1}" \
	    --data "$found" --mapping "$found-mapping.txt" --keep "␚" --pick "$found-train" --weight 0.35 "$@"
}

# Go on with the member FROM and the words that TEACHER found, at a low rate, with the marks that are rare.
finished_member() {
	name=$1
	from=$2
	teacher=$3
	shift 3
	rare_marks words_member "$name" "$teacher" --init "$WORK/$from.hwr" "$@"
}

# The same with words that are badly written, too, as far as TEACHER finds their letters, and all marks once more.
again_member() {
	name=$1
	from=$2
	teacher=$3
	shift 3
	words "$teacher" -w -1.6 -g 0.002
	finished_member "$name" "$from" "$teacher" \
	    --data "$unipen" --mapping "$unipen-mapping.txt" --group 2 --keep "$marks" --pick "$WORK/unipen-train" "$@"
}

# What a network for whole lines may answer: printable ASCII but the backquote, and the marks and accents of French.
line_characters=" ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.,;:!?\"()/&@#\$%*+=-'"
line_characters="${line_characters}éèêëàâäçîïôöûùüœÉÀÊÈÇÔÎ«»’_[]{}<>~^|\\°€"

# composed N - N texts as lines, composed of single glyphs of UNIPEN and EMNIST: composed.pgm and .tsv; a few come out too wide.
composed() {
	[ ! -f "$WORK/composed.tsv" ] || return 0
	sh scripts/models/compose/make-texts.sh "$1" 7 >"$WORK/texts.tmp"
	mv "$WORK/texts.tmp" "$WORK/texts"
	"$COMPOSE" --writers "$unipen" --pool "$x47" --labels "$x47-labels62-idx1-ubyte.gz" --transpose --seed 7 \
	    -o "$WORK/composed" "$WORK/texts"
}

# font_lines N - N texts in handwriting fonts, half of them French: fonts.pgm and .tsv.
font_lines() {
	[ -f "$WORK/fonts.tsv" ] || sh scripts/models/compose/make-font-lines.sh "$1" 7 "$WORK/fonts"
}

# A network for whole lines, of UNIPEN's words, Copiste's lines, composed ones and those in fonts; a twentieth of the
# writers, of fonts, too, is judged by.
lines_member() {
	name=$1
	shift
	composed 24000
	font_lines 9000
	member "$name" --lines "$DATA/unipen/words" --skip-unknown --lines "$DATA/copiste" --skip-unknown --weight 3 \
	    --lines "$WORK/composed" --skip-unknown --weight 0.5 --lines "$WORK/fonts" --skip-unknown --weight 0.7 \
	    --characters "$line_characters" --arch line --batch 16 --rate 0.002 --join 0.6 --validate 0.05 \
	    --note "$name: UNIPEN train_r01_v07, BAnQ Copiste d'un jour (both CC BY 4.0), EMNIST x47-train, fonts" "$@"
}
