#!/bin/sh
# hwr-eval(1): what the manual promises.
# shellcheck source=scripts/test/tap.sh
. "$(dirname "$0")/../scripts/test/tap.sh"

# --- texts ---

printf 'a.png\tHey you\nb.png\tIt is 5\\nno?\nc.png\tback\\\\slash\n' >truth.tsv
printf 'b.png\tIt  is S\\n no\na.png\they you\t0.9\nz.png\tnot asked\n' >answers.tsv
printf '%s\n' 'cer 46.43 % (13 of 28)' 'cer62 42.31 % (11 of 26)' 'cer62i 38.46 % (10 of 26)' \
	'wer62i 28.57 % (2 of 7)' 'spaces 100.00 % (F1; 4 right of 4, 4 read)' 'texts 3 (2 met, of 3 answers)' >wanted.txt
wanted=$(cat wanted.txt)
same 'texts are compared' "$wanted" "$(hwr-eval -q --text truth.tsv answers.tsv)"
same 'answers come from stdin' "$wanted" "$(hwr-eval -q --text=truth.tsv <answers.tsv)"
same '- is stdin, for the truth too' "$wanted" "$(hwr-eval -q --text=- answers.tsv <truth.tsv)"
same 'the order of answers does not matter' "$wanted" \
	"$(sort -r answers.tsv | hwr-eval -q --text=truth.tsv -)"
says 'a missing answer is told' '^hwr-eval: answers.tsv: 1 of 3 names have no answer' hwr-eval --text truth.tsv answers.tsv
silent 'not after -q' hwr-eval -q --text truth.tsv answers.tsv
silent 'a truth that is its own answer' hwr-eval --text truth.tsv truth.tsv
same 'has no errors' 'cer 0.00 % (0 of 28)' "$(hwr-eval --text truth.tsv truth.tsv | head -n 1)"
same 'the worst are listed, aligned' 'b.png: 1 of 10 wrong|  It is 5 no?|  It is S no·|        ^   ^' \
	"$(hwr-eval -q --text truth.tsv --worst 3 answers.tsv | grep -A 3 '^b.png' | paste -s -d '|' -)"
printf 'a\tmodern dim ha\nb\tmodern corn\n' >right.tsv
printf 'a\trnodern dirn h\nb\trnodern com\n' >wrong.tsv
same 'what is mistaken for what is counted' 'split m rn 3|joined rn m 1|' \
	"$(hwr-eval --text right.tsv --worst 9 wrong.tsv | sed '1,/^slip/d' | grep -e split -e joined | tr '\t\n' ' |')"
silent 'a text without end is compared' sh -c 'perl -e "print qq(a\tx) . qq( y) x 20000, qq(\n)" >endless.tsv &&
	hwr-eval -q --text endless.tsv endless.tsv >/dev/null'
printf 'a.png\tx\n' | ok '-o writes a file' hwr-eval --text=- -o report.txt truth.tsv
same 'with the report' 'texts 1 (1 met, of 3 answers)' "$(tail -n 1 report.txt)"
printf 'Hey you\nthere\n' >plain
printf 'Hey  yon\r\nthere' >read.txt
silent 'plain texts are compared' hwr-eval --text plain read.txt
same 'as one text each' 'cer 7.69 % (1 of 13)|texts 1 (1 met, of 1 answers)' \
	"$(hwr-eval --text plain read.txt | sed -n '1p; $p' | paste -s -d '|' -)"
same 'the worst has the name of the file' 'plain: 1 of 13 wrong' "$(hwr-eval --text plain --worst 1 - <read.txt | grep wrong)"
: >empty
says 'an answer of nothing is told' '^hwr-eval: empty: nothing in it' hwr-eval --text plain empty
same 'and all wrong' 'cer 100.00 % (13 of 13)' "$(hwr-eval -q --text plain empty | head -n 1)"
printf 'a.png\t\n' >none.tsv
for truth in empty none.tsv; do
	fails 1 'without truth nothing is right' hwr-eval --text "$truth" "$truth" -o bad.txt
	says 'nor compared' "^hwr-eval: $truth: no text in it" hwr-eval --text "$truth" "$truth"
