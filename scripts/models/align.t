#!/bin/sh
# Words with known texts become labelled glyphs.
# shellcheck source=scripts/test/tap.sh
. "$(dirname "$0")/../test/tap.sh"

build=${HWR_BUILD:-$ROOT/build}
case $build in
/*) ;;
*)  build=$ROOT/$build ;;
esac
align=$build/align-words
if ! [ -x "$align" ] || ! [ -f "$ROOT/models/letters.hwr" ]; then
	skip 'words are aligned' 'no align-words (make align), or no models/letters.hwr'
	finish
fi
hwr-trim "$TESTDATA/hey-you.png" "$TESTDATA/digits.png" "$TESTDATA/hey-you.png" >words.pgm
printf '0\tme\t8\tprint\tHey you\n1\tme\t8\tprint\t2739 5684\n2\tme\t8\tprint\tzzzzzz\n' >words.tsv
says 'words that are spelt badly are left out' ' 2 of 3 words' "$align" "$ROOT/models/letters.hwr" words.tsv w <words.pgm
"$align" "$ROOT/models/letters.hwr" words.tsv again <words.pgm 2>err
same_file 'what was measured, too' w-cuts.tsv again-cuts.tsv
same 'of each piece but the first' '19 columns of words 0 and 1' \
    "$(awk -F'\t' '{ n[NF] = 1; w[$1] = 1 } END { for (i in n) printf "%s columns of words", i; print (0 in w ? " 0" : "") (1 in w ? " and 1" : "") }' w-cuts.tsv)"
same_file 'the same every time' w-images-idx3-ubyte again-images-idx3-ubyte
hwr-eval -m "$ROOT/models/letters.hwr" --data w --mapping w-mapping.txt --only 'A-Za-z0-9' >report
same 'every character of theirs is a glyph' 14 "$(sed -n '1s/.* of \([0-9]*\).*/\1/p' report)"
ok 'most of which are what they are labelled' awk 'NR == 1 { exit !($2 > 70) }' report
ok 'and there are rejects' sh -c 'tail -c +9 w-labels-idx1-ubyte | tr -d -c "\177" | grep -q .'
says 'they may be let in' ' 3 of 3 words' "$align" -w -10 -g 0 "$ROOT/models/letters.hwr" words.tsv bad <words.pgm
fails 2 'how bad is a number' "$align" -w bad "$ROOT/models/letters.hwr" words.tsv bad
fails 2 'operands are wanted' "$align" w
fails 1 'a model that is missing' sh -c "'$align' nowhere.hwr words.tsv w <words.pgm"
finish
