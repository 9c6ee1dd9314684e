#!/bin/sh
# Pages, programs and their claims agree.
# shellcheck source=scripts/test/tap.sh
. "$(dirname "$0")/../test/tap.sh"

if command -v mandoc >/dev/null 2>&1; then
	sh "$ROOT/scripts/lint/lint-pages.sh" >said 2>&1
	same 'SYNOPSIS, --help, pages and claims agree' '' "$(cat said)"
	for page in "$ROOT"/man/*.[157]; do
		same "$(basename "$page") is clean mdoc" '' "$(mandoc -Tlint -Wwarning "$page" 2>/dev/null)"
	done
	if command -v groff >/dev/null 2>&1; then
		for page in "$ROOT"/man/*.[157]; do
			same "$(basename "$page") is clean troff" '' "$(groff -mandoc -ww -z -Tutf8 -Kutf8 "$page" 2>&1)"
		done
	else
		skip 'pages are clean troff' 'no groff'
	fi
else
	skip 'SYNOPSIS, --help, pages and claims agree' 'no mandoc'
fi
sed -n 's/^\.Xr \(hwr[a-z-]*\) \([157]\).*/\1.\2/p' "$ROOT"/man/*.[157] | sort -u >named
while IFS= read -r name; do
	ok "$name, which a page names, is there" test -f "$ROOT/man/$name"
done <named
finish