done
printf 'b.txt\tIt is 5\n' >other.tsv
fails 1 'names of which none is the same' hwr-eval --text truth.tsv other.tsv -o bad.txt
says 'are told, one of each' "^hwr-eval: other.tsv: has none of the 3 names of truth.tsv: 'b.txt' here, 'a.png' there" \
	hwr-eval --text truth.tsv other.tsv
fails 1 'plain answers to a table' hwr-eval --text truth.tsv plain -o bad.txt
says 'are told' '^hwr-eval: plain: holds plain text, and truth.tsv rows' hwr-eval --text truth.tsv plain
says 'as is a table of answers to a plain text' '^hwr-eval: truth.tsv: holds rows .*, and plain plain text' hwr-eval --text plain truth.tsv
printf 'a.png\tHey\nb.png\n' >mixed.tsv
fails 1 'a row without a tab' hwr-eval --text truth.tsv mixed.tsv -o bad.txt
says 'is told' '^hwr-eval: mixed.tsv: line 2: no tab' hwr-eval --text truth.tsv mixed.tsv
ok 'none of them leaves a report' test ! -e bad.txt
printf 'a.png\t!?\n' >signs.tsv
same 'no share is made of no letters' 'cer62 - (2 of 0)' "$(printf 'a.png\tno\n' | hwr-eval --text signs.tsv | sed -n 2p)"
head -c 100000 /dev/zero | tr '\0' x >long
fails 1 'an endless row is refused' hwr-eval --text truth.tsv long
fails 1 'a missing file is refused' hwr-eval --text truth.tsv absent
says 'by name' '^hwr-eval: absent: No such file' hwr-eval --text truth.tsv absent
fails 1 'a full disk fails' sh -c 'hwr-eval -q --text truth.tsv answers.tsv >/dev/full'

# The other implementation of the same definitions.
score=$ROOT/../shared/tools/score.py
if [ -f "$score" ] && command -v python3 >/dev/null 2>&1; then
	printf '%s\n' 'Hey you,  there' '  a   b ' 'x - y' '- -' "Caf$(printf '\303\251') !" \
		"no$(printf '\302\240')break" 'one\n\n two \n' 'A1 b2 C3' '' |
		awk '{printf "n%d\t%s\n", NR, $0}' >t.tsv
	printf '%s\n' 'hey you there' 'a b' 'xy' 'a' 'Cafe!' 'no break' 'one two' 'a1  b2 c' 'more' |
		awk '{printf "n%d\t%s\n", NR, $0}' >a.tsv
	same 'rates are those of score.py' \
		"$(python3 "$score" t.tsv a.tsv | sed 's/images [0-9]* //; s/%//g')" \
		"$(hwr-eval --text t.tsv a.tsv | awk '/^[cw]er/ {printf "%s%s %s", s, $1, $2; s = " "}')"
	truth=$ROOT/../shared/real/unipen_print_lines/labels.tsv
	if [ -f "$truth" ]; then
		awk -F '\t' '{gsub(/e/, "o", $2); gsub(/th/, "t", $2); print $1 "\t" $2}' "$truth" >garbled.tsv
		same 'on a real set, too' \
			"$(python3 "$score" "$truth" garbled.tsv | sed 's/images [0-9]* //; s/%//g')" \
			"$(hwr-eval -q --text "$truth" garbled.tsv | awk '/^[cw]er/ {printf "%s%s %s", s, $1, $2; s = " "}')"
	else
		skip 'on a real set, too' 'no ../shared/real'
	fi
else
	skip 'rates are those of score.py' 'no ../shared/tools/score.py, or no python3'
	skip 'on a real set, too' 'no ../shared/tools/score.py, or no python3'
fi

# Accents, as Python's tables of Unicode have them: 64 characters a row, without the blanks.
if command -v python3 >/dev/null 2>&1; then
	python3 -c '
