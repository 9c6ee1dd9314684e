#!/bin/sh
# make-texts.sh - texts for compose-lines on stdout, one a line: words in a row of texts
# of Debian packages, words and names, made addresses, numbers, dates, telephones,
# codes and formulas, some in capitals; the same packages give the same bytes.
#
# usage: scripts/models/compose/make-texts.sh N [SEED]
#
# ROOT  where the packages are unpacked, if they are not installed: see
#       scripts/language/make-english.sh
# AVOID a file of texts that the model will be measured with, a line each
#       (../shared/pages/sentences.txt, where it is): lines that share five words
#       in a row with one of them, or all its words, are left out
set -eu
LC_ALL=C
export LC_ALL
cd "$(dirname "$0")/../../.."
ROOT=${ROOT-}
AVOID=${AVOID-../shared/pages/sentences.txt}
case ${1-}:${2-1} in
:* | *: | *[!0-9:]*) echo 'usage: make-texts.sh N [SEED]' >&2; exit 2 ;;
esac
n=$1

missing=
while read -r package file; do
	[ -r "$ROOT$file" ] || missing="$missing $package"
done <<'END'
wamerican /usr/share/dict/american-english
fortunes-min /usr/share/games/fortunes/literature
fortunes /usr/share/games/fortunes/cookie
END
if [ -n "$missing" ]; then
	echo "make-texts.sh: missing packages: apt-get install$missing (or see ROOT in this script)" >&2
	exit 1
fi
[ -r "$AVOID" ] || AVOID=/dev/null

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
perl scripts/models/compose/texts.pl "$ROOT" "$work" "$((n + n / 20 + 20))" "${2-1}" >"$work/texts"
perl scripts/language/avoid.pl "$AVOID" "$work/texts" | awk -v n="$n" 'NR <= n' >"$work/kept"
if [ "$(wc -l <"$work/kept")" -lt "$n" ]; then
	echo "make-texts.sh: too many lines are like those of $AVOID" >&2
	exit 1
fi
cat "$work/kept"
