#!/bin/sh
# Every example of every man page runs: the lines that begin with "$ ", from the
# project root.  One that needs what is not here (../shared, a model, a program of
# another package) is skipped.
# shellcheck source=scripts/test/tap.sh
. "$(dirname "$0")/tap.sh"

# Lines of a page that begin with "$ ", without it; a line that ends with a
# backslash goes on in the next.
examples() {
	mandoc -Tascii -O width=1000 "$1" | col -bx | awk '
		more {sub(/^ */, ""); line = line " " $0}
		!more && /^ *\$ / {sub(/^ *\$ /, ""); line = $0; more = 1}
		more && line ~ /\\$/ {sub(/\\$/, "", line); next}
		more {print line; more = 0}'
}
# why LINE - what it needs that is not here, if anything
why() {
	case $1 in
	*../shared*) [ -d ../shared ] || { echo 'no ../shared'; return; } ;;
	esac
	case $1 in
	*hwr-predict*|*hwr-recognize*|*hwr-eval*|*models/*|*'make demo'*)
		for m in letters digits lines; do
			case $1 in
			*models/$m*) ;;
			*models/*) continue ;;
			*) [ "$m" = letters ] || continue ;;
			esac
			[ -f "models/$m.hwr" ] || { echo "no models/$m.hwr"; return; }
		done ;;
	esac
}
shell='sh -c'
bash -o pipefail -c : 2>/dev/null && shell='bash -o pipefail -c'

if ! command -v mandoc >/dev/null 2>&1; then
	skip 'examples of the man pages' 'no mandoc'
	finish
fi
for page in "$ROOT"/man/*.[157]; do
	examples "$page" >"$T/examples.$$"
	if grep -q -x -e '.Sh EXAMPLES' "$page"; then
		ok "$(basename "$page") has examples" test -s "$T/examples.$$"
	fi
	cd "$ROOT" || exit 1
	while IFS= read -r line; do
		name="$(basename "$page"): $line"
		reason=$(why "$line")
		if [ -n "$reason" ]; then
			skip "$name" "$reason"
			continue
		fi
		# shellcheck disable=SC2086	# words on purpose
		tap_run $shell "$line" </dev/null
		case $tap_got in
		0|141) tap_say 0 "$name" ;;	# 141: head(1) had enough
		127)   skip "$name" "$(grep -m 1 'not found' "$TAP/err" || echo 'a program is missing')" ;;
		*)     echo "exit status $tap_got" >>"$TAP/err"
		       tap_say "$tap_got" "$name" ;;
		esac
	done <"$T/examples.$$"
	rm -f "$T/examples.$$"
done
finish