import unicodedata
total = 0
with open("accented.tsv", "w", encoding="utf-8") as truth, open("plain.tsv", "w") as answers:
    for row in range(0x80, 0x2200, 64):
        text = "".join(c for c in map(chr, range(row, row + 64)) if not c.isspace())
        plain = text.replace("\u0153", "oe").replace("\u0152", "OE")
        plain = "".join(c for c in unicodedata.normalize("NFD", plain) if c.isascii() and c.isalnum())
        total += len(plain)
        print(row, text, sep="\t", file=truth)
        print(row, plain, sep="\t", file=answers)
print("cer62 0.00 %% (0 of %d)" % total)' >wanted.txt
	same 'accents are taken off as Unicode has it' "$(cat wanted.txt)" \
		"$(hwr-eval --text accented.tsv plain.tsv | grep '^cer62 ')"
else
	skip 'accents are taken off as Unicode has it' 'no python3'
fi

# --- training logs ---

log=$TESTDATA/training.tsv
head -n 3 "$log" | sed 's/0\.58/x.58/' >broken.tsv
mkdir runs
head -n 6 "$log" >runs/short.tsv
silent 'a log is drawn' hwr-eval --curves=one.png "$log"
same 'as a PNG' "$(printf '\211PNG' | od -c)" "$(head -c 4 one.png | od -c)"
same 'of 8 bits in colours' ' 010 002' "$(od -An -b -j 24 -N 2 one.png)"
same 'which can be read again' P5 "$(hwr-trim one.png | head -n 1)"
hwr-eval --curves=two.png "$log" runs/short.tsv >report.tsv
same 'logs are told, a row each' 'log training short' "$(cut -f 1 report.tsv | paste -s -d ' ' -)"
same 'with the best validation and its epoch' "$(awk 'NR > 1 && $4 > b {b = $4; e = $1} END {print b, e}' "$log")" \
	"$(awk '$1 == "training" {print $3, $4}' report.tsv)"
same 'the last values' "$(awk 'NR == 6 {printf "5 %.2f %.2f", $4, $3}' runs/short.tsv)" \
	"$(awk '$1 == "short" {print $2, $5, $6}' report.tsv)"
same 'and the time' "$(awk 'NR > 1 {s += $6} END {printf "%.1f", s}' "$log")" "$(awk '$1 == "training" {print $7}' report.tsv)"
fails 1 'two logs are another picture than one' cmp one.png two.png
ok '-o writes the report' hwr-eval --curves=again.png -o told.tsv "$log" runs/short.tsv
same_file '  the same' report.tsv told.tsv
same_file 'the same logs are the same picture' two.png again.png
hwr-eval --curves=- -o told.tsv "$log" runs/short.tsv | cat >piped.png
same_file 'a picture goes through a pipe' two.png piped.png
same 'a log comes from stdin' '<stdin>' "$(hwr-eval --curves=in.png <"$log" | sed -n '2s/\t.*//p')"
fails 1 'a broken log fails' hwr-eval --curves=rest.png broken.tsv "$log"
says 'by name, line and value' "^hwr-eval: broken.tsv: line 2: bad loss 'x.58386'\$" hwr-eval --curves=rest.png broken.tsv "$log"
same_file 'the good one is drawn' one.png rest.png
same 'and told' "$(sed -n 2p report.tsv)" "$(hwr-eval --curves=rest.png broken.tsv "$log" 2>/dev/null | sed -n 2p)"
says 'a missing log is told' '^hwr-eval: absent.tsv: No such file' hwr-eval --curves=rest.png absent.tsv "$log"
says 'and what is no log' '^hwr-eval: truth.tsv: no log of hwr-train' hwr-eval --curves=rest.png truth.tsv "$log"
sed 1q "$log" >empty.tsv
says 'and one without rows' '^hwr-eval: empty.tsv: no rows' hwr-eval --curves=rest.png empty.tsv "$log"
fails 1 'nothing to draw' hwr-eval --curves=none.png broken.tsv absent.tsv
ok 'leaves no picture' test ! -e none.png
fails 1 'curves that cannot be written' hwr-eval --curves=/nowhere/c.png "$log"
fails 1 'a full disk for the report' sh -c "hwr-eval --curves=- -o /dev/full '$log' >/dev/null"
fails 1 'and for the picture' hwr-eval --curves=/dev/full "$log"
fails 2 'a picture and a report on one stdout' hwr-eval --curves=- "$log"
if command -v script >/dev/null 2>&1; then
	script -qec "hwr-eval --curves=- -o told.tsv '$log'" /dev/null >typed </dev/null
	ok 'no picture on a terminal' grep -q 'a picture would go to the terminal' typed
