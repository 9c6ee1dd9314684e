#!/bin/sh
# hwr-lm(1): what the manual promises.
# shellcheck source=scripts/test/tap.sh
. "$(dirname "$0")/../scripts/test/tap.sh"

# A small language: who does what, a line each.
for who in 'the cat' 'the dog' 'my aunt' Mary; do
	for does in eats sees likes wants; do
		for what in fish milk bread 'the moon'; do echo "$who $does $what"; done
	done
done >text
head -n 32 text >half1
tail -n 32 text >half2
column() { cut -f "$1" | tr '\n' ' ' | sed 's/ $//'; }

# Building.
silent 'a model is built' hwr-lm -o one.lm text
same 'its first line' 'hwr-lm 1' "$(head -n 1 one.lm)"
hwr-lm text >two.lm
same_file 'to standard output' one.lm two.lm
hwr-lm <text >two.lm
same_file 'from standard input' one.lm two.lm
hwr-lm - <text >two.lm
same_file 'so is -' one.lm two.lm
hwr-lm -o two.lm half1 half2
same_file 'of several texts' one.lm two.lm
sort -r text | hwr-lm -o two.lm
same_file 'the order of lines is nothing' one.lm two.lm
sed 's/$/\r/' text | hwr-lm -o two.lm
same_file 'nor are carriage returns before newlines' one.lm two.lm
{ echo; cat text; echo; } | hwr-lm -o two.lm
same_file 'nor empty lines' one.lm two.lm
printf '%s' "$(cat text)" | hwr-lm -o two.lm
same_file 'the last line needs no newline' one.lm two.lm
hwr-lm --order 3 -o three.lm text
ok '--order is in the model' grep -a -q -x 'order 3' three.lm
hwr-lm --prune 10 -o small.lm text
ok '--prune makes it smaller' test "$(wc -c <small.lm)" -lt "$(wc -c <one.lm)"
hwr-lm --note 'cats and dogs' -o note.lm text
ok '--note is in the model' grep -a -q -x 'note cats and dogs' note.lm
says '-v tells what was made' '^hwr-lm: two.lm: 64 lines, order 6, ' hwr-lm -v -o two.lm text

# Asking for lines.
printf 'the cat eats fish\nthe cat eats fush\n\nxyzzy\n' >lines
silent 'lines are weighed' sh -c 'hwr-lm -l one.lm --query lines >rows'
same 'each is there, after its numbers' "$(cat lines)" "$(cut -f 3 rows)"
ok 'a row has log probability, bits a character and the line' \
	grep -E -q '^-[0-9]+\.[0-9]{4}	[0-9]+\.[0-9]{4}	the cat eats fish$' rows
# shellcheck disable=SC2046	# numbers
set -- $(cut -f 1 rows)
ok "what was seen is likelier ($1, $2)" awk "BEGIN {exit !($2 < $1)}"
ok "what was not is possible ($4)" awk "BEGIN {exit !($4 > -200)}"
same 'bits are of all characters and the end' "$(awk -F'\t' '{printf "%.2f ", -$1 / log(2) / (length($3) + 1)}' rows)" \
	"$(awk -F'\t' '{printf "%.2f ", $2}' rows)"
same 'from standard input' "$(cat rows)" "$(hwr-lm -l one.lm --query <lines)"
same 'nothing in, nothing out' 0 "$(hwr-lm -l one.lm --query </dev/null | wc -c)"
same 'other characters are one' "$(printf '\303\251\n' | hwr-lm -l one.lm --query | cut -f 1)" "$(echo '#' | hwr-lm -l one.lm --query | cut -f 1)"
says '-v tells how long it takes to load' '^hwr-lm: one.lm: loaded in [0-9.]+ ms$' hwr-lm -v -l one.lm --query lines

