#!/bin/sh
# hwr-predict(1): what the manual promises, with a small network made here.
# shellcheck source=scripts/test/tap.sh
. "$(dirname "$0")/../scripts/test/tap.sh"

train() {	# train SEED FILE - a network that knows 3 7 A B k x
	hwr-train -q --data "$TESTDATA/samples" --arch '8c5s2 bn relu 16c3s2 bn relu d' --epochs 60 --seed "$1" -o "$2"
}
train 1 one.hwr || bail 'hwr-train makes no model'
train 2 two.hwr || bail 'hwr-train makes no model'
HWR_MODEL=$T/one.hwr
export HWR_MODEL
glyph() { hwr-trim "$TESTDATA/samples/$1.png" | hwr-normalize; }
tagged() {	# tagged TAGS IMAGE - the image with those tags
	perl -0777 -pe 's/^# hwr.*\n/# hwr '"$1"'\n/m' "$2"
}
glyph A/1 >A.pgm
glyph 7/1 >7.pgm
glyph k/1 >k.pgm
perl -0777 -pe 's/^# hwr.*\n//m' A.pgm >bare.pgm

# Lines, words and case by tags.
{
	tagged 'page=1 line=1 word=1 char=1 box=0,0,30,50 base=50 xh=30 cap=50' A.pgm
	tagged 'page=1 line=1 word=1 char=2 box=40,0,30,50 base=50 xh=30 cap=50' k.pgm
	tagged 'page=1 line=1 word=2 char=1 box=90,0,30,50 base=50 xh=30 cap=50 later=1' 7.pgm
	tagged 'page=1 line=2 word=1 char=1 box=0,80,30,50 base=130 xh=30 cap=50' A.pgm
	tagged 'page=2 line=1 word=1 char=1 box=0,0,30,50 base=50 xh=30 cap=50 src=b%20c.png' A.pgm
} >page.pgm
silent 'a tagged stream is read' sh -c 'hwr-predict page.pgm >text'
same 'words, lines and pages' "$(printf 'Ak 7\nA\n\fA')" "$(cat text)"
same 'from standard input' "$(cat text)" "$(hwr-predict <page.pgm)"
same 'so is -' "$(cat text)" "$(hwr-predict - <page.pgm)"
hwr-predict -o got page.pgm
same_file '-o' text got
same 'several files are one stream' 'A7' "$(hwr-predict -q bare.pgm 7.pgm)"
same 'nothing in, nothing out' 0 "$(hwr-predict </dev/null | wc -c)"

# Two cases of one shape: a network that tells them apart doubts, --merge does not.
cp -r "$TESTDATA/samples" cases && cp -r cases/x cases/X
hwr-train -q --data cases --arch '8c5s2 bn relu 16c3s2 bn relu d' --epochs 60 -o cases.hwr
glyph x/1 >x.pgm
conf() { hwr-predict -q -m cases.hwr --format=tsv "$@" x.pgm | awk -F'\t' 'NR == 2 {print $10}'; }
doubt=$(conf) sure=$(conf --merge)
ok "cases are merged ($doubt, $sure)" awk "BEGIN {exit !($doubt < 0.7 && $sure > 0.7)}"
same 'a lone one is small' x "$(hwr-predict -q -m cases.hwr --merge x.pgm)"

# Candidates: two pieces that are an A together; and lattices that are none.
{
	tagged 'page=1 line=1 word=1 char=1 box=0,0,15,50 base=50 xh=30 cap=50 from=0 to=1 space=0' 7.pgm
	tagged 'page=1 line=1 word=1 char=1 box=0,0,30,50 base=50 xh=30 cap=50 from=0 to=2 space=0' A.pgm
	tagged 'page=1 line=1 word=1 char=2 box=15,0,15,50 base=50 xh=30 cap=50 from=1 to=2 space=0' x.pgm
	tagged 'page=1 line=1 word=1 char=3 box=60,0,30,50 base=50 xh=30 cap=50 from=2 to=3 space=980' k.pgm
} >lattice.pgm
text=$(hwr-predict lattice.pgm)
ok "one way through the candidates is taken ($text)" sh -c 'case $1 in "A k" | "7x k") ;; *) exit 1 ;; esac' sh "$text"
same 'its characters are rows' "$(printf '%s' "$text" | tr -d ' ' | wc -c)" \
	"$(hwr-predict --format=tsv lattice.pgm | sed 1d | wc -l)"
