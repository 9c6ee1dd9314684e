#!/bin/sh
# hwr-normalize(1): what the manual promises.
# shellcheck source=scripts/test/tap.sh
. "$(dirname "$0")/../scripts/test/tap.sh"

# bytes PATTERN TIMES - that many of it
bytes() { perl -e 'print eval("\"$ARGV[0]\"") x $ARGV[1]' "$1" "$2"; }
header() { perl -0777 -ne 'print $1 if /\A(P5\n(?:#.*\n)*\d+ \d+\n\d+\n)/' "$1"; }
images() { grep -a -c 'P5$' "$1"; }

{ printf 'P5\n# hwr page=1 line=2 foo=bar box=1,2,20,30 base=9\n20 30\n255\n'; bytes '\xff' 600; } >block.pgm
{ printf 'P5\n6 4\n255\n'; bytes '\0' 24; } >blank.pgm
{ printf 'P5\n9 9\n255\n'; bytes '\xff' 20; } >short.pgm
printf 'P2 3 1 255\n0 255 0\n' >dot.pgm

silent 'a block is normalized' sh -c 'hwr-normalize block.pgm >norm.pgm'
same 'to 28 by 28, its tags carried along' 'P5
# hwr page=1 line=2 foo=bar box=1,2,20,30 base=9 style=emnist
28 28
255' "$(header norm.pgm)"
hwr-normalize <block.pgm >got.pgm
same_file 'from standard input as from a file' norm.pgm got.pgm
hwr-normalize - <block.pgm >got.pgm
same_file 'so is -' norm.pgm got.pgm
hwr-normalize -o got.pgm block.pgm
same_file 'so is -o' norm.pgm got.pgm
hwr-normalize -s emnist block.pgm >got.pgm
same_file 'emnist is the default' norm.pgm got.pgm
silent 'mnist is the other style' sh -c 'hwr-normalize --style=mnist block.pgm >mnist.pgm'
same 'and says so' 'P5
# hwr page=1 line=2 foo=bar box=1,2,20,30 base=9 style=mnist
28 28
255' "$(header mnist.pgm)"
hwr-normalize -s mnist norm.pgm >got.pgm
same 'a style replaces the one before' 1 "$(grep -a -o 'style=[a-z]*' got.pgm | grep -c mnist)"

# The ink of the block: 22 rows at half maximum in the middle, as EMNIST has it.
rows() {	# rows FILE LEVEL - the first and the last row with ink of at least that
	perl -0777 -ne 's/\A(P5\n(?:#.*\n)*\d+ \d+\n\d+\n)//; my ($n, @r) = 0;
		for my $row (unpack("(a28)28", $_)) { push @r, $n if grep {$_ >= '"$2"'} unpack("C*", $row); $n++ }
		print "$r[0] $r[-1]"' "$1"
}
same 'emnist: 22 rows are dark' '3 24' "$(rows norm.pgm 128)"
same 'mnist: 20 rows are' '4 23' "$(rows mnist.pgm 128)"

# Whole lines.
{ printf 'P5\n# hwr page=1 line=2 box=100,200,20,30 base=220 whole=1 src=a.png x=y\n20 30\n255\n'; bytes '\xff' 600; } >whole.pgm
silent 'a whole line is normalized' sh -c 'hwr-normalize whole.pgm >line.pgm'
same 'to 48 rows, level, its tags telling the way back' 'P5
# hwr page=1 line=2 box=100,200,20,30 base=220 whole=1 zoom=562500 middle=215 tilt=0 src=a.png x=y style=line
32 48
255' "$(header line.pgm | sed 's/zoom=[0-9]*/zoom=562500/')"
for s in emnist mnist; do
	hwr-normalize -s $s whole.pgm >got.pgm
	same_file "a style of glyphs, $s, does not change it" line.pgm got.pgm
done
hwr-normalize --style=line block.pgm >got.pgm
same 'with --style=line every image is a line' 'line=2 style=line 48' \
	"$(header got.pgm | sed -n 's/^# .* \(line=2\) .* \(style=line\)$/\1 \2/p; s/^[0-9]* \([0-9]*\)$/\1/p' | tr '\n' ' ' | sed 's/ $//')"
cat block.pgm whole.pgm block.pgm >three.pgm
cat norm.pgm line.pgm norm.pgm >want.pgm
hwr-normalize three.pgm >got.pgm
same_file 'lines and glyphs in one stream are each what they are alone' want.pgm got.pgm
{ printf 'P5\n# hwr line=1 whole=1\n300 4\n255\n'; bytes '\0' 1200; } >none.pgm
says 'a blank line is told' '^hwr-normalize: none.pgm: image 1: blank$' hwr-normalize none.pgm
same 'and stays blank, 48 rows of it' "P5
# hwr line=1 whole=1 style=line
8 48
255" "$(hwr-normalize -q none.pgm >got.pgm; header got.pgm)"
for size in '1 1' '1 50000' '30000 3' '50000 1'; do
	{ printf 'P5\n# hwr whole=1\n%s\n255\n' "$size"; bytes '\xff' $((${size% *} * ${size#* })); } >odd.pgm
	ok "a line of $size is no crash" hwr-normalize -o got.pgm odd.pgm
	same "and has 48 rows, of no more than 16384" 1 "$(header got.pgm | awk '$2 == 48 && $1 <= 16384 && $1 % 8 == 0' | wc -l)"
done

cat block.pgm blank.pgm dot.pgm block.pgm >four.pgm
hwr-normalize -q four.pgm >got.pgm
same 'four images in, four out' 4 "$(images got.pgm)"
says 'a blank one is told' '^hwr-normalize: four.pgm: image 2: blank$' hwr-normalize four.pgm
silent 'but not after -q' hwr-normalize -q four.pgm
{ bytes '\0' 784; } >zeros
hwr-normalize -q blank.pgm | tail -c 784 >got
same_file 'and stays blank' zeros got
same 'nothing in, nothing out' 0 "$(hwr-normalize </dev/null | wc -c)"

cat block.pgm short.pgm block.pgm >broken.pgm
fails 1 'a broken image fails' sh -c 'hwr-normalize broken.pgm dot.pgm >got.pgm'
ok 'what stood before it and the other files are done' test "$(images got.pgm)" -ge 2
says 'it is named' '^hwr-normalize: broken.pgm: ' hwr-normalize broken.pgm
fails 1 'a file that is not there fails' hwr-normalize no.pgm
fails 1 'a full disk fails' sh -c 'hwr-normalize block.pgm >/dev/full'
fails 2 'an unknown option' hwr-normalize --nope block.pgm
fails 2 'an unknown style' hwr-normalize --style=cursive block.pgm
says 'it says which there are' 'emnist' hwr-normalize --style=cursive block.pgm
ok '--help is an answer' sh -c 'hwr-normalize --help | grep -q "^usage: hwr-normalize"'
ok '--version is one' sh -c 'hwr-normalize -V | grep -q "^hwr-normalize [0-9]"'
same 'another locale changes nothing' "$(cksum <norm.pgm)" "$(LC_ALL=de_DE.UTF-8 hwr-normalize block.pgm | cksum)"
finish
