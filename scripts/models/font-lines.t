#!/bin/sh
# Lines of text are set in handwriting fonts; here in one of Debian's, for want of them.
# shellcheck source=scripts/test/tap.sh
. "$(dirname "$0")/../test/tap.sh"

here=$ROOT/scripts/models/compose
font=/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf
# shellcheck disable=SC2317	# claims call it
make_lines() {	# make_lines ARGUMENT...
	ROOT=$T/root AVOID=$T/avoid FONTS=$T/fonts sh "$here/make-font-lines.sh" "$@"
}
for arguments in '' '9 1' 'many 1 x' '9 1 x y' '9  x'; do
	# shellcheck disable=SC2086	# words on purpose
	fails 2 "so many, a seed and a name are wanted: $arguments" make_lines $arguments
done
if ! /usr/bin/python3 -c 'import PIL.features as f, sys; sys.exit(not f.check("raqm"))' 2>/dev/null || ! [ -r "$font" ]; then
	skip 'texts are set' 'no python3-pil (setup.sh train) or no fonts-dejavu-core'
	finish
fi

# Texts that are short, in a folder in which packages would be unpacked.
mkdir -p root/usr/share/games/fortunes root/usr/share/dict root/usr/share/doc/debian/FAQ
sed -n '/for my $file (qw(/,/)) {/p' "$ROOT/scripts/language/Sources.pm" | grep -oE '[a-z-]+' | while read -r file; do
	printf 'The hand that writes this line has another day to write the next line of it.\n%%\nNothing more.\n' \
	    >"root/usr/share/games/fortunes/$file"
done
printf 'pencil\npaper\nOxford\nwrite\nYork\n' >root/usr/share/dict/american-english
printf 'élève\ncrayon\népée\nforêt\nplume\n' >root/usr/share/dict/french
for i in 1 2 3 4; do
	printf '%d. La plume\n\n   La forêt cache une épée de la plume et le crayon de son élève du matin au soir.\n\n' "$i"
done | gzip >root/usr/share/doc/debian/FAQ/debian-faq.fr.txt.gz
: >avoid

# An npm that lays that font for each family it is asked for, and says what it was asked.
mkdir fake
{
	echo '#!/bin/sh'
	echo 'for p; do case $p in @*) p=${p#*/}; p=${p%@*}; d=$3/node_modules/@fontsource/$p/files; mkdir -p "$d"'
	echo "	ln -s $font \"\$d/\$p-latin-400-normal.woff\"; echo \"\$p\" >>'$T/asked' ;; esac; done"
} >fake/npm
chmod +x fake/npm
PATH=$T/fake:$PATH
ok 'fonts are fetched, texts set' make_lines 20 3 "$T/lines"
same 'all families' "$(sed '/^#/d; s/ .*//' "$here/fonts.txt")" "$(cat asked)"
same 'an image for each row' '20 20' "$(grep -ac 'P5$' lines.pgm) $(wc -l <lines.tsv)"
same 'rows are numbered' "$(seq 0 19)" "$(cut -f 1 lines.tsv)"
same 'writers are families' '' "$(cut -f 2 lines.tsv | grep -vxF -f asked)"
same 'a text has 10 characters or more' 20 "$(cut -f 3 lines.tsv | LC_ALL=C.UTF-8 grep -cE '^.{10,60}$')"
same 'half are French' 'yes' "$(cut -f 3 lines.tsv | awk 'NR % 2' | grep -qE 'é|ê' && echo yes)"
ok 'the programs take them' sh -c 'hwr-normalize --style=line <lines.pgm >seen'
mv asked before
ok 'again' make_lines 20 3 "$T/again"
fails 1 'nothing is fetched then' test -e asked
same_file 'the same seed, the same images' lines.pgm again.pgm
same_file 'and rows' lines.tsv again.tsv
ok 'another' make_lines 20 4 "$T/other"
fails 1 'others' cmp -s lines.pgm other.pgm

# shellcheck disable=SC2317
set_in() {	# set_in NAME FAMILY... - the texts on stdin
	name=$1
	shift
	/usr/bin/python3 "$here/fonts.py" "$T/fonts" "$name" 1 "$@"
}
printf 'un été\n漢字\nà la fin\n' >texts
says 'a text that no font has the characters of is left out' "^fonts.py: no font for '漢字': left out$" \
    sh -c "/usr/bin/python3 '$here/fonts.py' fonts some 1 caveat <texts"
same 'with it, its number' '0	caveat	un été,1	caveat	à la fin' "$(paste -s -d , some.tsv)"
set_in x caveat <<'END'
x
END
same 'x is as high as in words of UNIPEN' yes "$(sed -n 2p x.pgm | awk '{ print ($2 >= 19 && $2 <= 31) ? "yes" : $2 }')"
fails 1 'families must be there' set_in no nobodys
fails 1 'or nothing is written' test -e no.tsv
rm -r root/usr/share/dict
says 'packages that are missing are named' 'missing packages: apt-get install wfrench ' make_lines 20 3 "$T/no"
finish