for wrong in 'from=0 to=2/from=0 to=1000000000' 'from=1 to=2/from=2 to=1' 'from=2 to=3/from=7 to=8' 'from=2 to=3/char=9'; do
	perl -0777 -pe "s{^(# hwr.*?)${wrong%/*}}{\${1}${wrong#*/}}m" lattice.pgm >damaged.pgm
	ok "a damaged lattice is read as characters: $wrong" hwr-predict -q -o damaged.txt damaged.pgm
	same 'all of them' 4 "$(tr -d ' \n' <damaged.txt | wc -c)"
done
# shellcheck disable=SC2016	# perl's own
perl -0777 -ne 'for my $i (0..2999) { for my $to ($i + 1 .. $i + 2 - $i % 2) {
	($t = $_) =~ s/^# hwr.*\n/# hwr line=1 from=$i to=$to cut=999 space=0\n/m; print $t } }' 7.pgm >long.pgm
same 'a very long line of candidates is read in parts' 3000 "$(hwr-predict -q --lm=none long.pgm | tr -d '\n' | wc -c)"
fails 1 'a language model that is missing' hwr-predict --lm nowhere.lm lattice.pgm
fails 1 'and one that is none' hwr-predict --lm A.pgm lattice.pgm
fails 2 'a weight that is none' hwr-predict --lm-weight=-1 lattice.pgm

# Which candidates are the characters of one cut is told, too: models that know no rejects read these, others the candidates.
{
	tagged 'page=1 line=1 word=1 char=1 box=0,0,15,50 base=50 xh=30 cap=50 from=0 to=1 cut=999 space=0 plain=0' 7.pgm
	tagged 'page=1 line=1 word=1 char=1 box=0,0,30,50 base=50 xh=30 cap=50 from=0 to=2 cut=999 space=0 plain=1' A.pgm
	tagged 'page=1 line=1 word=1 char=2 box=15,0,15,50 base=50 xh=30 cap=50 from=1 to=2 cut=500 space=0 plain=0' x.pgm
} >both.pgm
perl -pe 's/ plain=\d//' both.pgm >candidates.pgm
tagged 'page=1 line=1 word=1 char=1 box=0,0,30,50 base=50 xh=30 cap=50' A.pgm >characters.pgm
tagged 'page=1 line=1 word=1 char=2 box=30,0,30,50 base=50 xh=30 cap=50 plain=2' k.pgm >>both.pgm
tagged 'page=1 line=1 word=1 char=2 box=30,0,30,50 base=50 xh=30 cap=50' k.pgm >>characters.pgm
hwr-train -q --data "$TESTDATA/samples" --arch '8c5s2 bn relu 16c3s2 bn relu d' --epochs 10 --reject 0.2 -o reject.hwr
for format in text tsv words; do
	hwr-predict --format=$format both.pgm >got
	hwr-predict --format=$format characters.pgm >want
	same_file "without a class of rejects, the characters are read: $format" want got
	hwr-predict -m reject.hwr --format=$format both.pgm >got
	hwr-predict -m reject.hwr --format=$format candidates.pgm >want
	same_file "with one, the candidates: $format" want got
done

# What is missing is said once.
cat bare.pgm bare.pgm >bare2.pgm
same 'without tags one follows the other' AA "$(hwr-predict -q bare2.pgm)"
hwr-predict bare2.pgm 2>err >/dev/null
same 'this is said once' 1 "$(grep -c '^hwr-predict: bare2.pgm: ' err)"
silent 'but not after -q' hwr-predict -q bare2.pgm

