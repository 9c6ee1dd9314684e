#!/bin/sh
# make-font-lines.sh - lines of text in handwriting fonts, to train networks for lines with:
# PREFIX.pgm, an ink image for each line, and PREFIX.tsv with its number, the font and
# its text; hwr-train --lines PREFIX takes them.  Half of the texts are French, half
# English.  The same packages and fonts give the same bytes.
#
# usage: scripts/models/compose/make-font-lines.sh N SEED PREFIX
#
# FONTS where the fonts of fonts.txt are; those that are not there are fetched by
#       npm (build/fonts)
# ROOT, AVOID  see make-texts.sh
#
# Paths are relative to the project.  python3-pil and npm are wanted, and the packages
# that make-texts.sh names; "scripts/setup.sh train" installs them.
set -eu
LC_ALL=C
export LC_ALL
cd "$(dirname "$0")/../../.."
here=scripts/models/compose
FONTS=${FONTS:-${HWR_BUILD:-build}/fonts}
python=/usr/bin/python3		# which has Debian's packages
version=5.3.0			# of the fonts
case $#:${1-}:${2-}:${3-} in
*::* | *: | [!3]:*) bad=1 ;;
*)  case ${1-}${2-} in *[!0-9]*) bad=1 ;; *) bad=0 ;; esac ;;
esac
[ "$bad" -eq 0 ] || { echo 'usage: make-font-lines.sh N SEED PREFIX' >&2; exit 2; }
n=$1
seed=$2
prefix=$3

"$python" -c 'import PIL' 2>/dev/null ||
	{ echo 'make-font-lines.sh: missing packages: apt-get install python3-pil' >&2; exit 1; }
families=$(sed -E '/^#/d; s/ .*//' "$here/fonts.txt")
absent=
for family in $families; do
	[ -d "$FONTS/node_modules/@fontsource/$family/files" ] || absent="$absent @fontsource/$family@$version"
done
if [ -n "$absent" ]; then
	command -v npm >/dev/null 2>&1 ||
		{ echo "make-font-lines.sh: no npm to fetch fonts with, and not all are in $FONTS" >&2; exit 1; }
	mkdir -p "$FONTS"
	# shellcheck disable=SC2086	# words on purpose
	npm install --prefix "$FONTS" --ignore-scripts --no-audit --no-fund --loglevel=error $absent >&2
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
sh "$here/make-texts.sh" "$((n - n / 2))" "$seed" french >"$work/french"
sh "$here/make-texts.sh" "$((n + 40))" "$seed" english >"$work/all"	# of which a quarter is too short
awk -v n="$((n / 2))" 'length >= 10 && n-- > 0' "$work/all" >"$work/english"
# shellcheck disable=SC2086
paste -d '\n' "$work/french" "$work/english" | sed '/^$/d' |
	"$python" "$here/fonts.py" "$FONTS" "$prefix" "$seed" $families
