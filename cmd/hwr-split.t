#!/bin/sh
# hwr-split(1): what the manual promises.
# shellcheck source=scripts/test/tap.sh
. "$(dirname "$0")/../scripts/test/tap.sh"

# draw W H BOX... - an ink image with filled boxes x,y,w,h
draw() {
	perl -e '
		my ($w, $h, @boxes) = @ARGV;
		my @row = ("\0" x $w) x $h;
		for (@boxes) {
			my ($x, $y, $bw, $bh) = split /,/;
			substr($row[$_], $x, $bw) = "\xff" x $bw for $y .. $y + $bh - 1;
		}
		print "P5\n$w $h\n255\n", @row;' "$@"
}
bytes() { perl -e 'print eval("\"$ARGV[0]\"") x $ARGV[1]' "$1" "$2"; }
headers() { perl -0777 -ne 'while (/\GP5\n((?:#.*\n)*)(\d+) (\d+)\n255\n/gc) {
	print $1, "$2 $3\n"; pos() += $2 * $3 }' "$1"; }
tab=$(printf '\t')

# Two words "Il" "l" on a first line, "li" on a second; the i has a dot beside its stem.
draw 200 130 10,10,8,50 30,10,8,50 110,10,8,50 10,80,8,50 30,98,8,32 32,82,8,8 >page.pgm
silent 'a page is split' sh -c 'hwr-split --plain --layout page.tsv page.pgm >got.pgm'
same 'lines, words, characters and boxes' "page${tab}line${tab}word${tab}char${tab}x${tab}y${tab}w${tab}h
1${tab}1${tab}1${tab}1${tab}10${tab}10${tab}8${tab}50
1${tab}1${tab}1${tab}2${tab}30${tab}10${tab}8${tab}50
1${tab}1${tab}2${tab}1${tab}110${tab}10${tab}8${tab}50
1${tab}2${tab}1${tab}1${tab}10${tab}80${tab}8${tab}50
1${tab}2${tab}1${tab}2${tab}30${tab}82${tab}10${tab}48" "$(cut -f 1-8 page.tsv)"
same 'the base line is where they stand' '60 60 60 130 130' "$(sed 1d page.tsv | cut -f 9 | tr '\n' ' ' | sed 's/ $//')"
headers got.pgm | grep '^#' | sed 's/.*page=\([0-9]*\) line=\([0-9]*\) word=\([0-9]*\) char=\([0-9]*\) box=\([0-9]*\),\([0-9]*\),\([0-9]*\),\([0-9]*\) base=\([0-9]*\) xh=\([0-9]*\) cap=\([0-9]*\).*/\1 \2 \3 \4 \5 \6 \7 \8 \9/' >tags
sed 1d page.tsv | cut -f 1-9 | tr '\t' ' ' >want
same_file 'the tags say what the table says' want tags
# as_row - a stream's tags, one image a line, as rows of its table
as_row() {
	headers "$1" | sed -n 's/^# hwr //p' | awk -v OFS="$tab" -v names="$(head -n 1 "$2" | tr '\t' ' ')" '
		BEGIN {n = split(names, name, " ")}
		{
			split("", v)
			for (i = 1; i <= NF; i++) {at = index($i, "="); v[substr($i, 1, at - 1)] = substr($i, at + 1)}
			split(v["box"], box, ",")
			v["x"] = box[1]; v["y"] = box[2]; v["w"] = box[3]; v["h"] = box[4]
			row = ""
			for (i = 1; i <= n; i++)
				row = row (i > 1 ? OFS : "") (name[i] in v ? v[name[i]] : i <= 11 ? 0 : "-")
			delete v["box"]
			for (i = 1; i <= n; i++)
				delete v[name[i]]
			for (key in v)
				row = row " and no column of " key
			print row
		}'
}
for how in --plain --lines --lattice --candidates; do
	sed 's/^# hwr /&src=a%20b.png /' page.pgm >named.pgm
	hwr-split $how --layout=rows.tsv named.pgm >got2.pgm
	sed 1d rows.tsv >want
	as_row got2.pgm rows.tsv >tags
	same_file "all tags of $how are in the table" want tags
