#!/bin/sh
# make-texts.sh - texts for lines on stdout, one a line: words in a row of texts
# of Debian packages, words and names, made addresses, numbers, dates, telephones,
# codes and formulas, some in capitals; the same packages give the same bytes.
#
# usage: scripts/models/compose/make-texts.sh N [SEED [english|french]]
#
# ROOT  where the packages are unpacked, if they are not installed: see
#       scripts/language/make-model.sh
# AVOID files, with blanks between them, of texts that the model will be measured with,
#       a line each, alone or behind the name of a picture and a tab (those of
#       ../shared, where they are): lines that share five words in a row with one
#       of them, or all its words, are left out
set -eu
LC_ALL=C
export LC_ALL
cd "$(dirname "$0")/../../.."
ROOT=${ROOT-}
AVOID=${AVOID-../shared/pages/sentences.txt ../shared/real/copiste_lines/labels.tsv}
language=${3-english}
case $language in
english) program=texts.pl ;;
french)  program=texts-french.pl ;;
*)       program= ;;
esac
case $program:${1-}:${2-1} in
:* | *::* | *: | *.pl:*[!0-9:]*) echo 'usage: make-texts.sh N [SEED [english|french]]' >&2; exit 2 ;;
esac
n=$1

missing=
while read -r of package file; do
	[ "$of" != "$language" ] || [ -r "$ROOT$file" ] || missing="$missing $package"
done <<'END'
english wamerican /usr/share/dict/american-english
english fortunes-min /usr/share/games/fortunes/literature
english fortunes /usr/share/games/fortunes/cookie
french wfrench /usr/share/dict/french
french debian-faq-fr /usr/share/doc/debian/FAQ/debian-faq.fr.txt.gz
END
if [ -n "$missing" ]; then
	echo "make-texts.sh: missing packages: apt-get install$missing (or see ROOT in this script)" >&2
	exit 1
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
for file in $AVOID; do
	[ ! -r "$file" ] || sed 's/^[^	]*	//' "$file"
done >"$work/avoid"
perl "scripts/models/compose/$program" "$ROOT" "$work" "$((n + n / 20 + 20))" "${2-1}" >"$work/texts"
perl scripts/language/avoid.pl "$work/avoid" "$work/texts" | awk -v n="$n" 'NR <= n' >"$work/kept"
if [ "$(wc -l <"$work/kept")" -lt "$n" ]; then
	echo "make-texts.sh: too many lines are like those of $AVOID" >&2
	exit 1
fi
cat "$work/kept"
