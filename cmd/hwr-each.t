#!/bin/sh
# hwr-each(1): what the manual promises; and what filters do without it (hwr-stream(5)).
# shellcheck source=scripts/test/tap.sh
. "$(dirname "$0")/../scripts/test/tap.sh"

bytes() { perl -e 'print eval("\"$ARGV[0]\"") x $ARGV[1]' "$1" "$2"; }
image() { printf 'P5\n%s3 2\n255\n' "$2"; bytes "$1" 6; }	# image BYTE [COMMENT]
tab='# hwr page=1 line=1 of=2 k=v
'
{ image '\0' "$tab"; image '\377' "$tab"; } >two.pgm
{ image '\377' "$tab"; image '\0' "$tab"; } >want.pgm
turn='tr "\000\377" "\377\000"'

silent 'a filter is run on every image' hwr-each -o got.pgm "$turn" two.pgm
same_file 'and the tags stay' want.pgm got.pgm
hwr-each "$turn" <two.pgm >got.pgm
same_file 'from standard input as from a file' want.pgm got.pgm
hwr-each "$turn" - <two.pgm >got.pgm
same_file 'so is -' want.pgm got.pgm
hwr-each "$turn | $turn" two.pgm two.pgm >got.pgm
cat two.pgm two.pgm >want.pgm
same_file 'commands are those of a shell; several files' want.pgm got.pgm
hwr-each 'printf "P1 2 1 1 0"' two.pgm >got.pgm
{ printf 'P5\n%s2 1\n255\n\0\377' "$tab"; printf 'P5\n%s2 1\n255\n\0\377' "$tab"; } >want.pgm
same_file 'it may write another size, of any kind, and need not read' want.pgm got.pgm
same 'nothing in, nothing out' 0 "$(hwr-each cat </dev/null | wc -c)"
hwr-each 'tee seen.pgm' two.pgm >got.pgm
same 'the command gets no comments' 0 "$(grep -a -c '#' seen.pgm)"
image '\0' >bare.pgm
hwr-each cat bare.pgm >got.pgm
same_file 'an image without tags has none' bare.pgm got.pgm

fails 1 'a command that fails' hwr-each 'cat; exit 3' two.pgm
says 'is said' '^hwr-each: two.pgm: image 1: the command failed: status 3$' hwr-each 'cat; exit 3' two.pgm
says 'and nothing else' '^1$' sh -c 'hwr-each "exit 3" two.pgm 2>&1 | grep -c . >&2'
fails 1 'one that is not there' hwr-each no-such-command two.pgm
fails 1 'one that writes nothing' hwr-each true two.pgm
says 'is said' '^hwr-each: two.pgm: image 1: the command wrote no image$' hwr-each true two.pgm
says 'as is more than one' 'image 1: the command wrote more than one image$' hwr-each 'cat; printf "P1 1 1 1"' two.pgm
says 'or what is none' '^hwr-each: two.pgm: image 1: neither' hwr-each 'echo hello' two.pgm
cp two.pgm second.pgm
fails 1 'a stream ends there' sh -c 'hwr-each "grep -a -q \"P5\" && test -e second.pgm && rm second.pgm && cat bare.pgm" two.pgm two.pgm >got.pgm'
same 'what was made before is written' 1 "$(grep -a -c '^# hwr' got.pgm)"
fails 1 'a file that is not there' hwr-each cat no.pgm
head -c 60 two.pgm >cut.pgm
fails 1 'a truncated image' hwr-each cat cut.pgm
fails 1 'a full disk' sh -c 'hwr-each cat two.pgm >/dev/full'
fails 2 'no command' hwr-each
fails 2 'an unknown option' hwr-each --nope cat two.pgm
ok '--help is an answer' sh -c 'hwr-each --help | grep -q "^usage: hwr-each"'

# What comes without it, in the words of hwr-normalize and hwr-predict.
{ image '\377' "$tab"; image '\377' "$tab"; } >page.pgm
silent 'a page that is whole' hwr-normalize page.pgm
image '\377' "$tab" >one.pgm
says 'one that is not' '^hwr-normalize: .*page 1 has 2 images, and 1 came' hwr-normalize one.pgm
says 'where the next begins' '^hwr-normalize: three.pgm: page 1 has 2 images, and 1 came' \
	sh -c "{ cat one.pgm; sed 's/page=1/page=2/' page.pgm; } >three.pgm; hwr-normalize three.pgm >/dev/null"
same 'that is no failure' 0 "$(hwr-normalize -q one.pgm >got.pgm 2>&1; echo $?)"
image '\377' >bare.pgm
says 'images without tags' '^hwr-normalize: bare.pgm: images without tags: ' hwr-normalize bare.pgm
cat bare.pgm bare.pgm >bares.pgm
same 'are told once' 1 "$(hwr-normalize bares.pgm 2>&1 >got.pgm | wc -l)"
hwr-train -q --data "$TESTDATA/samples" --arch '8c5s2 bn relu d' --epochs 2 -o model.hwr
hwr-normalize -q one.pgm >one.norm
says 'hwr-predict says it, too' '^hwr-predict: .*page 1 has 2 images, and 1 came' hwr-predict -m model.hwr one.norm

if ! command -v pamexec >/dev/null 2>&1 || ! command -v pnmsmooth >/dev/null 2>&1; then
	skip 'filters of netpbm' 'no netpbm'
	finish
fi
hwr-trim "$TESTDATA/two-lines.png" | hwr-split | tee glyphs.pgm | hwr-each pnminvert | hwr-each 'pnminvert' >got.pgm
same_file 'there and back: nothing is lost' glyphs.pgm got.pgm
hwr-trim "$TESTDATA/two-lines.png" >ink.pgm
n=$(grep -a -c '^# hwr' glyphs.pgm)
count() { hwr-trim --keep-rules --speck=0 -q "$1" | grep -a -c '^# hwr'; }
for filter in pnminvert 'pamflip -lr' 'pnmgamma 1.2' pnmsmooth pnmnorm; do
	$filter <glyphs.pgm >one.pgm 2>/dev/null
	same "$filter passes one image of a stream, without tags" '1 0' "$(count one.pgm) $(grep -a -c '^# hwr' one.pgm)"
done
pamexec pnminvert <glyphs.pgm >all.pgm
same 'pamexec runs it on all, and drops the tags' "$n 0" "$(count all.pgm) $(grep -a -c '^# hwr' all.pgm)"
pnminvert ink.pgm | pnminvert | hwr-split >got.pgm
same 'a filter around a whole page leaves its lines and characters' "$n" "$(grep -a -c '^# hwr' got.pgm)"
finish
