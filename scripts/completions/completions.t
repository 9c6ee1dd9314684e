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
	completed() {	# completed WORD... - what bash offers for the last of the words of a command line
		bash -c '. "$T/made/hwr.bash"
			compopt() { :; }
			COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
			_hwr
			echo "${COMPREPLY[*]}"' bash "$@"
	}
	same 'bash completes an option' '--version' "$(completed hwr-trim --vers)"
	for f in "$ROOT"/cmd/hwr-*.c; do
		name=$(basename "$f" .c)
		"$name" --options-as-tsv | awk -F '\t' '$4 != "-" {print $2, $4}' >rows
		while read -r option words; do
			got=$(cd made && completed "$name" --"$option" =)
			same "$name: --$option is one of its words, or a file" "$words" "${got%"${got#"$words"}"}"
		done <rows
	done
	same 'a word that is begun' 'majority mean' "$(completed hwr-eval --vote = m)"
	same 'the same without =' 'weighted' "$(completed hwr-predict --vote w)"
	touch alone.tsv
	same 'words or files, and not the word file' 'alone alone.tsv' "$(completed hwr-recognize --prior = al)$(completed hwr-recognize --prior = file)"
	same 'named architectures' 'lenet line' "$(completed hwr-train --arch l)"
	cat >hwr-recognize <<'END_OF_SCRIPT'
#!/bin/sh
printf '%s\t%s\t/x\n' letters 'glyphs, 94 classes' lines 'whole lines' english 'texts, a language model' - 'glyphs, hidden'
END_OF_SCRIPT
	chmod +x hwr-recognize
	touch english2.lm
	same 'models by name' 'letters lines' "$(PATH=$T:$PATH completed hwr-eval -m l)"
	same 'language models by name, and files' 'english english2.lm' "$(PATH=$T:$PATH completed hwr-predict --lm = e)"
	same 'one after another' 'english,english' "$(PATH=$T:$PATH completed hwr-predict --lm = english,e)"
else
	skip 'bash reads its file' 'no bash'
fi
if command -v zsh >/dev/null 2>&1; then
	ok 'zsh reads its file' zsh -n made/_hwr
else
	skip 'zsh reads its file' 'no zsh'
fi
finish