else
	skip 'no picture on a terminal' 'no script'
fi

# --- lines ---

# Stamps of l, o and z side by side, as a stream and its table: what a small network learns in a moment.
n=0
for text in lo zol 'o z' 'll o' zzo 'lo zo' oo 'z l' ozl 'l lo' zo 'oz o'; do
	awk -v text="$text" 'BEGIN {
		w = 14 * length(text) + 8
		printf "P2 %d 16 255\n", w
		for (y = 0; y < 16; y++)
			for (x = 0; x < w; x++) {
				c = x < 4 ? "" : substr(text, int((x - 4) / 14) + 1, 1)
				i = (x - 4) % 14
				rim = i < 11 && (y < 3 || y > 12)
				print 255 * (c == "l" ? i >= 4 && i < 7 : c == "o" ? rim || i < 3 || (i > 7 && i < 11) : \
				    c == "z" ? rim || (i < 11 && i + y > 11 && i + y < 16) : 0)
			}
	}' >>own.pgm
	printf '%d\tpen%d\t%s\n' "$n" "$((n / 4))" "$text" >>own.tsv
	n=$((n + 1))
done
OMP_WAIT_POLICY=passive hwr-train -q --lines own --weight 20 --arch 'line48 8c3s2p1n bn relu p2 12c3p1n bn relu 24c12x1n bn relu lstm16 d' \
	--epochs 16 --batch 4 --augment slant=0.1,stroke=0.3,rules=0,loops=0 --join 0 --rate 0.02 --ema 0.9 -o own.hwr </dev/null ||
	bail 'hwr-train makes no model for lines'
hwr-eval -m own.hwr --lines own >lines.txt
same 'lines that were learnt are read' 'cer 0.00 % (0 of 38)' "$(sed -n '1s/ 95.*//p' lines.txt)"
same 'rates, spaces, loss and how many, a line each' 'cer cer62 cer62i wer wer62i spaces loss lines' \
	"$(cut -d ' ' -f 1 lines.txt | paste -s -d ' ' -)"
same 'with the interval over writers' 1 "$(grep -c '^cer .* 95 % interval [0-9.]*-[0-9.]* over 3 writers$' lines.txt)"
same 'words are those as written' 'wer 0.00 % (0 of 18)' "$(grep '^wer ' lines.txt)"
same 'nothing is lost between them' 'spaces 100.00 % (F1; 6 right of 6, 6 read)' "$(grep '^spaces' lines.txt)"
sed "1s/lo/l$(printf '\303\251')/; 2s/zol/zoz/; 3s/o z/oz/" own.tsv >t && mv t own.tsv
hwr-eval -m own.hwr --lines own >other.txt
same 'what is wrong is counted, and what the model lacks' 'cer 8.11 % (3 of 37)' "$(sed -n '1s/ 95.*//p' other.txt)"
same 'it is told as slips' 'taken z l 1|taken é o 1' "$(sed -n '/^slip/,$p' other.txt | sed 1d | sort | tr '\t' ' ' | paste -s -d '|' -)"
same 'spaces are told apart' 'spaces 90.91 % (F1; 5 right of 5, 6 read)' "$(grep '^spaces' other.txt)"
same 'the loss is of lines that it can spell' 'of 11 lines' "$(sed -n 's/^loss.*character, \(of [0-9]* lines\).*/\1/p' other.txt)"
same 'slips as many as wanted' 0 "$(hwr-eval -m own.hwr --lines own --worst 0 | grep -c slip)"
for n in 1 3; do
	hwr-eval -m own.hwr --lines own --threads=$n -o other.$n
	same_file "$n threads say the same" other.txt other.$n
