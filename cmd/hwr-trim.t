#!/bin/sh
# hwr-trim(1): what the manual promises.
# shellcheck source=scripts/test/tap.sh
. "$(dirname "$0")/../scripts/test/tap.sh"

# A bar of 4 x 2 in a picture of 8 x 6.
printf 'P2 8 6 1\n1 1 1 1 1 1 1 1\n1 1 1 1 1 1 1 1\n1 1 0 0 0 0 1 1\n1 1 0 0 0 0 1 1\n1 1 1 1 1 1 1 1\n1 1 1 1 1 1 1 1\n' >dash.pgm
printf 'P5\n# hwr page=1 box=2,2,4,2 src=dash.pgm\n4 2\n255\n\377\377\377\377\377\377\377\377' >want
printf 'P5\n# hwr page=1 box=2,2,4,2\n4 2\n255\n\377\377\377\377\377\377\377\377' >want-stdin
printf 'P2 3 2 1\n1 1 1 1 1 1\n' >blank.pgm

silent 'a small picture' hwr-trim -o got dash.pgm
same_file 'cropped to its ink, with a tag' want got
ok 'from stdin' sh -c 'hwr-trim <dash.pgm >got'
same_file 'without a src' want-stdin got
ok '- is stdin' sh -c 'hwr-trim - <dash.pgm >got'
same_file 'the same' want-stdin got
ok 'nothing in' sh -c 'hwr-trim </dev/null >got'
same 'nothing out' 0 "$(wc -c <got | tr -d ' ')"

# Streams, tags and pages.
cat dash.pgm dash.pgm >two.pgm
ok 'a stream of two, and a file' hwr-trim -o got two.pgm dash.pgm
same 'pages are counted over all' \
	'page=1 box=2,2,4,2 src=two.pgm page=2 box=2,2,4,2 src=two.pgm page=3 box=2,2,4,2 src=dash.pgm' \
	"$(grep -a -o 'page=.*' got | tr '\n' ' ' | sed 's/ $//')"
ok 'trimmed twice' sh -c 'hwr-trim dash.pgm | hwr-trim >got'
same_file 'is trimmed once' want got
printf 'P5\n# hwr page=7 box=100,50,4,4 mine=1\n4 4\n255\n' >inner.pgm
printf '\0\0\0\0\0\377\377\0\0\377\377\0\0\0\0\0' >>inner.pgm
ok 'a part of a page' hwr-trim -o got inner.pgm
same 'keeps its tags; its box is one of the page' 'page=7 box=101,51,2,2 src=inner.pgm mine=1' \
	"$(sed -n 's/^# hwr //p' got)"
printf 'P5\n# hwr box=9,9,2,2\n2 2\n255\n\377\377\377\377' >solid.pgm
ok 'a glyph that is all ink' hwr-trim -o got solid.pgm
same 'is not blank' '2 2' "$(sed -n 3p got)"

