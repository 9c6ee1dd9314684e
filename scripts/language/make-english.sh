#!/bin/sh
# make-english.sh - make models/english.lm from texts of Debian packages and from
# lines that make-english.pl makes up; the same packages give the same bytes.
#
# usage: scripts/language/make-english.sh
#
# ROOT  where the packages are unpacked, if they are not installed; so as none
#       of what they depend on is needed:
#           mkdir debs && cd debs && apt-get download PACKAGE...
#           for f in *.deb; do dpkg-deb -x "$f" ../root; done
# WORK  where the lines go (build/english): SOURCE.train, and SOURCE.held, which
#       are never learnt
# OUT   where the model goes (models)
# AVOID a file of texts that the model will be measured with, a line each
#       (../shared/pages/sentences.txt, where it is): lines that share five words
#       in a row with one of them, or all its words, are not learnt
set -eu
LC_ALL=C
export LC_ALL
cd "$(dirname "$0")/../.."
ROOT=${ROOT-}
WORK=${WORK:-build/english}
OUT=${OUT:-models}
lm=${HWR_BIN:-bin}/hwr-lm
AVOID=${AVOID-../shared/pages/sentences.txt}
most=2000000	# bytes

[ -x "$lm" ] || { echo "make-english.sh: $lm is missing; run make" >&2; exit 1; }
missing=
while read -r package file; do
	[ -r "$ROOT$file" ] || missing="$missing $package"
done <<'END'
wordnet-base /usr/share/wordnet/data.noun
wamerican /usr/share/dict/american-english
fortunes-min /usr/share/games/fortunes/literature
fortunes /usr/share/games/fortunes/cookie
r-cran-janeaustenr /usr/lib/R/site-library/janeaustenr/data/Rdata.rdb
golang-github-jdkato-prose-dev /usr/share/gocode/src/github.com/jdkato/prose/testdata/sherlock.txt
END
if [ -n "$missing" ]; then
	echo "make-english.sh: missing packages: apt-get install$missing (or see ROOT in this script)" >&2
	exit 1
fi

mkdir -p "$WORK" "$OUT"
rm -f "$WORK"/*.train "$WORK"/*.held
perl scripts/language/make-english.pl "$ROOT" "$WORK"
if [ -r "$AVOID" ]; then
	for f in "$WORK"/*.train; do
		perl scripts/language/avoid.pl "$AVOID" "$f" >"$WORK/kept"
		echo "$(basename "$f"): $(($(wc -l <"$f") - $(wc -l <"$WORK/kept"))) lines avoided"
		mv "$WORK/kept" "$f"
	done
fi
"$lm" --order=6 --prune=2.4 -o "$OUT/english.lm" \
	--note='English: WordNet, SCOWL, fortunes, J. Austen, A. Conan Doyle, made names, notes, figures; make-english.sh' \
	"$WORK"/*.train

size=$(wc -c <"$OUT/english.lm")
echo "$OUT/english.lm: $size bytes"
echo 'characters, bits per character and perplexity of what was held out:'
"$lm" -l "$OUT/english.lm" --perplexity "$WORK"/*.held
cat "$WORK"/*.held | "$lm" -l "$OUT/english.lm" --perplexity
if [ "$size" -gt "$most" ]; then
	echo "make-english.sh: $OUT/english.lm has more than $most bytes; prune more" >&2
	exit 1
fi