# Formats.
hwr-predict --format tsv page.pgm >table
same 'tsv has a header' "$(printf 'page\tline\tword\tchar\tx\ty\tw\th\ttext\tconf\talternatives\tsrc')" "$(head -n 1 table)"
same 'a row a character' 6 "$(wc -l <table)"
same 'with its place' "$(printf '1\t1\t2\t1\t90\t0\t30\t50\t7')" "$(sed -n 4p table | cut -f 1-9)"
same 'two alternatives by default' 2 "$(sed -n 2p table | cut -f 11 | wc -w)"
same 'and the name of the picture' 'b c.png' "$(sed -n 6p table | cut -f 12)"
hwr-predict --format jsonl --top 1 page.pgm >objects
ok 'jsonl has an object a character' grep -q '^{"v":1,"page":1,"line":1,"word":2,"char":1,"box":\[90,0,30,50\],"text":"7","conf":[01]\.[0-9]*,"alt":\[\]}$' objects
if perl -MJSON::PP -e 1 2>/dev/null; then
	hwr-predict --format jsonl --top 10 page.pgm >objects
	# shellcheck disable=SC2016	# perl's own
	ok 'that a parser takes' perl -MJSON::PP -ne 'decode_json($_)' objects
else
	skip 'that a parser takes' 'no JSON::PP'
fi

# Classes, ensembles, votes.
same 'only digits' 7 "$(hwr-predict -q --classes 0-9 7.pgm)"
ok 'whatever is shown' sh -c 'hwr-predict -q --classes 0-9 A.pgm | grep -q "^[37]$"'
fails 2 'a set that the model does not know' hwr-predict --classes '#' A.pgm
same 'any shares of the classes leave what is clear' 7 "$(hwr-predict -q --prior uniform 7.pgm)"
hwr-train -q --data "$TESTDATA/samples" --data "$TESTDATA/samples" --keep 37 --arch '4c5s4 bn relu d' --epochs 4 -o digits.hwr
hwr-predict -q -m digits.hwr --format tsv --top 6 --prior alone A.pgm >alone.tsv
hwr-predict -q -m digits.hwr --format tsv --top 6 --prior trained A.pgm >trained.tsv
hwr-predict -q -m digits.hwr --format tsv --top 6 A.pgm >usual.tsv
same_file 'a character by itself is taken for any letter or digit' alone.tsv usual.tsv
ok 'not for what training had most of' sh -c '! cmp -s alone.tsv trained.tsv'
hwr-train -q --data "$TESTDATA/samples" --data "$TESTDATA/samples" --keep 37 --arch '8c5s2 bn relu 16c3s2 bn relu d' --epochs 60 -o digits.hwr -f
same 'what is clear stays so' A "$(hwr-predict -q -m digits.hwr A.pgm)"
{ tagged 'line=1 char=1' A.pgm; tagged 'line=1 char=2' 7.pgm; } >line.pgm
hwr-predict -q -m digits.hwr --format tsv --prior trained line.pgm >trained.tsv
hwr-predict -q -m digits.hwr --format tsv line.pgm >usual.tsv
hwr-predict -q -m digits.hwr --format tsv --prior alone line.pgm >alone.tsv
conf() { awk -F'\t' 'NR == 2 { print $10 }' "$1"; }
ok 'one of many is likelier than in training, where it was rare, less than alone' \
    awk -v a="$(conf trained.tsv)" -v b="$(conf usual.tsv)" -v c="$(conf alone.tsv)" 'BEGIN { exit !(a < b && b < c) }'
