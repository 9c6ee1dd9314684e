#!/bin/sh
# hwr-recognize(1): what the manual promises.
# shellcheck source=scripts/test/tap.sh
. "$(dirname "$0")/../scripts/test/tap.sh"

# A small network that knows rejects, so that candidates are chosen among.
hwr-train -q --data "$TESTDATA/samples" --arch '8c5s2 bn relu 16c3s2 bn relu d' --epochs 10 --reject 0.2 --seed 1 \
	-o model.hwr || bail 'hwr-train makes no model'
HWR_MODEL=$T/model.hwr
export HWR_MODEL
pages=$(cut -f 1 "$TESTDATA/labels.tsv")
row() { sed -n "$1p" rows.tsv | cut -f "$2"; }

# The same text as the pipe of programs.
for p in $pages; do
	hwr-trim "$TESTDATA/$p" | hwr-split | hwr-normalize | hwr-predict >want
	hwr-recognize -q "$TESTDATA/$p" >got
	same_file "$p: the text of the pipe" want got
done
hwr-trim "$TESTDATA/page.png" | hwr-split | hwr-normalize | hwr-predict --format jsonl >want
hwr-recognize -q --format jsonl "$TESTDATA/page.png" >got
same_file 'and all that is known of it' want got
hwr-trim --polarity light --threshold 90 "$TESTDATA/dark.png" | hwr-split | hwr-normalize |
	hwr-predict --classes a-z --vote mean >want
hwr-recognize -q --polarity light --threshold 90 --classes a-z --vote mean "$TESTDATA/dark.png" >got
same_file 'with options, too' want got

cp "$TESTDATA/hey-you.png" a.png
cp "$TESTDATA/digits.png" b.png
silent 'one input gives its text' sh -c 'hwr-recognize a.png >text'
same 'from standard input' "$(cat text)" "$(hwr-recognize <a.png)"
same 'so is -' "$(cat text)" "$(hwr-recognize - <a.png)"
hwr-recognize -o got a.png
same_file '-o' text got

# Rows.
silent 'several give rows' sh -c 'hwr-recognize a.png b.png >rows.tsv'
same 'one each' 2 "$(wc -l <rows.tsv)"
same 'name, tab, text' "$(printf 'a.png\t%s' "$(cat text)")" "$(sed -n 1p rows.tsv)"
hwr-recognize -q b.png "$TESTDATA/two-lines.png" >rows.tsv
same 'line ends are escaped' "$(hwr-recognize -q "$TESTDATA/two-lines.png" | perl -0777 -pe 's/\n\z//; s/\n/\\n/g')" "$(row 2 2)"
hwr-trim a.png b.png >ink.pgm
hwr-recognize ink.pgm a.png >rows.tsv
ok 'pages of one file are apart' sh -c 'cut -f 2 rows.tsv | head -n 1 | grep -q "[^\\\\]\\\\f."'
hwr-recognize -q "$TESTDATA/page.png" a.png --format jsonl >got
ok 'tables name the picture' grep -q '"src":"a.png"' got

# Words, and why.
hwr-trim a.png | hwr-split | hwr-normalize | hwr-predict --format=words --top=2 | cut -f 1-10 >want
hwr-recognize --format=words --top=2 a.png | cut -f 1-10 >got
same_file 'words: as the pipe has them' want got
hwr-recognize --format=words --top=2 a.png b.png >got
same 'their answers are the text' "$(cat text)" "$(awk -F '\t' '$4 == 1 && $11 == "a.png" {printf "%s%s", s, $9; s = " "}' got)"
ok 'no word has more readings than wanted, nor more than is sure' awk -F '\t' '
	NR == 1 {next}
	$4 == 1 {sum = 0; last = 1}
	{sum += $10}
	$4 > 2 || sum > 1.0002 || ($4 > 2 && $10 > last) {exit 1}
	{last = $10}' got
hwr-recognize -v a.png 2>said >got
same_file '-v leaves the text as it is' text got
hwr-recognize -v <a.png 2>said >got
same 'standard input has one name' '<stdin> models' \
	"$(sed 's/^hwr-recognize: \([^:]*\): .*/\1/' said | sort -u | paste -s -d ' ' -)"
