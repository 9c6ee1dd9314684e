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

french="$ROOT/scripts/models/compose/french.txt $language/french/notes.txt"
for rule in address bill date dated figures greeting hour note persons; do
	# shellcheck disable=SC2086	# words on purpose
	ok "french: $rule" perl -I"$language" -MChance -MGrammar -e '
		my $rule = shift;
		program(word => sub { "mot" });
		rules(@ARGV);
		seed("a");
		expand($rule) =~ /[<>]/ and exit 1 for 1 .. 500' $rule $french
done
perl -e 'my @texts = ("header", "\xc3\xa9t\xc3\xa9", "deux\0pluriel");
	my $at = 28 + 16 * @texts;
	my ($table, $all) = ("", "");
	for (@texts) {$table .= pack "V2", length, $at + length $all; $all .= "$_\0"}
	print pack("V7", 0x950412de, 0, scalar @texts, 28, 28 + 8 * @texts, 0, 0), $table, $table, $all' >small.mo
same 'translations of a catalogue' 'été,deux pluriel' "$(perl -I"$language" -MSources -e 'root("."); print join ",", messages("/small.mo")' | tr '\0' ' ')"
same 'text in other letters is text where they are named' 'été,' "$(perl -I"$language" -MCorpus -e '
	binmode STDOUT, ":utf8";
	my $text = "\xc3\xa9t\xc3\xa9";
	my $never = plain("hey $text");
	letters_beyond("\xe9");
	print plain($text) // "", ",", $never // ""')"

printf 'one two three four five six\nhey you\n' >texts.txt
same 'five words in a row are avoided, and all words' 'one two three four
hey you there' "$(printf '%s\n' 'One, two three: four FIVE' 'one two three four' 'hey YOU!' 'hey you there' |
	perl "$language/avoid.pl" texts.txt)"
printf "L'été où l'âne dort\n" >texts.txt
same 'letters with accents are letters' 'l ete ou l ane dort' \
	"$(printf '%s\n' "Dit-il: L'ÉTÉ où l'âne" 'l ete ou l ane dort' | perl "$language/avoid.pl" texts.txt)"

if [ -f "$ROOT/models/french.lm" ]; then
	same 'french.lm expects French' 'où est le château de la forêt' "$(printf '%s\n' \
		'ou esl le chafeau de la foret' 'où est le château de la forêt' 'where is the castle of the forest' |
		hwr-lm -l "$ROOT/models/french.lm" --query | sort -n | tail -n 1 | cut -f 3)"
else
	skip 'french.lm expects French' 'no models/french.lm'
fi
finish
