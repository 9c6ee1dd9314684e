#!/bin/sh
# make-completions.sh - write scripts/completions/hwr.bash and _hwr (zsh) from
# the tables of options of every program in ${HWR_BIN:-bin}: make-completions.sh [FOLDER]
#
# Of an option's value they offer its words, files where its argument is called
# one, and where it is a model, the names of those that are found.
set -eu
LC_ALL=C
export LC_ALL
cd "$(dirname "$0")/../.."
bin=${HWR_BIN:-bin}
out=${1:-scripts/completions}
names=$(for f in cmd/hwr-*.c; do basename "$f" .c; done | tr '\n' ' ' | sed 's/ $//')
archs=$("$bin/hwr-train" --list-arch | cut -f 1 | tr '\n' ' ' | sed 's/ $//')

# options NAME - a row an option: short, long, argument, words, kind, help; "-" for
# what there is not.  The kind is of what else the value may be: file, folder,
# model (a network), lms (language models, apart by commas).
options() {
	"$bin/$1" --options-as-tsv | archs=$archs perl -F'\t' -lane '
		my ($short, $long, $arg, $words, $help) = @F;
		$words = $ENV{archs} if $long eq "arch";
		my $kind = $long =~ /^(model|init|teacher)$/ ? "model" : $long eq "lm" ? "lms" : $arg eq "DIR" ? "folder"
			: $arg =~ /^(FILE|PREFIX|PATH|TRUTH)$/ ? "file" : "-";
		print join "\t", $short, $long, $arg, $words, $kind, $help;'
}

{
	cat <<'END_OF_TEXT'
# bash completion of the hwr programs; made by scripts/completions/make-completions.sh

# _hwr_models KIND - names of models that are found: model or lms.
_hwr_models() {
	hwr-recognize --list-models 2>/dev/null | awk -F '\t' -v lms="$1" '
		$1 != "-" && (lms == "lms") == ($2 ~ /language model/) {print $1}'
}

_hwr() {
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}
	local name=${COMP_WORDS[0]##*/} words='' kind='' before=''
	COMPREPLY=()
	if [[ $cur == = ]]; then
		cur=
	elif [[ $prev == = ]]; then
		prev=${COMP_WORDS[COMP_CWORD-2]}
	fi
	case $name:$prev in
END_OF_TEXT
	for n in $names; do
		options "$n" | perl -F'\t' -lane '
			my ($short, $long, $arg, $words, $kind) = @F;
			next if $words eq "-" && $kind =~ /^(-|file)$/;	# files are the default
			$words = "" if $words eq "-";
			$kind = $kind eq "-" ? "" : " kind=$kind";
			print "\t'"$n"':--$long", $short eq "-" ? "" : "|'"$n"':-$short", ") words=\"$words\"$kind ;;"'
	done
	cat <<'END_OF_TEXT'
	esac
	if [[ -n $words || -n $kind ]]; then
		if [[ $kind == lms && $cur == *,* ]]; then
			before=${cur%,*},
			words=
		fi
		# shellcheck disable=SC2207
		case $kind in
		model|lms) COMPREPLY=($(compgen -P "$before" -W "$words $(_hwr_models "$kind")" -- "${cur#"$before"}") $(compgen -f -- "$cur")) ;;
		folder)    COMPREPLY=($(compgen -W "$words" -- "$cur") $(compgen -d -- "$cur")) ;;
		file)      COMPREPLY=($(compgen -W "$words" -- "$cur") $(compgen -f -- "$cur")) ;;
		*)         COMPREPLY=($(compgen -W "$words" -- "$cur")) ;;
		esac
		return
	fi
	[[ $cur == -* ]] || return
	case $name in
END_OF_TEXT
	for n in $names; do
		printf '\t%s) words="%s" ;;\n' "$n" "$(options "$n" |
			perl -F'\t' -lane 'push @w, "--$F[1]" . ($F[2] eq "-" ? "" : "="); END {print "@w"}')"
	done
	cat <<'END_OF_TEXT'
	esac
	# shellcheck disable=SC2207
	COMPREPLY=($(compgen -W "$words" -- "$cur"))
	[[ ${COMPREPLY[0]-} != *= ]] || compopt -o nospace
}
END_OF_TEXT
	printf 'complete -o default -F _hwr %s\n' "$names"
} >"$out/hwr.bash"

{
	printf '#compdef %s\n' "$names"
	cat <<'END_OF_TEXT'
# zsh completion of the hwr programs; made by scripts/completions/make-completions.sh

# _hwr_or_files WORD... - one of these, or a file
_hwr_or_files() {
	_alternative "words:word:($*)" 'files:file:_files'
}
# names of models that are found, and files: of networks, of language models, apart by commas
_hwr_model() {
	_alternative "models:model:($(hwr-recognize --list-models 2>/dev/null | awk -F '\t' '$1 != "-" && $2 !~ /language model/ {print $1}'))" 'files:file:_files'
}
_hwr_lms() {
	_alternative "models:language model:_sequence compadd - none $(hwr-recognize --list-models 2>/dev/null |
		awk -F '\t' '$1 != "-" && $2 ~ /language model/ {print $1}' | tr '\n' ' ')" 'files:file:_files'
}
case $service in
END_OF_TEXT
	for n in $names; do
		printf '%s)\n\t_arguments -s -S \\\n' "$n"
		options "$n" | perl -F'\t' -lane '
			my ($short, $long, $arg, $words, $kind, $help) = @F;
			my %what = (file => "_files", folder => "_files -/", model => "_hwr_model", lms => "_hwr_lms", "-" => "");
			$help =~ s/([][:\\])/\\$1/g;
			$help =~ s/\x27/\x27\\\x27\x27/g;
			my $value = $arg eq "-" ? "" : ":" . lc($arg) . ":" . ($words eq "-" || $kind eq "lms" ? $what{$kind}
				: $kind eq "-" ? "($words)" : "_hwr_or_files $words");
			my ($s, $l) = $value ? ("+", "=") : ("", "");
			my $forms = $short eq "-" ? "*--$long$l" : "*\x27{-$short$s,--$long$l}\x27";
			print "\t\t\x27$forms" . "[$help]$value\x27 \\";'
		printf '\t\t%s ;;\n' "'*:file:_files'"
	done
	echo 'esac'
} >"$out/_hwr"
