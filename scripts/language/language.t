#!/bin/sh
# The rules that make texts, and what is kept out of them.
# shellcheck source=scripts/test/tap.sh
. "$(dirname "$0")/../test/tap.sh"

language=$ROOT/scripts/language
texts() {	# texts SEED RULE N FILE... - N texts of a rule
	perl -I"$language" -MChance -MGrammar -e '
		my ($seed, $rule, $n) = splice @ARGV, 0, 3;
		program(map { my $name = $_; $name => sub { "1 1 1 1 1 1 1 1 1" } } qw(other day-of-year clock numbers mixture row));
		rules(@ARGV);
		seed($seed);
		print expand($rule), "\n" for 1 .. $n' "$@"
}
rules() {	# the lines of stdin as a file of rules
	cat >rules.txt
}

rules <<'END_OF_RULES'
# a comment
phrase:
	let open close = ( )
	let n = <n3>
	<open><n><close><n> <uc word> <az name> <#4> <A2> <08..09> \<a\\b> <quoted>
word:
	| on off
name:
	O'Neil
quoted:
	" "
END_OF_RULES
texts a phrase 50 rules.txt >made
same 'what a form can hold' 50 \
	"$(grep -cE '^\([1-9][0-9]{2}\)[1-9][0-9]{2} (ON|OFF) oneil [0-9]{4} [A-Z]{2} 0[89] <a\\b>  $' made)"
ok 'a value is the same wherever it stands' perl -ne '/^\((\d+)\)(\d+) / && $1 eq $2 or exit 1' made
same 'every form is taken' 'OFF ON' "$(cut -d ' ' -f 2 made | sort -u | paste -s -d ' ' -)"
texts a phrase 50 rules.txt >again
same_file 'the same seed makes the same texts' made again
texts b phrase 50 rules.txt >other
fails 1 'another makes others' cmp made other
printf 'a:\n\t<b>\n' | rules
says 'a rule that is missing is named' '^no rule b$' texts a a 1 rules.txt
printf 'a:\n\tx\nnonsense\n' | rules
says 'and a line that is none' '^rules.txt: line 3: no rule: nonsense$' texts a a 1 rules.txt
printf 'a:\n\tx\na:\n\ty\n' | rules
says 'and a rule that is there twice' '^rules.txt: line 3: a is there already$' texts a a 1 rules.txt

for rule in name note date hour figures price phone reckoning address mail code formula aside; do
	ok "english: $rule" texts a $rule 500 "$language"/english/*.txt
done

printf 'one two three four five six\nhey you\n' >texts.txt
same 'five words in a row are avoided, and all words' 'one two three four
hey you there' "$(printf '%s\n' 'One, two three: four FIVE' 'one two three four' 'hey YOU!' 'hey you there' |
	perl "$language/avoid.pl" texts.txt)"
finish