done
hwr-split --plain <page.pgm >std.pgm
same_file 'from standard input as from a file' got.pgm std.pgm
hwr-split --plain - <page.pgm >std.pgm
same_file 'so is -' got.pgm std.pgm
ok 'so is -o' hwr-split --plain -o std.pgm page.pgm
same_file 'with the same bytes' got.pgm std.pgm
same 'the table may be the standard output' "$(cat page.tsv)" "$(hwr-split --plain --layout=- -o /dev/null page.pgm)"
same 'one word when gaps are told to be none' 1 "$(hwr-split --plain --word-gap=9 --layout=- -o /dev/null page.pgm | sed 1d | cut -f 3 | sort -u)"
same 'all words when they are told to be all' '1 2 3 1 2' "$(hwr-split --plain --word-gap=0.1 --layout=- -o /dev/null page.pgm | sed 1d | cut -f 3 | tr '\n' ' ' | sed 's/ $//')"

# Tags that come along.
{ printf 'P5\n# hwr page=7 box=100,1000,200,130 src=a%%20b.png k=v\n'; tail -n +2 page.pgm; } >tagged.pgm
hwr-split --plain tagged.pgm >got.pgm
same 'boxes are of the picture before; other tags are kept' \
	'page=7 line=1 word=1 char=1 box=110,1010,8,50 base=1060 of=5 src=a%20b.png k=v' \
	"$(headers got.pgm | sed -n '1s/^# hwr //p' | sed 's/ xh=[0-9]* cap=[0-9]*//')"
cat page.pgm page.pgm >two.pgm
same 'pages are counted over all inputs' '1 2 3' "$(hwr-split --layout=- -o /dev/null two.pgm page.pgm | sed 1d | cut -f 1 | sort -nu | tr '\n' ' ' | sed 's/ $//')"

# Nothing there.
draw 40 30 >blank.pgm
says 'a page without ink is told' '^hwr-split: blank.pgm: image 1: no characters found$' hwr-split -o got.pgm blank.pgm
silent 'but not after -q' hwr-split -q -o got.pgm blank.pgm
same 'and gives no image' 0 "$(hwr-split -q blank.pgm | wc -c)"
same 'nothing in, nothing out' 0 "$(hwr-split </dev/null | wc -c)"
draw 40 30 5,5,1,1 >one.pgm
ok 'a single pixel is no crash' hwr-split -q -o got.pgm one.pgm
{ printf 'P5\n1 1\n255\n'; bytes '\xff' 1; } >dot.pgm
ok 'nor is a page of one' hwr-split -q -o got.pgm dot.pgm
{ printf 'P5\n60 60\n255\n'; bytes '\xff' 3600; } >full.pgm
says 'dark on light is told' 'hwr-trim should come first$' hwr-split -o got.pgm full.pgm
same 'once' 1 "$(hwr-split -o got.pgm full.pgm full.pgm 2>&1 | grep -c 'hwr-trim')"

# Failures.
{ printf 'P5\n50 50\n255\n'; bytes '\0' 20; } >short.pgm
cat page.pgm short.pgm >broken.pgm
fails 1 'a broken image fails' sh -c 'hwr-split --plain --layout got.tsv broken.pgm page.pgm >got.pgm'
same 'what stood before it and the other files are done' 11 "$(wc -l <got.tsv | tr -d ' ')"
says 'it is named' '^hwr-split: broken.pgm: ' hwr-split -o got.pgm broken.pgm
fails 1 'a file that is not there fails' hwr-split -o got.pgm no.pgm
fails 1 'so does a folder that is not there' hwr-split -o no/got.pgm page.pgm
fails 1 'for the table, too' hwr-split --layout no/got.tsv -o got.pgm page.pgm
if [ -c /dev/full ]; then
	fails 1 'a full disk fails' sh -c 'hwr-split page.pgm >/dev/full'
else
	skip 'a full disk fails' 'no /dev/full'
fi
fails 2 'an unknown option is refused' hwr-split --nonsense
fails 2 'a gap that is no number is refused' hwr-split --word-gap=wide page.pgm
fails 2 'a negative one, too' hwr-split --word-gap=-1 page.pgm

# Noise, and strokes across everything, end soon.
perl -e 'srand 7; print "P5\n600 600\n255\n", map {chr(rand() < 0.2 ? 255 : 0)} 1 .. 360000' >noise.pgm
ok 'noise is no hang' hwr-split -q -o /dev/null noise.pgm
perl -e 'print "P5\n600 600\n255\n"; for my $y (0 .. 599) { print map {chr((($_ + $y) % 6 < 2) * 255)} 0 .. 599 }' >stripes.pgm
ok 'nor are stripes' hwr-split -q -o /dev/null stripes.pgm
perl -e 'print "P5\n40000 9\n255\n"; for my $y (0 .. 8) { print map {chr(($_ % 7 < 2 && $y > 1) * 255)} 0 .. 39999 }' >wide.pgm
ok 'nor is a very wide page' hwr-split -q -o /dev/null wide.pgm

