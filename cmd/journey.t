#!/bin/sh
# From a picture to a sentence, through all programs.
# shellcheck source=scripts/test/tap.sh
. "$(dirname "$0")/../scripts/test/tap.sh"

pages=$(cut -f 1 "$TESTDATA/labels.tsv")
readme=$(sed -n 's,^    \$ \(bin/hwr-trim testdata/hey-you.png | .*hwr-predict\)$,\1,p' "$ROOT/README.md")
pipe() {	# pipe SPLIT NORMALIZE PREDICT PAGE ... - the line of README.md, on other pages, with options of its programs
	line=$(printf '%s\n' "$readme" | sed "s,bin/,,g; s,testdata/hey-you.png,\"\$@\",
		s,hwr-split,& $1,; s,hwr-normalize,& $2,; s,hwr-predict,& $3,")
	shift 3
	eval "$line"
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

# The pipe and hwr-recognize give the same bytes on every page, in every format.
without_pages() {	# without_pages FORMAT - the pipe counts the pages of all its inputs
	if [ "$1" = jsonl ]; then sed 's/"page":[0-9]*,//'; else cut -f 2-; fi
}
same_pages() {	# same_pages NAME [STYLE [OPTION]] - of HWR_MODEL, for glyphs of STYLE; OPTION of hwr-split and hwr-recognize
	for p in $pages; do
		pipe "${3-}" "${2:+-s $2}" '' "$TESTDATA/$p" >pipe.txt
		hwr-recognize ${3+"$3"} "$TESTDATA/$p" >whole.txt
		same_file "$1: $p: hwr-recognize and the pipe give the same text" pipe.txt whole.txt
	done
	for format in tsv jsonl words; do
		# shellcheck disable=SC2086	# no blanks in our file names
		(cd "$TESTDATA" && pipe "${3-}" "${2:+-s $2}" "--format=$format" $pages) | without_pages $format >pipe.txt
		# shellcheck disable=SC2086
		(cd "$TESTDATA" && hwr-recognize ${3+"$3"} --format=$format $pages) | without_pages $format >whole.txt
		same_file "$1: all pages: the same $format" pipe.txt whole.txt
	done
}

# Without a model, the numbers of images must agree.
for p in $pages; do
	hwr-trim "$TESTDATA/$p" | hwr-split --layout rows.tsv | hwr-normalize >norm.pgm
	same "$p: a row of the layout for each glyph" "$(($(wc -l <rows.tsv) - 1))" "$(grep -a -c '^# hwr' norm.pgm)"
done

# Models that know no rejects find the characters of one cut among the candidates.
hwr-train -q --data "$TESTDATA/samples" --arch '8c5s2 bn relu 16c3s2 bn relu d' --epochs 10 -o small.hwr
HWR_MODEL=$T/small.hwr
export HWR_MODEL
same_pages 'a model of a few folders'
if [ -f "$ROOT/models/digits.hwr" ]; then
	HWR_MODEL=$ROOT/models/digits.hwr
	same_pages 'digits.hwr' mnist
else
	skip 'digits are read' 'no models/digits.hwr'
fi

# A network for lines, alone and beside others; a small one that knows two lines.
hwr-trim "$TESTDATA/hey-you.png" "$TESTDATA/page.png" | hwr-split --lines >known.pgm
printf '0\tw\tHey you\n1\tw\tDear friends\n' >known.tsv
hwr-train -q --lines known --limit 2 --augment none --join 0 --epochs 80 --rate 0.02 --batch 2 \
    --arch 'line48 8c3s2p1n bn relu p2 16c3p1n bn relu p2x1 32c6x3p0x1n bn relu lstm32 d' -o lines.hwr
HWR_MODEL=$T/lines.hwr
same 'lines are read' 'Hey you' "$(hwr-recognize --lm=none "$TESTDATA/hey-you.png")"
same 'by the pipe of lines, too' 'Hey you' \
    "$(hwr-trim "$TESTDATA/hey-you.png" | hwr-split --lines | hwr-normalize --style=line | hwr-predict --lm=none)"
same_pages 'a network for lines'
ok 'how lines are read is drawn' hwr-recognize --lm=none --debug-png=. -o /dev/null "$TESTDATA/hey-you.png"
cat small.hwr lines.hwr >beside.hwr
HWR_MODEL=$T/beside.hwr
same_pages 'beside one that knows no rejects'
same_pages 'beside one, cut once' '' --plain
fails 1 'lines are not cut once' hwr-recognize --plain -m lines.hwr "$TESTDATA/hey-you.png"
unset HWR_MODEL

if ! [ -f "$ROOT/models/letters.hwr" ]; then
	skip 'texts are read' 'no models/letters.hwr'
	finish
fi

same 'README.md shows how Hey you is read' 'Hey you' "$(cd "$ROOT" && eval "$(printf '%s\n' "$readme" | sed 's,bin/,,g')")"
same 'Hey you' 'Hey you' "$(hwr-recognize "$TESTDATA/hey-you.png")"
ok 'all pages are read' recognize_all answers.tsv
hwr-eval --text="$TESTDATA/labels.tsv" answers.tsv >rates
rate=$(awk '$1 == "cer62" {print $2}' rates)
ok "and at most 15 % of their letters are wrong ($rate %)" awk "BEGIN {exit !($rate + 0 <= 15 && \"$rate\" != \"\")}"

if [ -f "$ROOT/models/lines.hwr" ]; then
	(cd "$TESTDATA" && cut -f 1 labels.tsv | xargs hwr-recognize -v) >/dev/null 2>told
	sed -n 's/^\(.*: line [0-9]*\): as a whole .*, taken$/\1/p' told | sort >sure
	sed -n 's/^\(.*: line [0-9]*\): [0-9]* of [0-9]* candidates.*/\1/p' told | sort >tried
	ok 'the network for lines is sure of some' test -s sure
	same 'and their candidates are not looked at' '' "$(comm -12 sure tried)"
	ok 'those of others are' test -s tried
else
	skip 'what is sure is not read twice' 'no models/lines.hwr'
fi
same_pages 'the usual model'
same_pages 'cut once' '' --plain
pipe '' '' '' - <"$TESTDATA/page.png" >pipe.txt
hwr-recognize <"$TESTDATA/page.png" >whole.txt
same_file 'so do pipes that begin with stdin' pipe.txt whole.txt

cat "$ROOT/models/letters.hwr" lines.hwr >beside.hwr
HWR_MODEL=$T/beside.hwr
export HWR_MODEL
same_pages 'the usual model beside a network for lines'
(OMP_NUM_THREADS=1; export OMP_NUM_THREADS; recognize_all one.tsv)
(OMP_NUM_THREADS=5; export OMP_NUM_THREADS; recognize_all five.tsv)
same_file 'one thread and five give the same lines' one.tsv five.tsv
unset HWR_MODEL

# The order of rows and their bytes do not depend on threads.
(OMP_NUM_THREADS=1; export OMP_NUM_THREADS; recognize_all one.tsv)
(OMP_NUM_THREADS=5; export OMP_NUM_THREADS; recognize_all five.tsv)
same_file 'one thread and five give the same rows' one.tsv five.tsv
same 'the rows are in order' "$pages" "$(cut -f 1 one.tsv)"

# A filter that drops comments costs case and spaces, never the characters.
hwr-trim "$TESTDATA/hey-you.png" | hwr-split --plain | hwr-normalize >norm.pgm
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
