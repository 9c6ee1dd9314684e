#!/bin/sh
# shellcheck disable=SC2317	# functions are called through claims
# What every program promises of the files that it reads and writes (hwr(7), "Files that are written").
# shellcheck source=scripts/test/tap.sh
. "$(dirname "$0")/../scripts/test/tap.sh"
export OMP_WAIT_POLICY=passive OMP_NUM_THREADS=1

m=$T/tiny.hwr
tiny() { hwr-train -q -d "$TESTDATA/tiny" --arch tiny --batch 32 --epochs 2 "$@"; }
tiny -o "$m" --log log.tsv || bail 'no model to test with'
cp "$TESTDATA/digits.png" page.png
hwr-trim page.png >ink.pgm
hwr-split ink.pgm >glyphs.pgm
hwr-normalize glyphs.pgm >small.pgm
printf 'the cat eats fish\nthe dog sees milk\n' >text
hwr-lm -o tiny.lm text
sum() { cksum "$@" 2>&1; }
before=$(sum page.png ink.pgm glyphs.pgm small.pgm text tiny.lm "$m" log.tsv)

# An output is no input, under whatever name.
ln -s ink.pgm ink-link
ln ink.pgm ink-hard
mkdir sub
fails 2 'trim: the output is the input' hwr-trim -o page.png page.png
fails 2 'split: by another name' hwr-split -o sub/../ink.pgm ink.pgm
fails 2 'split: a link to it' hwr-split -o ink-link ink.pgm
fails 2 'split: another name of the same file' hwr-split -o ink-hard ink.pgm
fails 2 'split: the table is' hwr-split --layout=text -o x text
fails 2 'normalize' hwr-normalize -o glyphs.pgm glyphs.pgm
fails 2 'predict' hwr-predict --lm=none -m "$m" -o small.pgm small.pgm
fails 2 'recognize' hwr-recognize --lm=none -m "$m" -o page.png page.png
fails 2 'eval' hwr-eval -o text --text=log.tsv text
fails 2 'eval: of logs' hwr-eval -o log.tsv --curves=x.png log.tsv
fails 2 'lm' hwr-lm -o text text
says 'is said' '^hwr-lm: text: an input, and --output would write it$' hwr-lm -o text text
fails 1 'the standard input is' sh -c 'hwr-normalize -o glyphs.pgm <glyphs.pgm'
fails 1 'an input that an option names is' hwr-eval --text=text -o text ink.pgm
fails 1 'a name from a list is' sh -c 'printf "text\n" | hwr-recognize --lm=none -m tiny.hwr -o text --files-from -'
fails 1 'the model to begin from is' tiny -f --init "$m" -o "$m"

# No two outputs are one.
fails 2 'model and log' tiny -o x.hwr --log x.hwr
fails 2 'model and checkpoint' tiny -o x.hwr --checkpoint x.hwr
fails 2 'log and the checkpoint that is called by the model' tiny -o x.hwr --log x.hwr.ckpt
fails 2 'images and table' hwr-split -o x --layout=./x ink.pgm
fails 2 'both on stdout' hwr-split --layout=- ink.pgm
fails 2 'report and matrix' hwr-eval -m "$m" -d "$TESTDATA/tiny" -o x --confusion x
fails 2 'matrix and picture' hwr-eval -m "$m" -d "$TESTDATA/tiny" --confusion x --picture x
says 'is said' '^hwr-train: --log: x.hwr: the same file as --output$' tiny -o x.hwr --log x.hwr

# Nothing takes the place of something of another kind.
fails 2 'text that of a picture' hwr-recognize --lm=none -m "$m" -o ink.pgm page.png
fails 2 'text that of a model' hwr-predict --lm=none -m "$m" -o "$m" small.pgm
fails 2 'images that of a PNG picture' hwr-normalize -o page.png glyphs.pgm
fails 2 'a language model that of a model' hwr-lm -o "$m" text
fails 2 'a model that of a picture, though forced' tiny -f -o page.png
fails 2 'a picture that of a model' hwr-eval -m "$m" -d "$TESTDATA/tiny" --picture "$m"
fails 2 'a checkpoint that of a text' tiny -o x.hwr --checkpoint text
fails 2 'a checkpoint that of a device' tiny -o x.hwr --checkpoint /dev/null
fails 2 'a log that of a text' tiny -o x.hwr --log text
ok 'the device is there' test -c /dev/null
same 'all is as it was' "$before" "$(sum page.png ink.pgm glyphs.pgm small.pgm text tiny.lm "$m" log.tsv)"
fails 1 'nothing was made' test -e x -o -e x.hwr -o -e x.hwr.ckpt