# Lines that fall across a very wide page: their boxes lie over one another, and do not all fit.
perl -e '
	my ($w, $h) = (6000, 1100);
	my @row = ("\0" x $w) x $h;
	for my $line (0 .. 17) {
		for (my $x = 10; $x < $w - 20; $x += 14) {
			my $y = int(30 * $line + $x * 0.08);
			substr($row[$_], $x, 4) = "\xff" x 4 for $y .. $y + 11;
		}
	}
	print "P5\n$w $h\n255\n", @row' >falling.pgm
says 'whole lines that do not fit are told' '^hwr-split: <stdin>: [0-9]* lines across the page are left out as wholes$' \
	hwr-split --lines -o got.pgm falling.pgm

# Real pages: counts of lines and characters.
count() {	# count FILE - lines, words and characters
	hwr-trim "$1" | hwr-split --plain --layout=count.tsv -o /dev/null
	echo "$(sed 1d count.tsv | cut -f 2 | sort -u | wc -l)" "$(sed 1d count.tsv | cut -f 2-3 | sort -u | wc -l)" \
		"$(sed 1d count.tsv | wc -l)" | tr -s ' '
}
truth() {	# truth NAME - the same of what is written there
	text=$(awk -F '\t' -v name="$1" '$1 == name {print $2}' "$TESTDATA/labels.tsv" | sed 's/\\n/\n/g')
	echo "$(printf '%s\n' "$text" | wc -l)" "$(printf '%s\n' "$text" | wc -w)" \
		"$(printf '%s' "$text" | tr -d ' \n' | wc -c)" | tr -s ' '
}
for page in hey-you.png page.png two-lines.png dark.png ruled.png digits.png; do
	same "$page: lines, words, characters" "$(truth "$page")" "$(count "$TESTDATA/$page")"
done
for page in skewed.png messy.png bold.png; do
	same "$page: lines" "$(truth "$page" | cut -d ' ' -f 1)" "$(count "$TESTDATA/$page" | cut -d ' ' -f 1)"
done

# Candidates: every piece begins one, and they come in order.
hwr-trim "$TESTDATA/hey-you.png" >ink.pgm
hwr-split ink.pgm >lattice.pgm
grep -a -o 'from=[0-9]* to=[0-9]*' lattice.pgm | tr -c '0-9\n' ' ' >runs
ok 'candidates are runs of one to six pieces, in order' awk '
	$1 >= $2 || $2 > $1 + 6 || $1 < from || ($1 == from && $2 <= to) { exit bad = 1 }
	{ from = $1; to = $2; seen[$1] = 1; last = $2 > last ? $2 : last }
	END { for (i = 0; i < last; i++) bad = bad || !seen[i]; exit bad || NR < 7 }' runs
same 'how likely spaces are is told of each' "$(wc -l <runs)" "$(grep -a -c ' space=[0-9]' lattice.pgm)"
hwr-split --lattice ink.pgm >got.pgm
same_file '--lattice says what is so anyway' lattice.pgm got.pgm
hwr-split --plain --lines --lattice ink.pgm >got.pgm
same_file 'the last of --plain, --lines and --lattice counts' lattice.pgm got.pgm
hwr-split --layout=rows.tsv -o got.pgm ink.pgm
same 'the table has a row for every image' "$(headers lattice.pgm | grep -c '^#')" "$(sed 1d rows.tsv | wc -l)"