done
same 'a limit holds' 'lines 2' "$(hwr-eval -m own.hwr --lines own --limit 2 | grep '^lines')"
printf '2\n' >numbers
same 'lines are picked by number' 'lines 1' "$(hwr-eval -m own.hwr --lines own --pick numbers | grep '^lines')"
says 'a model for glyphs reads no lines' 'reads glyphs, not whole lines' hwr-eval -m "$ROOT/models/digits.hwr" --lines own
says 'nor one for lines glyphs' 'reads whole lines, not glyphs' hwr-eval -m own.hwr -d "$TESTDATA/tiny"
fails 1 'two of them' hwr-eval -m own.hwr -m own.hwr --lines own
fails 1 'lines that are absent' hwr-eval -m own.hwr --lines absent
fails 1 'a full disk fails' sh -c 'hwr-eval -q -m own.hwr --lines own >/dev/full'
fails 2 'lines and glyphs' hwr-eval -m own.hwr --lines own -d x
fails 2 'what is of glyphs alone' hwr-eval -m own.hwr --lines own --only a

# --- the command line ---

fails 2 'neither data nor text' hwr-eval
fails 2 'both' hwr-eval -d x --text y z
fails 2 'options of the other form' hwr-eval --text truth.tsv --transpose answers.tsv
fails 2 'too many operands' hwr-eval --text truth.tsv answers.tsv answers.tsv
fails 2 'an operand where none is wanted' hwr-eval -d x y
fails 2 'stdin twice' hwr-eval --text - -
fails 2 'curves of texts' hwr-eval --curves=c.png --text truth.tsv
fails 2 'curves of images' hwr-eval --curves=c.png -d x
fails 2 'curves of one model' hwr-eval --curves=c.png -m x "$log"
fails 2 'the worst of a log' hwr-eval --curves=c.png --worst=1 "$log"
fails 2 'more logs than colours' hwr-eval --curves=c.png 1 2 3 4 5 6 7 8 9
fails 2 'a log where the picture should be' hwr-eval --curves runs/short.tsv "$log"
fails 2 'an unknown option' hwr-eval --nope
fails 2 'an unknown vote' hwr-eval --vote=loud -d x
says 'a number that is none' "'many' is not a whole number" hwr-eval --threads=many -d x
says 'a limit of nothing' "'0' is not a whole number" hwr-eval --limit=0 -d x
ok 'help is an answer' hwr-eval --help

# --- images ---

tiny=$TESTDATA/tiny
train() {
	hwr-train -q -f -d "$tiny" --style=mnist --arch='8c3s2 bn relu 8c3s2 bn relu d10' \
		--epochs=8 --batch=20 --augment=none --seed="$1" -o "$2" </dev/null
}
if ! train 1 one.hwr || ! train 2 two.hwr; then
	bail 'hwr-train makes no models to judge'
fi
silent 'images are judged' hwr-eval -m one.hwr -d "$tiny"
hwr-eval -m one.hwr -m two.hwr -d "$tiny" --confusion=c.tsv --picture=c.png >report
same 'the first line has the accuracy and its interval' 1 \
	"$(head -n 1 report | grep -c -E '^accuracy [0-9]+\.[0-9][0-9] % \([0-9]+ of 200, 95 % interval [0-9.]+-[0-9.]+\)$')"
same 'top 2, 3 and 5 follow' 'top 2 top 3 top 5' "$(awk '/^top/ {printf "%s%s %s", s, $1, $2; s = " "}' report)"
same 'all votes and every member' 'vote majority|vote mean|vote weighted|model 1|model 2' \
	"$(awk '/^(vote|model)/ {printf "%s%s %s", s, $1, $2; s = "|"}' report)"
same 'every class has a row' '0 1 2 3 4 5 6 7 8 9 mean' \
	"$(awk '/^class/ {on = 1; next} on && NF == 0 {exit} on {printf "%s%s", s, $1; s = " "}' report)"
same 'a row has the number of images' 20 "$(awk '/^class/ {on = 1} on && $1 == "7" {print $2; exit}' report)"
same 'the matrix has all images' 200 \
	"$(awk 'NR > 1 {for (i = 2; i <= NF; i++) n += $i} END {print n}' c.tsv)"