hwr-recognize -v a.png 2>said >got
ok 'and tells the scale of each line' grep -q '^hwr-recognize: a.png: line 1: [0-9]* of [0-9]* candidates, score -*[0-9.]*, x-height [0-9.]*, cap height' said
same 'and every character of it' "$(tr -d ' \n' <text | wc -m)" \
	"$(grep -c "a.png: line 1:  *[0-9]*-[0-9]* .*'.*'  networks -*[0-9.]*  form -*[0-9.]*  cuts -*[0-9.]*  text -*[0-9.]*$" said)"

# The shape of the output does not depend on how many inputs there are.
hwr-recognize a.png b.png >rows.tsv
same '-H: a row for a single input, too' "$(sed 1q rows.tsv)" "$(hwr-recognize -H a.png)"
same 'and for several, as without it' "$(cat rows.tsv)" "$(hwr-recognize --with-filename a.png b.png)"
same 'of standard input' "-	$(cut -f 2 rows.tsv | sed 1q)" "$(hwr-recognize -H <a.png)"
same '--no-filename: texts as they are, form feeds between' "$(hwr-recognize a.png; printf '\f'; hwr-recognize b.png)" "$(hwr-recognize --no-filename a.png b.png)"
same 'of a list of one, too' "$(hwr-recognize a.png)" "$(echo a.png | hwr-recognize --no-filename --files-from -)"
same 'the last of them counts' "$(cat rows.tsv)" "$(hwr-recognize --no-filename -H a.png b.png)"
same '-h is help, and names both' 2 "$(hwr-recognize -h a.png | grep -c -e '^ .*--with-filename' -e '^ .*--no-filename')"

# Progress, on a terminal; what comes late makes it long enough to be shown.
if command -v script >/dev/null 2>&1; then
	typed() { TERM=xterm script -qec "$1" /dev/null </dev/null | tr '\r' '\n'; }
	typed '(sleep 1.1; cat a.png) | hwr-recognize --threads 1 -o got a.png - b.png' >said
	ok 'progress: done of all, rate and time left' grep -q 'reading 2/3 66% pictures, [0-9.]*/s, [0-9]* s left' said
	same 'it is gone at the end' "$(printf '\033[K')" "$(tail -n 1 said)"
	typed '(cat ink.pgm; sleep 1.1; cat ink.pgm) | hwr-recognize -o got' >said
	ok 'of a single input pages are counted' grep -q 'reading [34] pages, [0-9.]*/s' said
	typed '(echo a.png; sleep 1.1; echo b.png) | hwr-recognize --files-from=-' >said
	same 'it does not mix with the text' "$(hwr-recognize -H a.png b.png)" "$(sed 's/^.*\[K//; /^reading/d; /^$/d' said)"
	same 'nor is it shown after -q' '' "$(typed '(sleep 1.1; cat a.png) | hwr-recognize -q -o got a.png - b.png')"
else
	skip 'progress: done of all, rate and time left' 'no script'
fi
silent 'without a terminal there is none' sh -c '(sleep 1.1; cat a.png) | hwr-recognize -o got - a.png'