printf '1 0.5\n3 0.5\n' >shares
ok 'only what has a share is answered' sh -c 'hwr-predict -q --prior shares 7.pgm | grep -q "^[13]$"'
echo '1 0.5 0.5' >shares
fails 1 'a file that has no shares' hwr-predict --prior shares 7.pgm
says 'is named, with the line' '^hwr-predict: shares: line 1: ' hwr-predict --prior shares 7.pgm
fails 2 'a set that is none' hwr-predict --classes '9-0' A.pgm
for vote in majority mean; do
	same "two networks vote by $vote" A "$(hwr-predict -q -m one.hwr -m two.hwr --vote $vote bare.pgm)"
done
cat one.hwr two.hwr >both.hwr
hwr-predict --format jsonl -m one.hwr -m two.hwr page.pgm >want
hwr-predict --format jsonl -m both.hwr page.pgm >got
same_file 'a bundle is an ensemble' want got
cat page.pgm page.pgm page.pgm page.pgm page.pgm page.pgm page.pgm page.pgm >eight.pgm
cat eight.pgm eight.pgm eight.pgm eight.pgm eight.pgm eight.pgm eight.pgm eight.pgm >many.pgm
hwr-predict --format jsonl --threads 1 many.pgm >want
hwr-predict --format jsonl --threads 5 many.pgm >got
same_file 'threads change nothing' want got

# Whole lines.
hwr-trim "$TESTDATA/hey-you.png" "$TESTDATA/page.png" | hwr-split --lines >known.pgm
printf '0\tw\tHey you\n1\tw\tDear friends\n' >known.tsv
hwr-train -q --lines known --limit 2 --augment none --join 0 --epochs 80 --rate 0.02 --batch 2 \
    --arch 'line48 8c3s2p1n bn relu p2 16c3p1n bn relu p2x1 32c6x3p0x1n bn relu lstm32 d' -o lines.hwr
hwr-normalize --style=line known.pgm >known.line
hwr-trim "$TESTDATA/hey-you.png" | hwr-split >raw.pgm
hwr-normalize raw.pgm >mixed.pgm
predict() { hwr-predict --lm=none -m lines.hwr "$@"; }
silent 'a stream of lines is read' sh -c 'hwr-predict --lm=none -m lines.hwr known.line | sed 1q | tr -d "\n\f" >text'
same 'as it is written' 'Hey you' "$(cat text)"
same 'of a stream of lines and candidates the lines' 'Hey you' "$(predict mixed.pgm)"
hwr-trim "$TESTDATA/hey-you.png" | hwr-split --candidates | hwr-normalize >candidates.pgm
silent 'networks for glyphs take the candidates' sh -c 'hwr-predict mixed.pgm >both.txt'
hwr-predict candidates.pgm >glyphs.txt
same_file 'and nothing else' glyphs.txt both.txt
ok 'both are read by both' sh -c 'hwr-predict -m one.hwr -m lines.hwr mixed.pgm >both.txt'
same 'numbers of words and characters' '1 1 1 H 1 1 2 e 1 1 3 y 1 2 1 y 1 2 2 o 1 2 3 u' \
    "$(predict --format=tsv mixed.pgm | sed 1d | cut -f 2-4,9 | tr '\t\n' '  ' | sed 's/ $//')"
