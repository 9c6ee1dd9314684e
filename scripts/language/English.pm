# English.pm - what the rules of english/*.txt leave to a program, and these rules.
package English;
use strict;
use warnings;
use Chance;
use Exporter 'import';
use File::Basename 'dirname';
use Grammar;
our @EXPORT = qw(english);

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

# english WORD... - the rules are there; names of all kinds are those of these words.
sub english {
	my @others = grep { /^[A-Z][a-z]{2,}$/ } @_;
	program(
		'other' => sub { one(@others) },
		'day-of-year' => \&day_of_year,
		'clock' => \&clock,
		'numbers' => sub { join ' ', map { number(1 + below(5)) } 0 .. 1 + below(4) },
		'mixture' => sub { join '', map { below(2) ? letters(1) : digits(1) } 1 .. 4 + below(6) },
		'row' => \&row,
	);
	my $folder = dirname(__FILE__);
	rules(glob "'$folder/english/*.txt'");
}

1;