# Closed descriptors.
# shellcheck disable=SC2016	# for the inner shell
ok 'a closed stderr' sh -c 'hwr-train -v -v -d "$TESTDATA/tiny" --arch tiny --batch 32 --epochs 2 -o closed.hwr 2>&-'
same_file 'nothing gets into the model' "$m" closed.hwr
ok 'a closed stdin' sh -c 'hwr-normalize -o got glyphs.pgm <&-'
same_file 'is no output' small.pgm got
fails 1 'a closed stdout fails' sh -c 'hwr-normalize glyphs.pgm >&-'
says 'and is said' '<stdin>: Bad file descriptor' sh -c 'hwr-normalize <&-'

# Full disks are said once, with the file and the reason.
for run in 'hwr-trim page.png' 'hwr-split ink.pgm' 'hwr-normalize glyphs.pgm' 'hwr-predict --lm=none -m tiny.hwr small.pgm' \
    'hwr-recognize --lm=none -m tiny.hwr page.png' 'hwr-lm text' 'hwr-eval -m tiny.hwr --text=text text'; do
	prog=${run%% *}
	[ "$prog" != hwr-eval ] || run='hwr-eval --text=text text'
	fails 1 "$prog: a full disk" sh -c "$run >/dev/full"
	same 'is said once' "$prog: <stdout>: No space left on device" "$(cat "$TAP/err")"
	fails 1 "$prog: of -o" sh -c "$run -o /dev/full"
	same 'is said once' "$prog: /dev/full: No space left on device" "$(cat "$TAP/err")"
done
fails 1 'a log on a full disk' tiny -o full.hwr --log /dev/full
same 'is said once' 'hwr-train: /dev/full: No space left on device' "$(cat "$TAP/err")"
same_file 'and the model is there' "$m" full.hwr

# A link is written through; the file keeps its permissions.
printf 'old\n' >real
chmod 640 real
ln -s real link
ok 'a link' hwr-recognize --lm=none -m "$m" -o link page.png
ok 'stays one' test -h link
same 'and its file has the text' "$(hwr-recognize --lm=none -m "$m" page.png)" "$(cat real)"
same 'and its permissions' '-rw-r-----' "$(find . -name real -exec ls -l {} + | cut -c 1-10)"

# What is not whole takes no place.
head -c 300 page.png >cut.png
printf 'whole\n' >kept
fails 1 'an input breaks off' hwr-recognize -q --lm=none -m "$m" -o kept cut.png page.png
same 'the earlier file stays' whole "$(cat kept)"
ok 'what was read is beside it' grep -q page.png kept.incomplete
says 'which is said' 'kept: stays as it was.*kept.incomplete$' hwr-recognize -q --lm=none -m "$m" -o kept cut.png page.png
fails 1 'a name that is free' hwr-recognize -q --lm=none -m "$m" -o fresh cut.png page.png
ok 'is taken' grep -q page.png fresh
cp tiny.lm kept.lm
fails 1 'a language model of half the texts' hwr-lm -o kept.lm text nowhere
same_file 'replaces none' tiny.lm kept.lm
# shellcheck disable=SC3045	# where there is no such limit it is not tried
if (ulimit -v 200000 && hwr-lm --version) >/dev/null 2>&1; then	# sanitizers do not start within it
	fails 1 'no memory for a line is no end of a text' \
	    sh -c 'ulimit -v 200000; { cat text; head -c 150000000 /dev/zero | tr "\0" a; } | hwr-lm -o half.lm'
	same 'and is said' 'hwr-lm: <stdin>: Cannot allocate memory' "$(cat "$TAP/err")"
else
	skip 'no memory for a line is no end of a text' 'no limits here'
	skip 'and is said' 'no limits here'
fi