# All formats give the same.
if [ -d "$TESTDATA/formats" ]; then
	first=
	for file in "$TESTDATA"/formats/*; do
		got=$(hwr-trim "$file" 2>&1 | sed 2d | cksum)
		first=${first:-$got}
		same "$(basename "$file")" "$first" "$got"
	done
else
	skip 'all formats give the same' 'no testdata/formats'
fi

# Broken inputs.
fails 1 'a file that is not there' hwr-trim no.pgm
says 'is named' '^hwr-trim: no\.pgm: No such file' hwr-trim no.pgm
printf 'P5 9 9 255\nshort' >cut.pgm
rm -f got
fails 1 'a broken operand in the middle' hwr-trim -o got dash.pgm cut.pgm dash.pgm
same 'the others are done' 2 "$(grep -a -c '^# hwr' got)"
says 'and it is named' '^hwr-trim: cut\.pgm: truncated' hwr-trim -o got dash.pgm cut.pgm dash.pgm
cat dash.pgm cut.pgm >mixed.pgm
fails 1 'a stream with a broken image' sh -c 'hwr-trim <mixed.pgm >got'
same_file 'what came before it is written' want-stdin got
printf 'P5 400000000 400000000 255\n' >huge.pgm
says 'a huge picture is refused' 'huge\.pgm: 400000000 x 400000000 pixels is more' hwr-trim huge.pgm
printf 'P5 20001 20000 255\n' >large.pgm
says 'one of over 400 megapixels is refused' 'more than the 400000000 allowed' hwr-trim large.pgm
fails 1 'one of 48 pixels where 47 are allowed' hwr-trim --max-pixels=47 dash.pgm
silent 'not where 48 are' hwr-trim --max-pixels=48 -o got dash.pgm
printf 'nothing like an image' >text
says 'a text is no image' '^hwr-trim: text: neither a PNM nor a PNG' hwr-trim text

# What others read.
printf '\377\330\377\340JFIF and so on' >x.jpg
fails 1 'a JPEG image' hwr-trim x.jpg
says 'is known, and a line that reads it (cmd/hints.t runs it and others)' \
	'^hwr-trim: x\.jpg: is a JPEG image; read it with: jpegtopnm x\.jpg \| hwr-trim$' hwr-trim x.jpg

# Blank pictures.
printf 'P5\n# hwr page=1 box=0,0,1,1 src=blank.pgm\n1 1\n255\n\0' >want-blank
ok 'a blank picture' hwr-trim -o got blank.pgm
same_file 'is one blank pixel' want-blank got
says 'and a warning' '^hwr-trim: blank\.pgm: image 1: no ink' hwr-trim blank.pgm
silent 'not with -q' hwr-trim -q -o got blank.pgm

# Options.
ok 'margin' hwr-trim --margin=1 -o got dash.pgm
same 'widens the box' 'box=1,1,6,4' "$(grep -a -o 'box=[0-9,]*' got)"
ok 'polarity' hwr-trim --polarity=light --threshold=128 -o got dash.pgm
same 'makes paper ink' 'box=0,0,8,6' "$(grep -a -o 'box=[0-9,]*' got)"
for how in auto otsu sauvola 100; do
	ok "threshold $how" hwr-trim --threshold=$how -o got dash.pgm
	same_file 'gives the same here' want got
done
ok 'specks below 9 pixels' hwr-trim -q --speck=9 -o got dash.pgm
same 'leave nothing here' '1 1' "$(sed -n 3p got)"
if [ -f "$TESTDATA/ruled.png" ]; then
	says 'ruled lines are erased' 'ruled lines? erased' hwr-trim -v -o got "$TESTDATA/ruled.png"
	hwr-trim --keep-rules -o kept "$TESTDATA/ruled.png"
	ok 'or kept' test "$(sed -n 3p kept | cut -d' ' -f1)" -gt "$(sed -n 3p got | cut -d' ' -f1)"
fi
says '-v says what was decided' 'dark ink, otsu threshold' hwr-trim -v dash.pgm

# Manners.
if [ -c /dev/full ]; then
	fails 1 'a full disk' sh -c 'hwr-trim dash.pgm >/dev/full'
	says 'is said' '<stdout>: No space' sh -c 'hwr-trim dash.pgm >/dev/full'
else
	skip 'a full disk' 'no /dev/full'
fi
echo old >kept
fails 1 'a target that cannot be' hwr-trim -o no/such/folder dash.pgm
for bad in --nope --margin=-1 --margin=x --max-pixels=0 --speck=-1 --polarity=grey --threshold=0 \
	--threshold=255 --threshold=soft --margin; do
	fails 2 "$bad" hwr-trim "$bad" dash.pgm
done
says 'and the usage is shown' '^usage: hwr-trim' hwr-trim --nope
same 'a threshold that is none: one message tells what there is' "hwr-trim: --threshold: 'foo' is neither auto, otsu, sauvola nor a level from 1 to 254" \
	"$(hwr-trim --threshold=foo dash.pgm 2>&1)"
ok '--help' sh -c 'hwr-trim --help | grep -q "^usage: hwr-trim"'
ok '--version' sh -c 'hwr-trim --version | grep -q "^hwr-trim [0-9]"'
finish
