#!/bin/sh
# lint-pages.sh - programs, pages and claims agree: every cmd/hwr-NAME.c has a
# cmd/hwr-NAME.t and a man/hwr-NAME.1; SYNOPSIS says what --help says; every
# long option is in its page.  Programs are taken from ${HWR_BIN:-bin}.
set -u
LC_ALL=C
export LC_ALL
cd "$(dirname "$0")/../.." || exit 1
bin=${HWR_BIN:-bin}
bad=0

complain() {
	echo "$*"
	bad=1
}
squeeze() {
	tr -s ' \t\n' ' ' | sed 's/^ //; s/ $//'
}
# section FILE NAME - the text of a page's section, plain
section() {
	mandoc -Tascii -O width=1000 "$1" | col -bx |
		awk -v name="$2" '/^[A-Z]/ {on = $0 == name; next} on'
}

if ! command -v mandoc >/dev/null 2>&1; then
	echo 'lint-pages.sh: no mandoc: pages are not compared' >&2
fi
for source in cmd/hwr-*.c; do
	[ -e "$source" ] || continue
	name=$(basename "$source" .c)
	page=man/$name.1
	[ -x "cmd/$name.t" ] || complain "$source: no executable cmd/$name.t"
	[ -f "$page" ] || { complain "$source: no $page"; continue; }
	if ! help=$("$bin/$name" --help); then
		complain "$name: --help fails"
		continue
	fi
	command -v mandoc >/dev/null 2>&1 || continue
	usage=$(printf '%s\n' "$help" | awk -v name="$name:" '$1 == name {exit} {print}' |
		sed '1s/^usage: //' | squeeze)
	synopsis=$(section "$page" SYNOPSIS | squeeze)
	[ "$usage" = "$synopsis" ] ||
		complain "$page: SYNOPSIS and --help differ:
	page   $synopsis
	--help $usage"
	text=$(mandoc -Tascii -O width=1000 "$page" | col -bx)
	for option in $(printf '%s\n' "$help" | sed -n 's/^  [- ][^ ]* *\(--[a-z0-9-]*\).*/\1/p'); do
		printf '%s\n' "$text" | grep -q -e "$option\b" ||
			complain "$page: does not tell $option"
	done
	for section in NAME SYNOPSIS DESCRIPTION 'EXIT STATUS' EXAMPLES 'SEE ALSO'; do
		grep -q -x -e ".Sh $section" "$page" || complain "$page: no section $section"
	done
done
exit "$bad"
