#!/bin/sh
# Whatever fails: no program crashes, is silent about it, or loses a file that was there.
# sweep.pl says what must hold, fault.c how calls are made to fail.
# shellcheck source=scripts/test/tap.sh
. "$(dirname "$0")/../test/tap.sh"
export OMP_WAIT_POLICY=passive OMP_NUM_THREADS=1

lib=$T/fault.so
# shellcheck disable=SC2086	# CC may have words
if ! ${CC:-cc} -std=c11 -O1 -shared -fPIC -o "$lib" "$ROOT/scripts/fault/fault.c" 2>"$TAP/err"; then
	skip 'calls that fail' 'fault.c is for Linux with glibc'
	finish
fi
case $(nm -D "$HWR_BIN/hwr-trim" 2>/dev/null) in
*__asan_*)
	skip 'calls that fail' 'the sanitizer has its own malloc'
	finish ;;
esac
sweep() { perl "$ROOT/scripts/fault/sweep.pl" "$@"; }
sweep "$lib" true >said
if [ $? -eq 99 ]; then
	skip 'calls that fail' "$(cat said)"
	finish
fi
# A program that does not look is found out.
fails 1 'a program that ignores what fails is found' sweep "$lib" sh -c 'cat said; exit 0'

# claim NAME ARGUMENT... - a sweep of which the last line says that nothing is wrong.
claim() {
	claim_name=$1
	shift
	sweep "$@" >said 2>&1
	claim_status=$?
	cp said "$TAP/err"
	tap_say "$claim_status" "$claim_name: $(tail -n 1 said)"
}

hwr-train -q -d "$TESTDATA/tiny" --limit 40 --arch tiny --batch 32 --epochs 1 -o tiny.hwr || bail 'no model to test with'
cp "$TESTDATA/two-lines.png" page.png
hwr-trim page.png >ink.pgm
hwr-split ink.pgm >glyphs.pgm
hwr-normalize glyphs.pgm >small.pgm
printf 'the cat eats fish\nthe dog sees milk\n' >text
printf 'a.png\tcat\nb.png\tdog\n' >truth.tsv
printf '%s\n' page.png ink.pgm >list
mkdir -p own/A own/B lines
cp "$TESTDATA/samples/A/1.png" own/A
cp "$TESTDATA/samples/B/1.png" own/B
cp page.png lines
printf 'page.png\ttwo lines\n' >lines/labels.tsv
printf 'page.png\tme\n' >lines/writers.tsv
printf 'epoch\tloss\ttrain\tvalidation\trate\tseconds\timages_per_s\n1\t2\t50\t40\t0.1\t1\t9\n' >log.tsv

claim hwr-trim -o got "$lib" hwr-trim -o got page.png
claim 'hwr-trim to stdout' "$lib" hwr-trim page.png ink.pgm
claim hwr-split -o got -p table "$lib" hwr-split -q -o got --layout table ink.pgm
claim hwr-normalize -o got "$lib" hwr-normalize -o got glyphs.pgm
claim hwr-predict -o got "$lib" hwr-predict -q --lm=none -m tiny.hwr -o got small.pgm
claim hwr-recognize -o got "$lib" hwr-recognize -q --lm=none -m tiny.hwr -o got page.png
claim 'hwr-recognize of a list' "$lib" hwr-recognize -q --lm=none -m tiny.hwr --files-from list
claim hwr-lm -o got "$lib" hwr-lm -o got text
claim hwr-eval -o got -g m.tsv -g m.png "$lib" hwr-eval -m tiny.hwr -d "$TESTDATA/tiny" --limit 20 -o got --confusion m.tsv --picture m.png
claim 'hwr-eval of texts' "$lib" hwr-eval --text=truth.tsv truth.tsv
claim 'hwr-eval of logs' -o got "$lib" hwr-eval --curves=got log.tsv
claim hwr-train -o got -l log=3 -a '' "$lib" hwr-train -q -f -d own -d "$TESTDATA/tiny" --limit 40 --arch tiny --batch 32 \
    --epochs 2 --log log -o got
claim 'hwr-train of lines' -g got "$lib" hwr-train -q --lines lines --arch 'line48 4c3s2p1n bn relu p2 4c12x1 bn relu d' --epochs 1 -o got
finish
