#!/bin/sh
# A hint that a program gives is a line that works: each is run as it stands, for
# files with awkward names, where the tool it names is installed.
# shellcheck source=scripts/test/tap.sh
. "$(dirname "$0")/../scripts/test/tap.sh"

foreign=$TESTDATA/foreign
models=$ROOT/models
tab=$(printf '\t')
awkward="-it's \"my\" \$HOME"

# hint CMD... - the line that its message has behind "with: " or "another: ", in $hint.
hint() {
	tap_run "$@"
	hint=$(sed -n -E 's/^.*(read it with|make it another): //p' "$TAP/err")
}
# tool LINE - the program it begins with.
tool() {
	printf '%s\n' "$1" | sed 's/^cat [^&]* && //; s/ .*//'
}
# works DESC LINE [INPUT] - it ends well, wherever it is pasted, and says nothing of ours.
works() {
	if ! command -v "$(tool "$2")" >/dev/null 2>&1; then
		skip "$1" "no $(tool "$2")"
		return
	fi
	tap_run sh -c "set -e; $2" <"${3:-/dev/null}"
	! grep -q '^hwr-' "$TAP/err" || tap_got=1
	echo "the line: $2" >>"$TAP/err"
	tap_say "$tap_got" "$1"
}

# Pictures of paper, from a file and from a pipe.
for f in "$foreign"/*; do
	format=${f##*/hi}
	mkdir "in $format" && cd "in $format" || exit 1
	cp "$f" "./$awkward$format"
	hint hwr-trim -- "$awkward$format"
	works "$format is read from a file" "$hint >got && grep -a -q '^P5' got"
	# shellcheck disable=SC2016	# sh has $1
	hint sh -c 'hwr-trim <"$1"' sh "$f"
	works "$format is read from a pipe" "$hint >got && grep -a -q '^P5' got" "$f"
	cd .. || exit 1
done
cp "$foreign/hi.jpg" "a${tab}tab.jpg"
hint hwr-trim "a${tab}tab.jpg"
works 'a name with a tab' "$hint"
cp "$foreign/hi.jpg" "$(printf 'bad\377\nname.jpg')"
hint hwr-trim "$(printf 'bad\377\nname.jpg')"
works 'and one that is no text' "$hint"
hint hwr-recognize -m "$models/letters.hwr" ./*tab.jpg
same 'hwr-recognize reads it itself' 'hwr-recognize' "${hint##*| }"

# Programs in the middle of the pipe do not read paper.
for name in hwr-split hwr-normalize hwr-predict; do
	model=
	[ $name != hwr-predict ] || model="-m $models/letters.hwr"
	if [ "$model" ] && ! [ -f "$models/letters.hwr" ]; then
		skip "$name is led to hwr-trim" 'no models/letters.hwr'
		continue
	fi
	# shellcheck disable=SC2086	# words on purpose
	hint $name $model "$foreign/hi.jpg"
	works "$name is led to hwr-trim" "HWR_MODEL='$models/letters.hwr'; export HWR_MODEL; $hint"
	same "$name:     by the whole pipe" "$name" "$(printf '%s\n' "$hint" | sed 's/^[^|]*| hwr-trim |.* //')"
done

# What one stage lacks another gives.
if [ -f "$models/letters.hwr" ] && [ -f "$models/lines.hwr" ]; then
	# stages - those that the last message named, from hwr-split or hwr-normalize on
	stages() {
		stages=$(sed -n -E 's/^hwr-predict: .*: (hwr-(split|normalize).*)$/\1/p' "$TAP/err" | tail -n 1)
	}
	hwr-trim "$TESTDATA/hey-you.png" >page.pgm
	glyphs='hwr-split --plain page.pgm | hwr-normalize'
	lines='hwr-split --lines page.pgm | hwr-normalize --style=line'
	tap_run sh -c "$glyphs | hwr-predict -m '$models/lines.hwr'"
	stages
	same 'glyphs for a model of lines' "$(hwr-recognize -m "$models/lines.hwr" "$TESTDATA/hey-you.png")" \
		"$(sh -c "hwr-trim '$TESTDATA/hey-you.png' | $stages | hwr-predict -m '$models/lines.hwr'")"
	tap_run sh -c "$lines | hwr-predict -m '$models/letters.hwr'"
	stages
	same 'lines for a model of glyphs' 'Hey you' \
		"$(sh -c "hwr-trim '$TESTDATA/hey-you.png' | $stages | hwr-predict -m '$models/letters.hwr'" | head -n 1)"
	tap_run sh -c "hwr-split page.pgm | hwr-normalize --style=mnist | hwr-predict -m '$models/letters.hwr'"
	stages
	ok 'a style that is another' sh -c "hwr-split page.pgm | $stages | hwr-predict -m '$models/letters.hwr'"
else
	skip 'what one stage lacks another gives' 'no models/letters.hwr and lines.hwr'
fi

# A folder to learn from: the picture is made another, which is read in its place.
for format in jpg heic pnm.gz; do
	folder="my $format/B"
	mkdir -p "$folder" "my $format/A"
	cp "$TESTDATA"/samples/A/* "my $format/A"
	cp "$foreign/hi.$format" "$folder/$awkward.$format"
	train="hwr-train --data='my $format' --arch=tiny --epochs=1 -q -f -o '$T/m.hwr'"
	hint sh -c "$train"
	works "a $format in a folder is made another" "$hint"
	if command -v "$(tool "$hint")" >/dev/null 2>&1; then
		silent "$format:     and then it is learnt from" sh -c "$train"
	fi
done
mkdir "my lines"
cp "$foreign/hi.jpg" "my lines/$awkward.jpg"
printf '%s.jpg\tHi\n' "$awkward" >'my lines/labels.tsv'
hint hwr-train --lines='my lines' --characters=Hi --epochs=1 -o l.hwr
says 'labels are to name it' 'and let labels.tsv name that file$' hwr-train --lines='my lines' --characters=Hi --epochs=1 -o l.hwr
works 'a picture of a line is made another' "${hint%; and let*}"
ok 'lies where labels.tsv can name it' hwr-trim -- "my lines/$awkward.jpg.pnm"
finish