# Asking for texts.
silent 'texts are weighed' sh -c 'hwr-lm -l one.lm --perplexity text lines >rows'
same 'a row each' 'text lines' "$(column 4 <rows)"
same 'characters and ends' "$(wc -c <text) $(wc -c <lines)" "$(column 1 <rows)"
same 'perplexity is 2 to the bits' "$(awk '{printf "%.2f ", 2 ^ $2}' rows)" "$(awk '{printf "%.2f ", $3}' rows)"
# shellcheck disable=SC2046	# numbers
set -- $(cut -f 2 rows)
ok "text like what was learnt has fewer bits ($1, $2)" awk "BEGIN {exit !($1 < $2)}"
same 'standard input has its name' '<stdin>' "$(hwr-lm -l one.lm --perplexity <text | cut -f 4)"
same 'an empty text has no row' 0 "$(hwr-lm -l one.lm --perplexity </dev/null | wc -c)"
same 'bits agree with the lines' "$(hwr-lm -l one.lm --query text | awk -F'\t' '{s -= $1; n += length($3) + 1} END {printf "%.3f", s / log(2) / n}')" \
	"$(hwr-lm -l one.lm --perplexity text | awk '{printf "%.3f", $2}')"

# What goes wrong.
fails 1 'no text is no model' hwr-lm -o none.lm /dev/null
ok 'and leaves no file' test ! -e none.lm
says 'and is said' '^hwr-lm: none.lm: no text' hwr-lm -o none.lm /dev/null
fails 1 'a text that is not there fails' hwr-lm -o two.lm half1 no half2
same_file 'the others are learnt' one.lm two.lm
fails 1 'or is not weighed' hwr-lm -l one.lm --perplexity half1 no half2
same 'the others are' 'half1 half2' "$(hwr-lm -l one.lm --perplexity half1 no half2 2>/dev/null | column 4)"
printf 'the cat\nthe\0dog\nmy aunt\n' >nul
fails 1 'a NUL byte is no text' hwr-lm -l one.lm --query nul half1
says 'its line is named' '^hwr-lm: nul: line 2: has a NUL byte' hwr-lm -l one.lm --query nul
same 'the other lines are weighed' 2 "$(hwr-lm -l one.lm --query nul 2>/dev/null | wc -l)"
printf 'caf\351\n' >latin
ok 'what is no UTF-8 is other characters' hwr-lm -l one.lm --query latin
fails 1 'a folder is no text' hwr-lm -o two.lm "$T"
fails 1 'a model that is not there fails' hwr-lm -l no.lm --query text
head -c 200 one.lm >cut.lm
fails 1 'or one cut short' hwr-lm -l cut.lm --query text
says 'is said' '^hwr-lm: cut.lm: ' hwr-lm -l cut.lm --query text
perl -0777 -pe 's/(.)$/chr(ord($1) ^ 1)/se' one.lm >flip.lm
says 'or damaged' '^hwr-lm: flip.lm: checksum' hwr-lm -l flip.lm --query text
sed '1s/ 1$/ 9/' one.lm >nine.lm
says 'or of another version' "^hwr-lm: nine.lm: version '9'" hwr-lm -l nine.lm --query text
says 'or no model' '^hwr-lm: text: no hwr-lm file' hwr-lm -l text --query text
says 'or empty' '^hwr-lm: /dev/null: empty' hwr-lm -l /dev/null --query text
cat one.lm one.lm >pair.lm
says 'or two' '^hwr-lm: pair.lm: more than one' hwr-lm -l pair.lm --query text
fails 1 'a full disk fails' sh -c 'hwr-lm -l one.lm --query text >/dev/full'
fails 1 'with a model, too' sh -c 'hwr-lm text >/dev/full'
fails 1 'a folder that is not there fails' hwr-lm -o no/one.lm text
for bad in --nope --order=0 --order=9 --order=x --prune=-1 --prune=x; do
	fails 2 "wrong: $bad" hwr-lm "$bad" -o bad.lm text
done
fails 2 'a note of two lines' hwr-lm --note "$(printf 'a\nb')" -o bad.lm text
fails 2 '-l wants a question' hwr-lm -l one.lm text
fails 2 'only one' hwr-lm -l one.lm --query --perplexity text
fails 2 'a question wants -l' hwr-lm --query text
fails 2 '-l does not build' hwr-lm -l one.lm --query -o bad.lm text
ok '--help is an answer' sh -c 'hwr-lm --help | grep -q "^usage: hwr-lm"'
finish
