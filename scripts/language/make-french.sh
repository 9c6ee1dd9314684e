#!/bin/sh
# make-french.sh - make models/french.lm from texts of Debian packages and from
# lines that make-french.pl makes up; the same packages give the same bytes.
#
# usage: scripts/language/make-french.sh
#
# ROOT, WORK, OUT  see scripts/language/make-model.sh
# AVOID            the texts of ../shared/real/copiste_lines, where they are
set -eu
LC_ALL=C
export LC_ALL
cd "$(dirname "$0")/../.."
ROOT=${ROOT-}
WORK=${WORK:-build/french}
OUT=${OUT:-models}
# shellcheck source=scripts/language/make-model.sh
. scripts/language/make-model.sh

mkdir -p "$WORK"
list=$WORK/packages
share=/usr/share/games/wesnoth/1.16/locale/fr/LC_MESSAGES
for campaign in did dm dw ei httt l low nr sof sota sotbe thot trow tsg ttb utbs; do
	catalogue=$campaign
	[ $campaign != ttb ] || catalogue=tb
	echo "wesnoth-1.16-$campaign $share/wesnoth-$catalogue.mo"
done >"$list"
cat >>"$list" <<'END'
wesnoth-1.16-data /usr/share/games/wesnoth/1.16/locale/fr/LC_MESSAGES/wesnoth-units.mo
freeciv-data /usr/share/locale/fr/LC_MESSAGES/freeciv-nations.mo
gnome-user-docs /usr/share/help/fr/gnome-help/a11y-bouncekeys.page
iso-codes /usr/share/locale/fr/LC_MESSAGES/iso_3166-2.mo
python3-fake-factory /usr/lib/python3/dist-packages/faker/providers/person/fr_FR/__init__.py
wfrench /usr/share/dict/french
END
need_packages <"$list"
if [ -z "${AVOID+set}" ]; then
	AVOID=$WORK/avoid.txt
	cut -f 2 ../shared/real/copiste_lines/labels.tsv >"$AVOID" 2>/dev/null || rm -f "$AVOID"
fi
make_lines french
make_model french 1500000 --order=6 --prune=1 \
	--note='French: Wesnoth, Freeciv, GNOME help, ISO codes, Faker, wfrench, made notes and figures; make-french.sh'
