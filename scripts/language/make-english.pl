# make-english.pl - the text that models/english.lm learns: make-english.pl ROOT FOLDER
#
# Reads what Debian packages put under ROOT (make-english.sh says which) and what
# the rules of english/*.txt make, and writes to FOLDER, a line a text:
# SOURCE.train and SOURCE.held for every source.  The same packages give the same
# bytes.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Chance;
use Corpus;
use Grammar;
use Sources;

my @others;		# names of all kinds in the word list
my %said;		# how often a note was

# day_of_year - the words that the rule date is made of.
sub day_of_year {
	my ($d, $m, $y) = (1 + below(31), below(12), expand('year'));
	my ($month, $day) = (form('month', $m), expand('day'));
	$month = substr $month, 0, 3 if below(3) == 0;
	$day = substr $day, 0, 3 if below(3) == 0;
	my $th = $d =~ /1[123]$/ ? 'th' : $d =~ /1$/ ? 'st' : $d =~ /2$/ ? 'nd' : $d =~ /3$/ ? 'rd' : 'th';
	return sprintf '%d %02d %s %d %02d %s %s %s %s', $d, $d, $th, $m + 1, $m + 1, $month, $y, substr($y, 2), $day;
}

# clock - hours, the same with two digits and of twelve, and minutes.
sub clock {
	my ($h, $m) = (below(24), below(60));
	return sprintf '%d %02d %d %02d', $h, $h, $h % 12 || 12, $m;
}

# row - the alphabet, or the figures, or a part of them, in groups.
sub row {
	my @all = one(below(2), 1) ? (one(below(2), 1) ? 'a' .. 'z' : 'A' .. 'Z') : one(0, 1) ? 0 .. 9 : (1 .. 9, 0);
	my $from = below(2) ? 0 : below($#all);
	my $to = below(2) ? $#all : $from + below(@all - $from);
	my $group = one(1, 100, 100, 3 + below(5));
	my $text = '';
	for my $i ($from .. $to) {
		$text .= ' ' if $text ne '' && $group < 100 && ($group == 1 || below($group) == 0);
		$text .= $all[$i];
	}
	return $text;
}

# line_of_note - a note as a line, none more than eight times.
sub line_of_note {
	my $text = ucfirst expand('note');
	$text .= '.' if $text =~ /[a-z] [a-z]+$/ && below(3) == 0;
	return $said{$text}++ < 8 ? $text : line_of_note();
}

# made SOURCE N NAME... - N lines by these rules, one as often as the other.
sub made {
	my ($source, $n, @names) = @_;
	start($source);
	piece(expand(one(@names))) for 1 .. $n;
}

my ($root, $folder) = @ARGV;
die "usage: make-english.pl ROOT FOLDER\n" unless @ARGV == 2;
root($root);
folder($folder);
wordnet();
fortunes();
novels();
words();

@others = grep { /^[A-Z][a-z]{2,}$/ } dictionary();
program(
	'other' => sub { one(@others) },
	'day-of-year' => \&day_of_year,
	'clock' => \&clock,
	'numbers' => sub { join ' ', map { number(1 + below(5)) } 0 .. 1 + below(4) },
	'mixture' => sub { join '', map { below(2) ? letters(1) : digits(1) } 1 .. 4 + below(6) },
	'row' => \&row,
	'line-of-note' => \&line_of_note,
);
rules(glob "'$FindBin::Bin/english/*.txt'");
made('names', 20000, 'name');
made('notes', 20000, 'line-of-note');
made('figures', 42000, 'date', 'date', 'hour', 'figures', 'figures', 'figures', 'price', 'phone', 'reckoning');
made('places', 10000, 'address', 'address', 'address', 'address', 'mail');
made('codes', 20000, 'code');
made('marks', 8000, 'formula', 'aside');
made('rows', 700, 'row');
