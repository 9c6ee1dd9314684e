#!/bin/sh
# Lists and tables whose lines end with CR LF say what they say with LF alone.
# shellcheck source=scripts/test/tap.sh
. "$(dirname "$0")/../scripts/test/tap.sh"

models=$ROOT/models
learn="hwr-train --arch tiny --epochs 1 --threads 1 -q -f -o m.hwr -d $TESTDATA/tiny-images-idx3-ubyte.gz"
# both DESC FILE LINE - the shell's LINE gives the same for FILE with LF and with CR LF.
both() {
	tap_run sh -c "$3"
	if [ "$tap_got" -ne 0 ]; then
		tap_say "$tap_got" "$1"
		return
	fi
	cp "$TAP/out" want
	sed -i.lf "s/\$/$(printf '\r')/" "$2"
	tap_run sh -c "$3"
	mv "$2.lf" "$2"
	cmp want "$TAP/out" >>"$TAP/err" 2>&1 || tap_got=1
	tap_say "$tap_got" "$1"
}

printf '%s\n' 3 17 100 150 >numbers
both '--pick' numbers "$learn --pick numbers && cat m.hwr"
awk 'BEGIN {for (i = 0; i < 10; i++) printf "%d\t%d\n", i, 9 - i}' >mapping
both '--mapping' mapping "$learn --mapping mapping && cat m.hwr"
mkdir lines
cp "$TESTDATA/two-lines.png" "$TESTDATA/hey-you.png" lines
printf 'hey-you.png\they you\ntwo-lines.png\tyou\n' >lines/labels.tsv
printf 'hey-you.png\tann\ntwo-lines.png\tbob\n' >lines/writers.tsv
for table in labels writers; do
	both "$table.tsv" lines/$table.tsv "hwr-train --lines=lines --characters='heyou ' --validate=0.5 --epochs=1 \
		--arch='line48 8c3s2p1n bn relu p2 8c12x1 bn relu lstm16 d' --batch=2 --threads=1 -q -f -o l.hwr && cat l.hwr"
done
printf 'a b\nb a\nab ab\n' >text
both 'texts of hwr-lm' text 'hwr-lm --order=3 text'
printf 'one.png\tabc\ntwo.png\txyz\n' >truth
printf 'one.png\tabd\ntwo.png\txyz\n' >answers
both 'answers' answers 'hwr-eval --text=truth answers'
both 'truth' truth 'hwr-eval --text=truth answers'
cp "$TESTDATA/training.tsv" log.tsv
both 'logs' log.tsv 'hwr-eval --curves=curves.png log.tsv && cat curves.png'

if [ -f "$models/letters.hwr" ] && [ -f "$models/digits.hwr" ]; then
	cp "$TESTDATA/hey-you.png" a.png
	printf '%s\n' a.png a.png >list
	both '--files-from' list "hwr-recognize -m '$models/letters.hwr' --files-from=list"
	printf '%s\n' hey Yves >words
	both '--words' words "hwr-recognize -m '$models/letters.hwr' --words=words a.png"
	printf '%s\n' '0 3' '1 1' '' '2 1' >shares
	both '--prior' shares "hwr-recognize -m '$models/digits.hwr' --prior=shares a.png"
	cp "$TESTDATA/hey-you.png" "$(printf 'b.png\r')"
	printf 'b.png\r\0' >list
	ok 'a name that does end with CR, by its zero byte' hwr-recognize -m "$models/letters.hwr" -0 --files-from=list
else
	skip '--files-from, --words and --prior' 'no models/letters.hwr and digits.hwr'
fi
says 'a message shows it' '^hwr-trim: no\.png\\r: No such file' hwr-trim "$(printf 'no.png\r')"
finish