# Whole lines: each before its candidates, with all of its ink and none of its neighbours.
images() {	# images FILE PATTERN - those of a stream whose tags match it, or do not after !
	perl -0777 -e '
		my ($file, $pattern) = @ARGV;
		my $not = $pattern =~ s/^!//;
		open(my $in, "<", $file) or die;
		$_ = <$in>;
		while (/\GP5\n((?:#.*\n)*)(\d+) (\d+)\n255\n/gc) {
			my ($tags, $w, $h) = ($1, $2, $3);
			my $ink = substr($_, pos, $w * $h);
			pos() += $w * $h;
			print "P5\n$tags$w $h\n255\n$ink" if $not xor $tags =~ /$pattern/;
		}' "$1" "$2"
}
sum() { perl -0777 -ne 'my $n = 0; while (/\GP5\n(?:#.*\n)*(\d+) (\d+)\n255\n/gc) {
	$n += unpack("%64C*", substr($_, pos, $1 * $2)); pos() += $1 * $2 } print $n' "$1"; }
same_images() {	# same_images DESC FILE1 FILE2 - but for how many images the page has
	for f in "$2" "$3"; do perl -0777 -pe 's/^(# hwr .*) of=\d+/$1/mg' "$f" >"$f.some"; done
	same_file "$1" "$2.some" "$3.some"
}
for page in "$TESTDATA"/two-lines.png "$TESTDATA"/messy.png page.pgm; do
	name=$(basename "$page")
	hwr-trim -q "$page" >ink.pgm
	hwr-split ink.pgm >lattice.pgm
	hwr-split --lines --layout=lines.tsv ink.pgm >lines.pgm
	hwr-split --candidates ink.pgm >candidates.pgm
	images lattice.pgm ' whole=1 ' >got.pgm
	same_images "$name: --lines are those of the lattice" lines.pgm got.pgm
	images lattice.pgm '! whole=1 ' >got.pgm
	same_images "$name: and --candidates are the rest" candidates.pgm got.pgm
	for f in lines lattice candidates; do
		same "$name: each image of $f tells how many the page has" "$(headers $f.pgm | grep -c '^#')" \
			"$(headers $f.pgm | sed -n 's/^#.* of=\([0-9]*\).*/\1/p' | sort -u)"
	done
	same "$name: the tags tell whole lines from candidates" '0 0' \
		"$(headers lines.pgm | grep -c -E ' (word|char|from|plain)=') $(headers candidates.pgm | grep -c ' whole=')"
	headers lattice.pgm | sed -n 's/^.* line=\([0-9]*\) .* whole=1 .*/\1 whole/p; s/^.* line=\([0-9]*\) .* from=.*/\1/p' | uniq >got
	seq "$(wc -l <got)" | awk '{ print int(($1 + 1) / 2) ($1 % 2 ? " whole" : "") }' >want
	same_file "$name: each line comes before its candidates" want got
	same "$name: the table has no word and character of them" '0 0' "$(sed 1d lines.tsv | cut -f 3-4 | sort -u | tr '\t' ' ')"
done
hwr-split --plain page.pgm >plain.pgm
same 'a line has the ink of its characters' "$(sum plain.pgm)" "$(hwr-split --lines page.pgm >got.pgm; sum got.pgm)"
same 'its box and base line are where it stands' 'page=1 line=1 box=10,10,108,50 base=60 whole=1 slope=0 of=2' \
	"$(headers got.pgm | sed -n '1s/^# hwr //p' | sed 's/ xh=[0-9]* cap=[0-9]*//')"
# The loop of the first line reaches into the second, over its letters.
draw 300 150 10,20,8,40 40,20,8,40 70,20,8,40 100,20,8,70 100,90,30,6 10,100,8,40 40,100,8,40 70,100,8,40 160,100,8,40 >loop.pgm
same 'a loop that reaches down is of its own line alone' '10,20,120,76 10,100,158,40' \
	"$(hwr-split --lines --layout=- -o /dev/null loop.pgm | sed 1d | cut -f 5-8 | tr '\t\n' ', ' | sed 's/ $//')"

# Among them are the characters of one cut, the same images in the same order.
characters() {	# characters FILE - those of a stream, with the tags that --plain gives them
	perl -0777 -ne 'while (/\GP5\n((?:#.*\n)*)(\d+) (\d+)\n255\n/gc) {
		my ($tags, $w, $h) = ($1, $2, $3);
		my $ink = substr($_, pos, $w * $h);
		pos() += $w * $h;
		my ($number) = $tags =~ / plain=(\d+)/;
		$number or next;
		$tags =~ s/ char=\d+/ char=$number/;
		$tags =~ s/ (?:from|to|cut|space|pitch|plain)=\d+//g;
		print "P5\n$tags$w $h\n255\n$ink"; }' "$1"
}
# A letter that reaches far under its neighbours: no run of pieces is it.
draw 500 160 10,30,8,80 10,102,300,8 60,50,30,40 130,50,30,40 200,50,30,40 270,50,30,40 330,50,30,60 400,50,30,60 >under.pgm
for page in "$TESTDATA"/*.png under.pgm; do
	hwr-trim -q "$page" >ink.pgm
	hwr-split --plain ink.pgm >want.pgm
	hwr-split ink.pgm >lattice.pgm
	characters lattice.pgm >got.pgm
	same_images "$(basename "$page"): the characters of one cut are among the candidates" want.pgm got.pgm
done
same 'one that is no candidate has no pieces' 1 "$(headers lattice.pgm | grep ' plain=' | grep -v -c ' from=')"
finish
