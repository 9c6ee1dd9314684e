#!/bin/sh
# make-corpus.sh - write testdata/fuzz anew: small inputs of every kind that fuzzing begins with.
# What fuzzing found, and was mended, is there under the name found-*, and stays.
set -eu
cd "$(dirname "$0")/../.."
bin=$PWD/${HWR_BIN:-bin}
out=$PWD/testdata/fuzz
root=$PWD
T=$(mktemp -d) || exit 1
trap 'rm -rf "$T"' EXIT
cd "$T"
for kind in model text stream journey checkpoint; do
	mkdir -p "$out/$kind"
done

# put KIND NAME - standard input as a file of the corpus.
put() { cat >"$out/$1/$2"; }

train() { "$bin/hwr-train" -q --data "$root/testdata/samples" --epochs 1 "$@"; }
train --arch '2c5s4 bn relu d' -o glyph.hwr
train --arch '2c5s4 ( dw3p1 bn )+ ( gap d4 relu d2 sigmoid )* p2 drop0.2 d' --precision f32 --reads alone -o brackets.hwr
"$bin/hwr-train" -q --data "$root/testdata/samples" --arch '2c9s4 relu d' --epochs 1 -o second.hwr
mkdir lines
cp "$root/testdata/hey-you.png" lines
printf 'hey-you.png\tHey you\n' >lines/labels.tsv
"$bin/hwr-train" -q --lines lines --arch 'line48 2c3s2p1n bn relu p4x2 2c6x1 relu lstm16 d' --epochs 1 --batch 2 -o line.hwr
perl "$root/scripts/models/bundle.pl" glyph.hwr second.hwr >bundle.hwr
for m in glyph brackets line bundle; do
	# shellcheck disable=SC2094	# only the name is an argument
	put model $m.hwr <$m.hwr
done

printf 'p[A-Z]{2}(0|1)*x?.+\nAB01xyz' | put text pattern
printf 'p(([[:digit:]]|\\w)+\\s){2,3}$\n12 ab cd ' | put text pattern-classes
printf 'wHello\n# no\nMr. Smith\n\303\211t\303\251\nnaive\n' | put text words
printf 'r0 3\nCc 1.5\n\n' | put text prior
printf 'r0 1\n1 2\n12 3\n' | put text prior-numbers
printf 'm0 48\n1 65 97\n2\tB\n3\t\303\251\tnote\n' | put text mapping
printf 'k0\n17\n999\n' | put text pick
printf 'ta.png\tHello\\nyou\\t\\\\\nb.png\t\nc.png\t12\t0.9\n' | put text table
printf 'tHello you\n' | put text plain
{ printf l; cat "$root/testdata/training.tsv"; } | head -c 600 | put text log
printf 'na.png\r\n-\n/dev/null\n\n' | put text names

"$bin/hwr-trim" "$root/testdata/samples/A/1.png" >A.pgm
"$bin/hwr-normalize" A.pgm | put stream glyph.pgm
printf 'P5\n# hwr page=2 line=1 word=1 char=3 box=0,0,28,20 base=20 xh=12 cap=18 slope=0.01 from=0 to=2 cut=0.5 space=0.1 plain=1 src=a%%20b of=3\n28 28\n255\n%784s' '' | put stream tags.pgm
printf 'P2\n# hwr page=1 line=1 box=3,4,60,20 base=20 xh=12 zoom=1.2 middle=20 tilt=0\n8 48\n9\n%s\n' \
    "$(perl -e 'print join " ", map {($_ * 7) % 10} 1 .. 8 * 48')" | put stream line.pgm
{
	perl -e 'print "P1\n60 30\n"; for $y (0 .. 29) { print join(" ", map { ($_ % 12 < 3 && $y > 5 && $y < 24) || ($y == 14 && $_ % 24 < 12) ? 1 : 0 } 0 .. 59), "\n" }'
} >page.pbm
# shellcheck disable=SC2094
put journey page.pbm <page.pbm
"$bin/hwr-trim" -q page.pbm | put stream ink.pgm
cat "$out/stream/ink.pgm" "$out/stream/tags.pgm" | put stream two.pgm
put journey letter.png <"$root/testdata/samples/A/1.png"

printf 'epoch 1\nstep 1\nsteps 4\nright 1\nseen 2\nunits 2\nloss 0.5\n\nnumbers' | put checkpoint half
printf 'epoch 4\nstep 0\nsteps 12\nright 0\nseen 0\nunits 0\nloss 0' | put checkpoint ended