same 'its diagonal is the accuracy' "$(sed -n '1s/.*(\([0-9]*\) of.*/\1/p' report)" \
	"$(awk 'NR > 1 {n += $NR} END {print n}' c.tsv)"
same 'the picture is a PNG' "$(printf '\211PNG' | od -c)" "$(head -c 4 c.png | od -c)"
for n in 1 3; do
	hwr-eval -m one.hwr -m two.hwr -d "$tiny" --threads=$n --picture=$n.png >report.$n
	same_file "$n threads say the same" report report.$n
	same_file '  and draw the same' c.png $n.png
done
hwr-eval -m one.hwr -d "$tiny" --only=3-5 --classes=3-5 >some
same 'only some classes are judged' 60 "$(sed -n '1s/.* of \([0-9]*\),.*/\1/p' some)"
same 'and answered' 'top 3 100.00 % (60 of 60)' "$(grep '^top 3' some)"
same 'a limit holds' 7 "$(hwr-eval -m one.hwr -d "$tiny" --limit=7 | sed -n '1s/.* of \([0-9]*\),.*/\1/p')"
ok 'how far confidence is from accuracy' grep -Eq '^calibration error [0-9]+\.[0-9][0-9] %$' report
same 'the mean may vote' "$(grep '^vote mean' report | sed 's/.*mean //; s/).*/)/')" \
	"$(hwr-eval -m one.hwr -m two.hwr -d "$tiny" --vote=mean | sed -n '1s/accuracy //; 1s/,.*/)/p')"
same 'worst mistakes as many as wanted' 0 \
	"$(hwr-eval -m one.hwr -d "$tiny" --transpose --worst=0 | grep -c '^truth')"
awk 'BEGIN {for (i = 0; i < 10; i++) printf "%d\t%c\n", i, 97 + i}' >letters.map
same 'a mapping gives labels their meaning' 'accuracy 0.00 % (0 of 200' \
	"$(hwr-eval -m one.hwr -d "$tiny" --mapping=letters.map | sed -n '1s/,.*//p')"
ok 'a folder is judged' hwr-eval -m one.hwr -d "$TESTDATA/samples"
mkdir -p own/7
cp "$TESTDATA"/samples/7/* own/7/
printf 'P5 9 9 255\nx' >own/7/broken.pgm
fails 1 'a broken picture fails' hwr-eval -m one.hwr -d own
says 'by name' 'own/7/broken.pgm' hwr-eval -m one.hwr -d own
same 'but the rest is judged' 1 "$(hwr-eval -m one.hwr -d own 2>/dev/null | grep -c '^accuracy')"

fails 1 'absent data fail' hwr-eval -m one.hwr -d absent
fails 1 'an absent model fails' hwr-eval -m absent -d "$tiny"
printf '%s 1\n' 3 4 >shares
hwr-eval -m one.hwr -d "$tiny" --only=3-4 --classes=34 | head -n 1 >some
same 'shares for two classes are a choice of two' "$(cat some)" \
	"$(hwr-eval -m one.hwr -d "$tiny" --only=3-4 --prior=shares | head -n 1)"
fails 1 'shares that are not there' hwr-eval -m one.hwr -d "$tiny" --prior=none
fails 1 'no image of the wanted classes' hwr-eval -m one.hwr -d "$tiny" --only=Q
fails 2 'no class of the models' hwr-eval -m one.hwr -d "$tiny" --classes=Q
fails 1 'a picture that cannot be written' hwr-eval -m one.hwr -d "$tiny" --picture=/nowhere/c.png
fails 1 'a full disk fails' sh -c "hwr-eval -m one.hwr -d '$tiny' >/dev/full"
gzip -dc "$tiny-images-idx3-ubyte.gz" | head -c 5000 >short-images-idx3-ubyte
gzip -dc "$tiny-labels-idx1-ubyte.gz" >short-labels-idx1-ubyte
says 'a model that takes more than is allowed is refused' 'one.hwr: model 1: .*--max-model-work=' hwr-eval --max-model-work=0.001 -m one.hwr -d "$tiny"
says 'truncated images fail' 'short-images-idx3-ubyte: truncated' hwr-eval -m one.hwr -d short
finish
