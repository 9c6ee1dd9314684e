#!/bin/sh
# From a picture to a sentence, through all programs.
# shellcheck source=scripts/test/tap.sh
. "$(dirname "$0")/../scripts/test/tap.sh"

pages=$(cut -f 1 "$TESTDATA/labels.tsv")
pipe() {	# pipe FILE [OPTION] - the text of a picture, by the separate programs; hwr-split's option
	hwr-trim "$1" >ink.pgm && hwr-split ${2:+"$2"} ink.pgm >glyphs.pgm &&
		hwr-normalize glyphs.pgm >norm.pgm && hwr-predict norm.pgm
}

recognize_all() {	# recognize_all OUTPUT - a row for every page
	(cd "$TESTDATA" && cut -f 1 labels.tsv | xargs hwr-recognize) >"$1"
}

# What can be read in one form can be read in all of them.
hwr-trim <"$TESTDATA/formats/p5.pgm" >want.pgm
for f in "$TESTDATA"/formats/*; do
	hwr-trim <"$f" >got.pgm 2>err
	same_file "trimmed, $(basename "$f") is what p5.pgm is" want.pgm got.pgm
done

# Without a model, the numbers of images must agree.
for p in $pages; do
	hwr-trim "$TESTDATA/$p" | hwr-split --layout rows.tsv | hwr-normalize >norm.pgm
	same "$p: a row of the layout for each glyph" "$(($(wc -l <rows.tsv) - 1))" "$(grep -a -c '^# hwr' norm.pgm)"
done

if ! [ -f "$ROOT/models/letters.hwr" ]; then
	skip 'texts are read' 'no models/letters.hwr'
	finish
fi

same 'Hey you' 'Hey you' "$(hwr-recognize "$TESTDATA/hey-you.png")"
ok 'all pages are read' recognize_all answers.tsv
hwr-eval --text="$TESTDATA/labels.tsv" answers.tsv >rates
rate=$(awk '$1 == "cer62" {print $2}' rates)
ok "and at most 15 % of their letters are wrong ($rate %)" awk "BEGIN {exit !($rate + 0 <= 15 && \"$rate\" != \"\")}"

for p in $pages; do
	pipe "$TESTDATA/$p" --lattice >pipe.txt
	pipe "$TESTDATA/$p" '' >plain.txt
	hwr-recognize "$TESTDATA/$p" >whole.txt
	same_file "$p: hwr-recognize and the pipe give the same text" pipe.txt whole.txt
	hwr-recognize --plain "$TESTDATA/$p" >whole.txt
	same_file "$p: the plain way, too" plain.txt whole.txt
done
hwr-trim "$TESTDATA/page.png" | hwr-split --lattice | hwr-normalize | hwr-predict >pipe.txt
hwr-recognize <"$TESTDATA/page.png" >whole.txt
same_file 'so do real pipes and stdin' pipe.txt whole.txt

# The order of rows and their bytes do not depend on threads.
(OMP_NUM_THREADS=1; export OMP_NUM_THREADS; recognize_all one.tsv)
(OMP_NUM_THREADS=5; export OMP_NUM_THREADS; recognize_all five.tsv)
same_file 'one thread and five give the same rows' one.tsv five.tsv
same 'the rows are in order' "$pages" "$(cut -f 1 one.tsv)"

# A filter that drops comments costs case and spaces, never the characters.
hwr-trim "$TESTDATA/hey-you.png" | hwr-split | hwr-normalize >norm.pgm
perl -0777 -pe 's/^# hwr.*\n//mg' norm.pgm >bare.pgm
same 'without tags the characters are the same, o and 0 apart' heyyou \
	"$(hwr-predict bare.pgm 2>said | tr 'A-Z0' 'a-zo' | tr -d ' \n')"
same 'and what is missing is said once' 1 "$(grep -c ^hwr-predict: said)"

# A broken picture among good ones.
head -c 200 "$TESTDATA/page.png" >broken.png
fails 1 'a broken picture fails' sh -c "hwr-recognize '$TESTDATA/hey-you.png' broken.png '$TESTDATA/digits.png' >rows.tsv"
same 'it has an empty text, and the rest is read' 'hey-you.png: Hey you
broken.png:' "$(sed -n '1,2{s,.*/,,;s/\t/: /;s/ *$//;p;}' rows.tsv)"
same 'the third row is there' digits.png "$(sed -n '3{s,.*/,,;s/\t.*//;p;}' rows.tsv)"
says 'and it is named' '^hwr-recognize: broken.png: ' hwr-recognize "$TESTDATA/hey-you.png" broken.png
fails 1 'a full disk fails' sh -c "hwr-recognize '$TESTDATA/hey-you.png' >/dev/full"

finish