predict --format=tsv mixed.pgm | sed 1d | cut -f 5-8 >boxes
ok 'boxes follow one another' awk '$1 < x || $3 < 1 || $4 < 1 {exit 1} {x = $1 + 0}' boxes
x=$(head -n 1 boxes | cut -f 1)
same 'and begin where the ink does' "$(hwr-trim "$TESTDATA/hey-you.png" | hwr-split --layout rows.tsv >/dev/null; sed -n 2p rows.tsv | cut -f 5)" "$x"
same 'words with what else they may be' 'Hey you' "$(predict --format=words mixed.pgm | awk -F'\t' '$4 == 1 {printf "%s%s", n++ ? " " : "", $9}')"
ok 'only these characters' sh -c '! hwr-predict --lm=none -m lines.hwr --classes "Dearfinds" mixed.pgm | grep -q "[Hyou]"'
fails 2 'a set that it does not know' hwr-predict -m lines.hwr --classes '#' mixed.pgm
same 'a pattern is matched' 'Hey you' "$(predict --pattern='[A-Z][a-z]+ [a-z]{3}' mixed.pgm)"
same 'or nothing is read' 0 "$(predict -q --pattern='[0-9]' mixed.pgm | tr -d '\n' | wc -c)"
says 'and that is said' 'line 1: nothing in it matches the pattern' hwr-predict -m lines.hwr --pattern='[0-9]' mixed.pgm
perl -0777 -pe 's/^# hwr.*\n//mg' known.line >bare.line
same 'without tags each image is a line' "$(predict known.line | tr '\f' '\n' | sed '/^$/d')" "$(predict -q bare.line)"
fails 1 'glyphs alone are refused by a network for lines' hwr-predict -q -m lines.hwr candidates.pgm
says 'in words' 'candidates.pgm: only glyphs in it, .*hwr-split --lines' hwr-predict -q -m lines.hwr candidates.pgm
fails 1 'lines alone by networks for glyphs' hwr-predict -q known.line
says 'in words' 'known.line: only whole lines in it' hwr-predict -q known.line
same 'the rest is read' A "$(hwr-predict -q known.line A.pgm 2>/dev/null)"
fails 1 'two networks for lines' hwr-predict -m lines.hwr -m lines.hwr known.line
says 'are one too many' '2 of them read whole lines' hwr-predict -m lines.hwr -m lines.hwr known.line
{ printf 'P5\n12 48\n255\n'; head -c 576 /dev/zero; cat known.line; } >odd.line
fails 1 'columns that are no multiple' sh -c 'hwr-predict -q --lm=none -m lines.hwr odd.line >odd.txt'
says 'are said' 'image 1: 12 x 48 pixels, columns that are no multiple of 8' hwr-predict -q -m lines.hwr odd.line
same 'the rest is read' "$(predict known.line)" "$(cat odd.txt)"
{ printf 'P5\n16392 48\n255\n'; head -c 786816 /dev/zero; } >long.line
fails 1 'a line that is too long' hwr-predict -q -m lines.hwr long.line
{ printf 'P5\n16384 48\n255\n'; head -c 786432 /dev/zero; } >long.line
ok 'one that is not, and blank' hwr-predict -q -m lines.hwr long.line
{
	perl -0777 -ne '/^(P5\n# hwr.*?\n(\d+) (\d+)\n255\n)/ and print substr $_, 0, length($1) + $2 * $3' known.line | sed 's/ of=1//'
	perl -pe 's/^# hwr line=1 /# hwr page=1 line=1 /' long.pgm
	tagged 'page=1 line=2 word=1 char=1 box=0,80,30,50 base=130 xh=30 cap=50' 7.pgm
} >full.line
same 'with too many candidates a line is read as a whole alone' 'Hey you
7' "$(hwr-predict -q -m one.hwr -m lines.hwr --lm=none full.line)"
i=0; while [ $i -lt 6 ]; do cat known.line; cat mixed.pgm; i=$((i + 1)); done >many.line
predict --format jsonl --threads 1 many.line >want
predict --format jsonl --threads 5 many.line >got
same_file 'threads change nothing in lines' want got
printf 'Hey you\nHey there\n' | hwr-lm -o en.lm
printf 'Dear friends\nDear all\n' | hwr-lm -o fr.lm
same 'several language models' 'Hey you' "$(hwr-predict -m lines.hwr --lm=fr.lm,en.lm mixed.pgm)"
predict -q --lm=en.lm --format=tsv mixed.pgm >want
predict -q --lm=fr.lm,en.lm --format=tsv mixed.pgm >got
same_file 'the likeliest text counts, in whatever order' want got
hwr-predict -q --lm=en.lm -m one.hwr --format=tsv lattice.pgm >want
hwr-predict -q --lm=en.lm,en.lm -m one.hwr --format=tsv lattice.pgm >got
same_file 'in lattices, too' want got
fails 1 'one of which is missing' hwr-predict -m lines.hwr --lm=en.lm,nowhere mixed.pgm
says 'is named' '^hwr-predict: nowhere: ' hwr-predict -m lines.hwr --lm=en.lm,nowhere mixed.pgm
if [ -f "$ROOT/models/english.lm" ]; then
	ok 'names are looked for beside the programs' hwr-predict -m lines.hwr --lm=english,en.lm mixed.pgm