# Samples that cannot be read.
mkdir -p own/A own/B
cp "$TESTDATA/samples/A/"* own/A
cp "$TESTDATA/samples/B/"* own/B
head -c 60 own/A/1.png >own/A/cut.png
own() { hwr-train -q -d own --arch tiny --epochs 1 "$@"; }
fails 1 'no training begins without a sample' own -o own.hwr
fails 1 'nothing is made' test -e own.hwr -o -e own.hwr.ckpt
says 'that is said' 'data: 1 pictures cannot be read.*--skip-bad' own -o own.hwr
ok '--skip-bad goes on' own --skip-bad -o own.hwr
mkdir lines
cp page.png lines/a.png
printf 'a.png\t2739 5684\nb.png\t12\n' >lines/labels.tsv
line() { hwr-train --lines lines --arch 'line48 8c3s2p1n bn relu p2 8c12x1 bn relu d' --epochs 1 "$@"; }
fails 1 'no training without a line' line -o line.hwr
says '--skip-bad goes on' '1 pictures that cannot be read are left out' line --skip-bad -o line.hwr
ok 'and ends well' test -s line.hwr
printf 'a.png\t2739 5684\n' >lines/labels.tsv
fails 1 'the table of lines is no output' hwr-eval -q -m line.hwr --lines lines -o lines/labels.tsv
same 'it stays' 'a.png	2739 5684' "$(cat lines/labels.tsv)"

# What an earlier training left.
long() { hwr-train -q -d "$TESTDATA/tiny" --arch tiny --epochs 400 --batch 32 "$@"; }
hwr-train -q -d "$TESTDATA/tiny" --arch tiny --epochs 400 --batch 32 -o long.hwr --log long.tsv 2>err &
pid=$!
rows() { if [ -e long.tsv ]; then wc -l <long.tsv; else echo 0; fi; }
while [ "$(rows)" -lt 3 ] && kill -0 "$pid" 2>/dev/null; do sleep 0.05; done
says 'two trainings of one checkpoint are refused' '^hwr-train: long.hwr.ckpt: another training writes it$' long -f -o long.hwr
says 'and of one log' '^hwr-train: long.tsv: another training writes it$' long -f -o other.hwr --log long.tsv
kill -INT "$pid"
wait "$pid"
same 'an interrupted training says how to go on' 1 "$(grep -c -e '--resume goes on' err)"
was=$(sum long.hwr.ckpt long.tsv)
fails 2 'its checkpoint is not written over' long -o long.hwr
says 'and what helps is said' 'long.hwr.ckpt exists; --resume goes on with the run that was stopped, -f writes over it' long -o long.hwr
fails 2 'nor its log' long -o another.hwr --log long.tsv
same 'both are as they were' "$was" "$(sum long.hwr.ckpt long.tsv)"
fails 1 'it does not go on in another style' long --style mnist --resume -o long.hwr
i=0
while [ $i -lt 10 ]; do
	printf '%d\t%b\n' $i "\\0$(printf %o $((65 + i)))"
	i=$((i + 1))
done >letters.txt
fails 1 'nor with other characters' long --mapping letters.txt --resume -o long.hwr

# Killed: the log has a row more than the checkpoint, and half of one.
rm -f long.*
hwr-train -q -d "$TESTDATA/tiny" --arch tiny --epochs 6 --batch 32 -o long.hwr --log long.tsv 2>err &
pid=$!
while [ "$(rows)" -lt 3 ] && kill -0 "$pid" 2>/dev/null; do sleep 0.01; done
kill -KILL "$pid" 2>/dev/null
wait "$pid" 2>/dev/null
if [ -e long.hwr.ckpt ]; then
	for i in 4 5 6; do printf '%d\t1\t1\t\t1\t1\t1\n' "$i"; done >>long.tsv
	printf '7\t1' >>long.tsv
	ok 'resumed' hwr-train -q -d "$TESTDATA/tiny" --arch tiny --epochs 6 --batch 32 -o long.hwr --log long.tsv --resume
else
	skip 'resumed' 'it was done before it could be killed'
fi
same 'no row of the log is lost, none is there twice' '1 2 3 4 5 6' "$(cut -f 1 long.tsv | sed 1d | tr '\n' ' ' | sed 's/ $//')"
hwr-train -q -d "$TESTDATA/tiny" --arch tiny --epochs 6 --batch 32 -o whole.hwr
same_file 'and the model is that of a run that was not killed' whole.hwr long.hwr
tiny -o late.hwr --checkpoint late.ckpt --epochs 20 2>err &
pid=$!
while [ ! -e late.ckpt ] && kill -0 "$pid" 2>/dev/null; do sleep 0.01; done
printf 'hwr-model of somebody else\n' >late.hwr
wait "$pid"
same 'a model that appeared meanwhile stays' 'hwr-model of somebody else' "$(cat late.hwr)"
ok 'and the run is kept' test -s late.ckpt
same 'no temporary is left' '' "$(find . -name '.hwr-*')"
finish