# A page that cannot be read is told.
if [ -e "$ROOT/models/letters.hwr" ]; then
	hwr-trim "$TESTDATA/page.png" | perl -0777 -ne '
		/^P5\n(?:#[^\n]*\n)*(\d+ \d+)\n255\n(.*)$/s; print "P5\n$1\n255\n", scalar reverse $2' >turned.pgm
	# shellcheck disable=SC2317	# says and silent call it
	read_usually() { hwr-recognize -m "$ROOT/models/letters.hwr" --lm=none -o got "$@"; }
	says 'a page that is upside down' '^hwr-recognize: turned.pgm: hardly readable \(0\.[67][0-9]\): upside down\?$' read_usually turned.pgm
	silent 'not after -q' read_usually -q turned.pgm
	silent 'nor one that is upright' read_usually "$TESTDATA/page.png"
else
	skip 'a page that is upside down' 'no models/letters.hwr'
fi

# Where models are.
unset HWR_MODEL
for f in here none; do
	mkdir -p moved/$f/bin moved/$f/share/hwr
	cp "$HWR_BIN/hwr-recognize" moved/$f/bin
done
cp model.hwr moved/here/share/hwr/letters.hwr
cp model.hwr moved/here/share/hwr/small.hwr
want=$(hwr-recognize -m model.hwr --lm=none a.png)
same 'models are found beside the program, wherever it is' "$want" "$(moved/here/bin/hwr-recognize --lm=none a.png)"
same 'by name' "$want" "$(moved/here/bin/hwr-recognize --lm=none -m small a.png)"
same 'of a variable, too' "$want" "$(HWR_MODEL=small.hwr moved/here/bin/hwr-recognize --lm=none a.png)"
cp "$TESTDATA/tiny.lm" moved/here/share/hwr/tiny.lm
same 'a language model, too' "$(hwr-recognize -m model.hwr --lm="$TESTDATA/tiny.lm" a.png)" "$(moved/here/bin/hwr-recognize --lm=tiny a.png)"
mkdir small
same 'a folder is no model' "$want" "$(moved/here/bin/hwr-recognize --lm=none -m small a.png)"
printf junk >small.hwr
fails 1 'a file that is there goes before' moved/here/bin/hwr-recognize -m small.hwr a.png
rm -r small small.hwr
moved/here/bin/hwr-recognize --list-models >list
same '--list-models tells names' 'letters small tiny' "$(grep moved/here list | cut -f 1 | paste -s -d ' ')"
same 'what they read' "glyphs, $(sed -n 's/^classes //p' model.hwr | head -n 1) classes|texts, a language model" \
	"$(grep -e '^small' -e '^tiny' list | cut -f 2 | paste -s -d '|')"
same 'and where they are' moved/here/share/hwr/small.hwr "$(sed -n 's|^small.*/moved|moved|p' list)"
mkdir moved/here/models
cp model.hwr moved/here/models/small.hwr
same 'one that is hidden has no name' "-	moved/here/models/small.hwr" "$(moved/here/bin/hwr-recognize --list-models | sed -n 's|^\(-\).*/moved|\1	moved|p')"
says 'a name that is nowhere: all places' '^hwr-recognize: smal: No such file or directory, nor is it in .*moved/here/share/hwr, .*/share/hwr and .*moved/here/models; ' \
	moved/here/bin/hwr-recognize -m smal a.png
says 'one of a path is looked for only there' '^hwr-recognize: ./small: No such file or directory$' moved/here/bin/hwr-recognize -m ./small a.png
usual=$(moved/none/bin/hwr-recognize --list-models 2>/dev/null | grep letters)
if [ -z "$usual" ]; then
	fails 1 'no model' moved/none/bin/hwr-recognize a.png
	says 'is told with all places and what helps' \
		'^hwr-recognize: letters.hwr: not found; looked in .*moved/none/share/hwr, .*/share/hwr and .*moved/none/models; .* -m or by HWR_MODEL' \
		moved/none/bin/hwr-recognize a.png
	fails 1 'none to list' moved/none/bin/hwr-recognize --list-models
else
	skip 'no model' 'there is one where programs are installed'
fi
HWR_MODEL=$T/model.hwr
export HWR_MODEL

# Folders and lists.
mkdir -p dir/sub
cp a.png dir/b.PNG
cp a.png dir/a.png
cp b.png dir/sub/c.png
cp a.png dir/notes.txt
ln -s .. dir/sub/up
hwr-recognize -q dir >rows.tsv
same 'a folder: its pictures by the bytes of their names' 'dir/a.png dir/b.PNG' "$(cut -f 1 rows.tsv | paste -s -d ' ')"
hwr-recognize -r dir/ >rows.tsv
same '-r: its folders, too, but no links' 'dir/a.png dir/b.PNG dir/sub/c.png' "$(cut -f 1 rows.tsv | paste -s -d ' ')"
rm dir/b.PNG
hwr-recognize -q dir >rows.tsv
same 'one picture in a folder is a row' dir/a.png "$(row 1 1)"
mkdir empty
fails 1 'a folder without pictures fails' hwr-recognize empty
says 'and is named' '^hwr-recognize: empty: no pictures in this folder$' hwr-recognize -q empty
fails 1 'among others, too' sh -c 'hwr-recognize a.png empty dir >rows.tsv'
mkdir -p foreign/sub foreign/other foreign/.git
touch foreign/a.jpg foreign/b.JPG foreign/c.heic foreign/page.pgm.gz foreign/notes foreign/.hidden.jpg
fails 1 'pictures of other formats are none' hwr-recognize foreign
left='left out: 1 \.gz, 1 \.heic, 2 \.jpg \(name one to be told how it is read\), 1 other file, 2 folders \(-r reads them\)$'
says 'what was left out is counted, and why' "^hwr-recognize: foreign: no pictures in this folder; $left" hwr-recognize -q foreign
fails 1 'with -r, too' hwr-recognize -r foreign
says 'but for folders' 'told how it is read\), 1 other file$' hwr-recognize -r foreign
cp a.png foreign
says 'beside a picture it is a warning' "^hwr-recognize: foreign: $left" hwr-recognize foreign
silent 'not said after -q' hwr-recognize -q foreign
rm -r foreign/*.jpg foreign/*.JPG foreign/*.heic foreign/*.gz
says 'folders that are not read are told' 'foreign: left out: 1 other file, 2 folders' hwr-recognize foreign
silent 'other files alone are not' hwr-recognize -r foreign
says 'but from -v on' 'foreign: left out: 1 other file$' hwr-recognize -r -v foreign
same 'they are read' 'a.png dir/a.png' "$(cut -f 1 rows.tsv | paste -s -d ' ')"
printf 'b.png\na.png\n' >list
hwr-recognize --files-from list >rows.tsv
same 'a list, in its order' 'b.png a.png' "$(cut -f 1 rows.tsv | paste -s -d ' ')"
same 'from standard input' "$(cat rows.tsv)" "$(hwr-recognize --files-from=- <list)"
same 'with zero bytes' "$(cat rows.tsv)" "$(tr '\n' '\0' <list | hwr-recognize -0 --files-from=-)"
tab=$(printf 'c\td.png')
cp a.png "$tab"
hwr-recognize "$tab" b.png >rows.tsv
same 'a tab in a name does not break a row' 'c\td.png' "$(row 1 1)"
name=$(printf 'new\nline.png')
cp a.png "$name"
cp a.png 'new\nline.png'
hwr-recognize "$name" 'new\nline.png' >rows.tsv
same 'nor are two names alike' 'new\nline.png new\\nline.png' "$(cut -f 1 rows.tsv | paste -s -d ' ')"
printf '%s\t%s\n' 'new\\nline.png' "$(row 2 2)" 'new\nline.png' "$(row 1 2)x" >truth
ok 'hwr-eval knows which is which' sh -c 'hwr-eval --text=truth rows.tsv | grep -q "^cer .*(1 of "'

# Order and bytes do not depend on threads.
i=0
while [ $i -lt 40 ]; do
	printf 'a.png\nb.png\n%s\n' "$TESTDATA/two-lines.png"
	i=$((i + 1))
done >list
hwr-recognize -q --threads 1 --files-from list >want
hwr-recognize -q --threads 4 --files-from list >got
same_file 'one thread and four give the same' want got
hwr-recognize -q --threads 1 --format jsonl --files-from list >want
hwr-recognize -q --threads 4 --format jsonl --files-from list >got
same_file 'as tables, too' want got

# What goes wrong.
head -c 300 a.png >cut.png
printf 'GIF89a' >x.gif
: >empty.png
for f in cut.png x.gif no.png empty.png; do
	fails 1 "$f fails" hwr-recognize $f
	says 'and is named' "^hwr-recognize: $f: " hwr-recognize $f
	fails 1 'among others, too' sh -c "hwr-recognize a.png $f b.png >rows.tsv"
	same 'they are read' "a.png $f b.png" "$(cut -f 1 rows.tsv | paste -s -d ' ')"
	same 'its text is empty' '' "$(row 2 2)"
done
same 'an empty pipe is no fault' 0 "$(hwr-recognize <empty.png >none; echo $?)"
fails 1 'a picture that is too large fails' hwr-recognize --max-pixels 100 a.png
fails 1 'a list that is not there fails' hwr-recognize --files-from no-list
fails 1 'a model, too' hwr-recognize -m no.hwr a.png
fails 1 'a full disk fails' sh -c 'hwr-recognize a.png >/dev/full'
for bad in --nope --threshold=0 --threshold=dark --polarity=grey --top=0 '--classes=' --max-pixels=0; do
	fails 2 "wrong: $bad" hwr-recognize "$bad" a.png
done
same 'a threshold that is none: one message tells what there is' "hwr-recognize: --threshold: 'foo' is neither auto, otsu, sauvola nor a level from 1 to 254" \
	"$(hwr-recognize --threshold=foo a.png 2>&1)"

# What a line may be.
same '--pattern restricts the whole line' yes "$(hwr-recognize --pattern='[0-4]{3,} ?[0-9]*' b.png | perl -ne 'print "yes" if /^[0-4]{3,} ?[0-9]*$/')"
hwr-recognize --pattern='[A-Z]+' b.png >got
same 'digits are letters, if they must be' yes "$(perl -ne 'print "yes" if /^[A-Z]+$/' got)"
hwr-recognize --plain --pattern='[A-Z ]+' b.png >got
same 'with --plain, too' yes "$(perl -ne 'print "yes" if /^[A-Z ]+$/' got)"
for p in '.{12}' '[A-Za-z]{12}' '[0-9 ]{14}' '.*x' 'A.*B'; do
	hwr-recognize --pattern="$p" b.png >got
	ok "what can match is found, however likely that is which cannot: $p" grep -q -E -x -e "$p" got
done
fails 1 'a line that cannot match is a failure' hwr-recognize -q --pattern=x b.png
says 'which is said' '^hwr-recognize: b.png: line 1: nothing in it matches the pattern$' hwr-recognize -q --pattern=x b.png
pieces=$(hwr-trim "$TESTDATA/two-lines.png" | hwr-split | sed -n 's/^# hwr.* line=2 .* to=\([0-9]*\) .*/\1/p' | sort -n | tail -n 1)
same 'the other lines are read' "0 $pieces" \
	"$(hwr-recognize --pattern="[A-Z]{$pieces}" "$TESTDATA/two-lines.png" 2>/dev/null | awk '{print length($0)}' | paste -s -d ' ')"
hwr-recognize --pattern=x b.png >got 2>/dev/null
same 'its row is empty' '|' "$(tr '\n' '|' <got)"
hwr-recognize --pattern=x a.png b.png >got 2>/dev/null
same 'among others, too' 'a.png:|b.png:|' "$(tr '\t\n' ':|' <got)"
hwr-recognize --pattern=x --format=tsv b.png >got 2>/dev/null
same 'in a table it has no word, but a place' '1 1 0 0  0.0000' "$(sed 1d got | cut -f 1-4,9,10 | tr '\t' ' ')"
ok 'that of the line' awk -F '\t' 'NR == 2 && $7 > 200 && $8 > 20 {found = 1} END {exit !found}' got
for format in words jsonl; do
	hwr-recognize --pattern=x --format=$format b.png 2>/dev/null | grep -v '^page' >got
	same "and one row: $format" 1 "$(wc -l <got)"
done
for bad in '(' '[' 'a{2' '*' '[z-a]'; do
	fails 2 "a pattern that is none: $bad" hwr-recognize "--pattern=$bad" b.png
done
text=$(hwr-recognize --pattern='[0-9 ]+' b.png)
other=$(echo "$text" | tr 37 73)
echo "$other" >names
same '--words: the list is expected' "$other" "$(hwr-recognize --words=names --pattern='[0-9 ]+' b.png)"
fails 1 'a list of words that is not there' hwr-recognize --words=no-names b.png

# Pictures of how pages were read.
mkdir sketches sub
cp a.png sub/a.png
hwr-recognize --debug-png=sketches - <a.png >/dev/null
hwr-recognize --debug-png=sketches a.png ./sub/a.png >said
hwr-recognize a.png ./sub/a.png >wanted
same_file 'sketches leave the text as it is' wanted said
same 'each picture has one, named by it' 'a.png stdin#1.png sub+a.png' "$(cd sketches && echo *)"
ok 'they are pictures' sh -c 'hwr-trim sketches/a.png | head -n 1 | grep -q "^P5"'
hwr-trim a.png | tee again.pgm >two.pgm
cat again.pgm >>two.pgm
hwr-recognize --debug-png=sketches two.pgm >/dev/null
ok 'later pages are numbered' test -s 'sketches/two.pgm#1.png' -a -s 'sketches/two.pgm#2.png'
rm -r sketches && mkdir sketches
cp a.png sub-a.png
cp a.png sub+a.png
cp a.png .a.png
cp a.png 'b#1.png'
hwr-recognize --debug-png=sketches sub/a.png sub-a.png sub+a.png .a.png ./sub//../a.png 'b#1.png' >said
same 'no two pages have one' '%2Ea.png b%231.png sub%2Ba.png sub++..+a.png sub+a.png sub-a.png' "$(cd sketches && echo *)"
fails 1 'a folder that is not there' sh -c 'hwr-recognize --debug-png=nowhere a.png >said'
same 'loses no text' "$(hwr-recognize a.png)" "$(cat said)"
says 'networks that take more than is allowed are refused' 'model 1: .*--max-model-work=' hwr-recognize --max-model-work=0.001 a.png
ok '--help is an answer' sh -c 'hwr-recognize --help | grep -q "^usage: hwr-recognize"'
finish
