#!/bin/sh
# make-completions.sh - write scripts/completions/hwr.bash and _hwr (zsh) from
# the --help of every program in ${HWR_BIN:-bin}: make-completions.sh [FOLDER]
set -eu
LC_ALL=C
export LC_ALL
cd "$(dirname "$0")/../.."
bin=${HWR_BIN:-bin}
out=${1:-scripts/completions}
names=$(for f in cmd/hwr-*.c; do basename "$f" .c; done | tr '\n' ' ' | sed 's/ $//')

# options NAME - a row an option: short, long, argument, choices, help; "-" for
# what there is not.  Choices are words the usage line has between bars.
options() {
	"$bin/$1" --help | perl -ne '
		$usage = $_ if $. == 1;
		next unless /^  (?:-(.), |    )--([a-z0-9-]+)(?:=(\S+))? +(.*)/;
		my ($short, $long, $arg, $help) = ($1 // "-", $2, $3 // "-", $4);
		my $choices = "-";
		if ($usage =~ /\[--$long=(\S+?)\]/ || $usage =~ /\[-$short (\S+?)\]/) {
			my @words = grep {/^[a-z0-9-]{2,}$/ && $_ ne "level"} split /[|]/, $1;
			$choices = "@words" if @words > 1;
		}
		print join("\t", $short, $long, $arg, $choices, $help), "\n";'
}

{
	cat <<'END'
# bash completion of the hwr programs; made by scripts/completions/make-completions.sh
_hwr() {
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}
	local name=${COMP_WORDS[0]##*/} words=
	COMPREPLY=()
	if [[ $cur == = ]]; then
		cur=
	elif [[ $prev == = ]]; then
		prev=${COMP_WORDS[COMP_CWORD-2]}
	fi
	case $name:$prev in
END
	for n in $names; do
		options "$n" | perl -F'\t' -lane '
			print "\t'"$n"':--$F[1]", $F[0] eq "-" ? "" : "|'"$n"':-$F[0]", ") words=\"$F[3]\" ;;" if $F[3] ne "-"'
	done
	cat <<'END'
	esac
	if [[ -n $words ]]; then
		# shellcheck disable=SC2207
		COMPREPLY=($(compgen -W "$words" -- "$cur"))
		return
	fi
	[[ $cur == -* ]] || return
	case $name in
END
	for n in $names; do
		printf '\t%s) words="%s" ;;\n' "$n" "$(options "$n" |
			perl -F'\t' -lane 'push @w, "--$F[1]" . ($F[2] eq "-" ? "" : "="); END {print "@w"}')"
	done
	cat <<'END'
	esac
	# shellcheck disable=SC2207
	COMPREPLY=($(compgen -W "$words" -- "$cur"))
	[[ ${COMPREPLY[0]-} != *= ]] || compopt -o nospace
}
END
	printf 'complete -o default -F _hwr %s\n' "$names"
} >"$out/hwr.bash"

{
	printf '#compdef %s\n' "$names"
	cat <<'END'
# zsh completion of the hwr programs; made by scripts/completions/make-completions.sh
case $service in
END
	for n in $names; do
		printf '%s)\n\t_arguments -s -S \\\n' "$n"
		options "$n" | perl -F'\t' -lane '
			my ($short, $long, $arg, $choices, $help) = @F;
			$help =~ s/([][:\\])/\\$1/g;
			$help =~ s/\x27/\x27\\\x27\x27/g;
			my $value = $arg eq "-" ? "" : ":" . lc($arg) . ":";
			$value .= $choices ne "-" ? "($choices)" : $arg =~ /^(FILE|PREFIX|PATH|LIST|DIR|MODEL|TRUTH)/ ? "_files" : "" if $value;
			my ($s, $l) = $value ? ("+", "=") : ("", "");
			my $forms = $short eq "-" ? "*--$long$l" : "*\x27{-$short$s,--$long$l}\x27";
			print "\t\t\x27$forms" . "[$help]$value\x27 \\";'
		printf '\t\t%s ;;\n' "'*:file:_files'"
	done
	echo 'esac'
} >"$out/_hwr"
