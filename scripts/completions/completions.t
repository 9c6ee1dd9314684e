#!/bin/sh
# The completion files say what the programs' --help says.
# shellcheck source=scripts/test/tap.sh
. "$(dirname "$0")/../test/tap.sh"

mkdir made
ok 'completions are made' sh "$ROOT/scripts/completions/make-completions.sh" "$T/made"
same_file 'bash: scripts/completions/hwr.bash is up to date (sh scripts/completions/make-completions.sh)' "$ROOT/scripts/completions/hwr.bash" made/hwr.bash
same_file 'zsh: scripts/completions/_hwr is up to date (sh scripts/completions/make-completions.sh)' "$ROOT/scripts/completions/_hwr" made/_hwr
for f in "$ROOT"/cmd/hwr-*.c; do
	name=$(basename "$f" .c)
	missing=
	for option in $("$name" --help | grep -oE -e '^  (-.,|   ) --[a-z0-9-]+' | grep -oE -e '--.*'); do
		grep "$name) words=" made/hwr.bash | grep -q -e "${option}[=\" ]" || missing="$missing $option"
		grep -q -e "${option}[=[}]" made/_hwr || missing="$missing $option"
	done
	same "$name: every long option is completed" '' "$missing"
done
if command -v bash >/dev/null 2>&1; then
	ok 'bash reads its file' bash -n made/hwr.bash
	same 'bash completes an option' '--version' "$(bash -c '. made/hwr.bash
		compopt() { :; }
		COMP_WORDS=(hwr-trim --vers); COMP_CWORD=1; _hwr; echo "${COMPREPLY[*]}"')"
else
	skip 'bash reads its file' 'no bash'
fi
if command -v zsh >/dev/null 2>&1; then
	ok 'zsh reads its file' zsh -n made/_hwr
else
	skip 'zsh reads its file' 'no zsh'
fi
finish
