#!/bin/sh
# Lines are composed of single glyphs, of texts that are made.
# shellcheck source=scripts/test/tap.sh
. "$(dirname "$0")/../test/tap.sh"

build=${HWR_BUILD:-$ROOT/build}
case $build in
/*) ;;
*)  build=$ROOT/$build ;;
esac
compose=$build/compose-lines
scripts=$ROOT/scripts/models/compose

# A folder in which packages would be unpacked, with texts that are short.
mkdir -p root/usr/share/games/fortunes root/usr/share/dict
sed -n '/for my $file (qw(/,/)) {/p' "$ROOT/scripts/language/Sources.pm" | grep -oE '[a-z-]+' | while read -r file; do
	printf 'The hand that writes this line has another day to write the next line of it.\n%%\nNothing more.\n' \
	    >"root/usr/share/games/fortunes/$file"
done
printf 'pencil\npaper\nOxford\nwrite\nYork\n' >root/usr/share/dict/american-english
echo 'that writes this line has' >avoid
texts() {	# texts N [SEED]
	ROOT=$T/root AVOID=$T/avoid sh "$scripts/make-texts.sh" "$@"
}
texts 300 4 >made
same 'so many texts' 300 "$(grep -cE '^[ -_a-~]{1,60}$' made)"
same 'numbers, capitals and words among them' 3 "$(for p in '[0-9]{3}' '^[A-Z ]{8,}$' 'pencil'; do grep -qE "$p" made && echo 1; done | wc -l)"
same 'none of the lines to avoid' 0 "$(grep -ci 'that writes this line has' made)"
texts 300 4 >again
same_file 'the same seed makes the same texts' made again
texts 300 5 >other
fails 1 'another makes others' cmp made other
fails 2 'how many is a number' texts many
fails 2 'and is wanted' texts
fails 2 'languages are two' texts 3 1 latin

printf 'élève\ncrayon\népée\nforêt\nplume\n' >root/usr/share/dict/french
mkdir -p root/usr/share/doc/debian/FAQ
{
	printf '1.2. La plume\n\n   %s\n\n' 'La forêt cache une épée de la plume et le crayon de son élève.' \
	    'Le soir cache une forêt de la plume et le crayon de cet autre élève.' \
	    'Une épée cache un crayon de la plume et le soir de cet autre élève.'
	for i in 1 2 3 4 5 6 7 8 9; do
		printf '   Le matin %s, de sa plume, un élève écrit des lignes à la forêt, où dort le soir une épée.\n\n' "$i"
	done
	echo 'This line of the page is not in French, and so it is not taken for a text, as it should be.'
} | gzip >root/usr/share/doc/debian/FAQ/debian-faq.fr.txt.gz
french() {	# french N [SEED]
	ROOT=$T/root AVOID=${AVOID-$T/avoid $T/labels} sh "$scripts/make-texts.sh" "$1" "${2-1}" french
}
printf 'img/1.png\tde la plume et le\n' >labels
french 300 4 >made
same 'so many French texts' 300 "$(LC_ALL=C.UTF-8 grep -cE '^.{10,60}$' made)"
same 'accents, dates and words among them' 3 "$(for p in 'é|è|ê' '1[0-9]{3}' 'crayon'; do grep -qE "$p" made && echo 1; done | wc -l)"
same 'none of the labels to avoid' 0 "$(grep -ci 'de la plume et le' made)"
same 'which would be there' yes "$(AVOID='' french 300 4 | grep -qi 'de la plume et le' && echo yes)"
same 'nor what is English' 0 "$(grep -ciE 'this|taken' made)"
french 300 4 >again
same_file 'the same seed makes the same French texts' made again
rm -r root/usr/share/dict
says 'packages that are missing are named' 'missing packages: apt-get install wamerican ' texts 3
says 'by the language' 'missing packages: apt-get install wfrench ' french 3

if ! [ -x "$compose" ]; then
	skip 'lines are composed' 'no compose-lines (make compose)'
	finish
fi
for part in images-idx3 labels-idx1; do
	cp "$TESTDATA/tiny-$part-ubyte.gz" "tiny-$part-ubyte.gz"
done
# Two writers in turns of ten; the second has no 9 to write with: those are a third's.
index() {
	awk 'BEGIN {
		print "char\twriter\trel_h\tbase_xh"
		for (i = 0; i < 200; i++)
			printf "%d\t%s\t%s\t%s\n", i % 10, i % 20 < 10 ? "ann" : i % 10 == 9 ? "cy" : "bob", i % 3 ? "1.6" : "", i % 2 ? "0.02" : ""
	}'
}
index >tiny-index.tsv
printf '12 90\n2739\n1x1\n\n555 000 9\n' >texts
composes() {	# composes NAME ARGUMENT...
	name=$1
	shift
	"$compose" --least 9 -o "$name" "$@"
}
says 'a text with a character that nobody has is left out' "^compose-lines: texts: line 3: nobody has a glyph of 'x': left out$" \
    composes w --writers tiny texts
same 'an image for each row' '3 3' "$(grep -ac 'P5$' w.pgm) $(wc -l <w.tsv)"
same 'texts are as they were' '12 90,2739,555 000 9' "$(cut -f 3 w.tsv | paste -s -d , -)"
same 'rows are numbered, and of writers who have enough' 3 "$(grep -cE '^[0-2]	(ann|bob)	' w.tsv)"
ok 'the programs take them' sh -c 'hwr-normalize --style=line <w.pgm >seen'
composes again --writers tiny -q <texts
same_file 'the same seed, the same images' w.pgm again.pgm
same_file 'and rows' w.tsv again.tsv
composes other --writers tiny -q --seed 2 texts
fails 1 'another seed, others' cmp w.pgm other.pgm
gzip -c tiny-index.tsv >packed && rm tiny-index.tsv && mv packed tiny-index.tsv.gz
composes again --writers tiny -q texts
same_file 'a table that is packed is the same' w.pgm again.pgm
says 'so many of them are told' '^compose-lines: 3 of 5 texts$' composes p --pool tiny --share 1 texts
same 'hands of the pool are no two times the same' 'pool/0 pool/1 pool/2' "$(cut -f 2 p.tsv | paste -s -d ' ' -)"
composes both --writers tiny --pool tiny -q texts texts texts texts
same 'writers and the pool take turns' 'pool writer' "$(awk -F'\t' '{ print $2 ~ /^pool/ ? "pool" : "writer" }' both.tsv | sort -u | paste -s -d ' ' -)"
awk 'BEGIN { while (n++ < 60) printf "1234567890"; print "" }' >long
says 'long texts are left out' 'line 1: more than 200 characters: left out' composes l --writers tiny long

fails 2 'where to is wanted' "$compose" --writers tiny texts
fails 2 'and glyphs' "$compose" -o w texts
fails 2 'labels are the pool'\''s' composes w --writers tiny --labels x texts
fails 2 'shares are of one' composes w --writers tiny --share 2 texts
says 'somebody must have enough' 'tiny: nobody has glyphs of 11 characters' "$compose" --least 11 -o no --writers tiny texts
fails 1 'which is a failure' "$compose" --least 11 -o no --writers tiny texts
rm tiny-index.tsv.gz
says 'the table is wanted' '^compose-lines: tiny-index.tsv.gz: No such file' composes no --writers tiny texts
index | sed '3s/^1/2/' >tiny-index.tsv
says 'it is of these images' "row 3: '2', but the image is labelled '1'" composes no --writers tiny texts
index | head -n 100 >tiny-index.tsv
says 'of all' 'fewer rows than the 200 images' composes no --writers tiny texts
index | sed 's/rel_h/height/' >tiny-index.tsv
says 'columns are known by their names' "it has no column 'rel_h'" composes no --writers tiny texts
index | sed '2s/[^	]*$/high/' >tiny-index.tsv
says 'lengths are numbers' "row 2: 'high' is no length in x-heights" composes no --writers tiny texts
fails 1 'nothing is written then' test -e no.tsv
finish
