#!/bin/sh
# score-sets.sh - how well the programs read pages, lines, words and characters
# of ../shared: score-sets.sh [-m MODEL]... [-s SET]... [-- OPTION...]
# Only the sets that -s names are read, if any is named.  What follows -- goes to the programs that read: --merge, --vote=mean, ...
# Prints a table: set, measure, value.
set -u
LC_ALL=C
export LC_ALL
usage() {
	echo 'usage: score-sets.sh [-m MODEL]... [-s SET]... [-- OPTION...]' >&2
	exit 2
}

root=$(cd "$(dirname "$0")/../.." && pwd) || exit 1
models=
sets=
while getopts m:s: option; do
	case $option in
	m)	case $OPTARG in
		/*) models="$models -m $OPTARG" ;;
		*)  models="$models -m $PWD/$OPTARG" ;;
		esac ;;
	s)	sets="$sets $OPTARG " ;;
	*)	usage ;;
	esac
done
shift $((OPTIND - 1))
case "$* " in
-* | ' ') models="$models $*" ;;
*) usage ;;
esac
cd "$root" || exit 1
if ! [ -d ../shared ]; then
	echo 'score-sets.sh: skipped: no ../shared here' >&2
	exit 0
fi
shared=$(cd ../shared && pwd)
bin=${HWR_BIN:-bin}
PATH=$(cd "$bin" && pwd):$PATH
T=$(mktemp -d) || exit 1
trap 'rm -rf "$T"' EXIT
trap 'exit 1' HUP INT TERM
failed=0

row() {	# row SET MEASURE VALUE
	printf '%-22s %-18s %8s\n' "$@"
}

wanted() {	# wanted SET
	case $sets in
	'' | *" $1 "*) ;;
	*) return 1 ;;
	esac
}

# texts SET FOLDER [OPTION] - read every picture that $T/truth names, and print the rates
texts() {
	# shellcheck disable=SC2086	# models are words on purpose
	(cd "$2" && cut -f 1 "$T/truth" | hwr-recognize -q ${3-} $models --files-from=- >"$T/answers") ||
		{ echo "score-sets.sh: $1: hwr-recognize failed" >&2; failed=1; }
	if [ "$1" = unipen_print_blocks ]; then	# its truth has no line breaks
		perl -i -pe 's/\\n/ /g' "$T/answers"
	fi
	hwr-eval --text="$T/truth" "$T/answers" >"$T/report" || failed=1
	awk '/^(cer|wer|spaces)/ {print $1, $2}' "$T/report" >"$T/rates"
	while read -r measure value; do
		row "$1" "$measure" "$value %"
	done <"$T/rates"
}

# characters SET FOLDER - one character a picture
characters() {
	# shellcheck disable=SC2086
	(cd "$2" && cut -f 1 "$T/truth" | xargs -s 1000000 hwr-trim -q | hwr-normalize -q |
		hwr-predict -q $models --format=tsv >"$T/answers") || failed=1
	awk -F '\t' -v OFS='\t' '
		# What nobody can tell apart without context.
		function fold(c) {
			gsub(/[Oo]/, "0", c)
			gsub(/[Il|]/, "1", c)
			gsub(/[Ss]/, "5", c)
			gsub(/[Zz]/, "2", c)
			gsub(/[gq]/, "9", c)
			return tolower(c)
		}
		# With the 95 % interval of Wilson.
		function interval(k, n,    p, z, mid, half) {
			p = k / n; z = 1.959964
			mid = (p + z * z / (2 * n)) / (1 + z * z / n)
			half = z / (1 + z * z / n) * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
			return sprintf("%.2f %% (%.2f-%.2f)", 100 * p, 100 * (mid - half), 100 * (mid + half))
		}
		NR == FNR {truth[NR] = $2; n = NR; next}
		FNR == 1 {
			text = 6
			for (i = 1; i <= NF; i++)
				if ($i == "text") {text = i; next}
		}
		{
			got++
			right += $text == truth[got]
			nocase += tolower($text) == tolower(truth[got])
			folded += fold($text) == fold(truth[got])
		}
		END {
			if (got != n) {print "answers", got " of " n; exit}
			print "accuracy\t" interval(right, n)
			print "accuracy-nocase\t" interval(nocase, n)
			print "accuracy-folded\t" interval(folded, n)
		}' "$T/truth" "$T/answers" >"$T/rates"
	while IFS='	' read -r measure value; do
		row "$1" "$measure" "$value"
		[ "$measure" != answers ] || failed=1
	done <"$T/rates"
}

row set measure value
for level in clean hand messy touch; do
	wanted "pages/$level" || continue
	grep "^$level-" "$shared/pages/labels.tsv" >"$T/truth"
	texts "pages/$level" "$shared/pages"
done
for set in unipen_boxed_words unipen_print_lines unipen_print_blocks unipen_cursive_lines; do
	wanted "$set" || continue
	cp "$shared/real/$set/labels.tsv" "$T/truth"
	texts "$set" "$shared/real/$set"
done
if wanted copiste_lines; then	# French: no language model that is English
	cp "$shared/real/copiste_lines/labels.tsv" "$T/truth"
	texts copiste_lines "$shared/real/copiste_lines" --lm=none
fi
for set in unipen_chars62 photo_chars62; do
	wanted "$set" || continue
	cp "$shared/real/$set/labels.tsv" "$T/truth"
	characters "$set" "$shared/real/$set"
done
exit "$failed"