else
	skip 'names are looked for beside the programs' 'no models/english.lm'
fi

# What goes wrong.
{ cat A.pgm; printf 'P5\n2 2\n255\n....'; cat 7.pgm; } >odd.pgm
fails 1 'another size fails' hwr-predict -q odd.pgm
same 'the rest is read' A7 "$(hwr-predict -q odd.pgm 2>err)"
ok 'and hwr-normalize is named' grep -q '^hwr-predict: odd.pgm: image 2: .*hwr-normalize' err
hwr-trim "$TESTDATA/samples/A/1.png" | hwr-normalize -s mnist >mnist.pgm
fails 1 'another style fails' hwr-predict -q mnist.pgm
says 'and says what to do' 'image 1: .*mnist.*--style=emnist' hwr-predict -q mnist.pgm
{ cat A.pgm; head -c 300 7.pgm; } >cut.pgm
fails 1 'a truncated image fails' hwr-predict -q cut.pgm
same 'what stood before is read' A "$(hwr-predict -q cut.pgm 2>/dev/null)"
fails 1 'a file that is not there fails' hwr-predict no.pgm
fails 1 'so does a model' hwr-predict -m no.hwr A.pgm
head -c 100 one.hwr >cut.hwr
fails 1 'or one that is damaged' hwr-predict -m cut.hwr A.pgm
perl -0777 -pe 'substr($_, -20, 1) ^= "\1"' one.hwr >flip.hwr
fails 1 'if only in one bit' hwr-predict -m flip.hwr A.pgm
says 'and says so' '^hwr-predict: flip.hwr: checksum' hwr-predict -m flip.hwr A.pgm
fails 1 'a full disk fails' sh -c 'hwr-predict page.pgm >/dev/full'
for bad in --nope --top=0 --top=11 --threads=0 --format=xml --vote=veto; do
	fails 2 "wrong: $bad" hwr-predict "$bad" A.pgm
done
ok '--help is an answer' sh -c 'hwr-predict --help | grep -q "^usage: hwr-predict"'
# A stranger's model: 10 KB of 28 brackets that each keep a large map, with a right checksum.
perl -MCompress::Zlib -e '
	$payload = "\0" x (2 * 1500 + 2 * 3 * 1500 + 4 * 3);
	$head = "hwr-model 1\narch 1500c1n" . " (" x 28 . " )+" x 28 . " gap d\nstyle emnist\nclasses 3\nlabels a b c\nweights f16\nnote \npayload 12012\n";
	printf "%scrc32 %08x\nend\n%s", $head, crc32($head . $payload), $payload' >monster.hwr
says 'a network that would take too much is refused, with both numbers' \
    '^hwr-predict: monster.hwr: model 1: .* 68.41 million multiply-adds and 1160 MB, at most 2000 million and 512 MB .*--max-model-work=[0-9]* ' hwr-predict -m monster.hwr A.pgm
fails 1 'with status 1' hwr-predict -m monster.hwr A.pgm
says 'which lets it through' 'classes' hwr-predict -v --lm=none --max-model-work=4 -m monster.hwr /dev/null
fails 1 'and less does not' hwr-predict --max-model-work=2 -m monster.hwr /dev/null
fails 2 '--max-model-work is a number' hwr-predict --max-model-work=lots A.pgm

finish
