#!/bin/sh
# Every example of every man page runs: the lines that begin with "$ ", from the
# project root.  One that needs what is not here (../shared, a model, netpbm) is
# skipped; any other program that is not found is a fault.
# shellcheck source=scripts/test/tap.sh
. "$(dirname "$0")/tap.sh"

# examples PAGE [WIDTH] - its lines that begin with "$ ", without it; a line that
# ends with a backslash goes on in the next.
examples() {
	mandoc -Tascii -O width="${2-1000}" "$1" | col -bx | awk '
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

# example LINE - run it: what the shell said in $TAP/err, in $tap_got its status, which
# is 0 for 141, when head(1) had enough, and 127 for a program that is not found, also
# in the middle of a pipe; the program in $missing
example() {
	# shellcheck disable=SC2086	# words on purpose
	tap_run $shell "$1" </dev/null
	missing=$(sed -n -E 's/^.*: ([^ :]+): (command )?not found$/\1/p' "$TAP/err")
	[ "$tap_got" -ne 141 ] || tap_got=0
	[ -z "$missing" ] || tap_got=127
}

example 'true | hwr-nothing | cat'
same 'a program that is not found is noticed' '127 hwr-nothing' "$tap_got $missing"

if ! command -v mandoc >/dev/null 2>&1; then
	skip 'examples of the man pages' 'no mandoc'
	finish
fi
for page in "$ROOT"/man/*.[157]; do
	examples "$page" >"$T/examples.$$"
	if grep -q -x -e '.Sh EXAMPLES' "$page"; then
		ok "$(basename "$page") has examples" test -s "$T/examples.$$"
	fi
	same "$(basename "$page"): they can be copied from 80 columns" "$(cat "$T/examples.$$")" "$(examples "$page" 78)"
	same "$(basename "$page"):     none is wider" '' "$(mandoc -Tascii -O width=78 "$page" | col -bx |
		awk '{more = /\\$/; if ((on || /^ *\$ /) && length > 80) print; on = (on || /^ *\$ /) && more}')"
	cd "$ROOT" || exit 1
	while IFS= read -r line; do
		name="$(basename "$page"): $line"
		reason=$(why "$line")
		if [ -n "$reason" ]; then
			skip "$name" "$reason"
			continue
		fi
		example "$line"
		case $tap_got:$missing in
		127:pnm*|127:pam*|127:pgm*|127:ppm*|127:*topnm) skip "$name" "no $missing" ;;
		*)	[ "$tap_got" -eq 0 ] || echo "exit status $tap_got" >>"$TAP/err"
			tap_say "$tap_got" "$name" ;;
		esac
	done <"$T/examples.$$"
	rm -f "$T/examples.$$"
done
finish
