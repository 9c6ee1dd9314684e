# texts.pl - texts for compose-lines, one a line: texts.pl ROOT FOLDER N SEED
#
# Reads what Debian packages put under ROOT (make-texts.sh says which); FOLDER gets
# what is taken from them.  The same packages, N and SEED give the same bytes.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/../../language";
use Chance;
use Corpus;
use English;
use Grammar;
use Sources;

my $most = 60;		# characters of a line
my $capitals = 18;	# per cent of lines that are in capitals
my $titles = 8;		# and of the others with every word so

my ($root, $folder, $n, $seed) = @ARGV;
die "usage: texts.pl ROOT FOLDER N SEED\n" unless @ARGV == 4 && $n =~ /^\d+$/ && $seed =~ /^\d+$/;
root($root);
folder($folder);
fortunes();
start('texts');		# closes the files before, so that all of them is there
open my $in, '<', "$folder/fortunes.train" or die "$folder/fortunes.train: $!\n";
my @prose = map { split } <$in>;
my @words = grep { /^[A-Za-z]+$/ } dictionary();
my @small = grep { /^[a-z]/ } @words;
my @names = grep { /^[A-Z]/ && length > 3 } @words;

# prose_of N - up to so many words in a row, as they stand.
sub prose_of {
	my $many = 1 + below($_[0]);
	my $from = below(@prose - $many + 1);
	return join ' ', @prose[$from .. $from + $many - 1];
}

# several N MAKE - up to so many of what MAKE gives.
sub several { my ($many, $make) = @_; return join ' ', map { $make->() } 0 .. below($many) }

my @kinds = (		# how many of a hundred, and how they are made
	[50, sub { prose_of(9) }],
	[7, sub { prose_of(5) }],
	[12, sub { several(5, sub { below(100) < 60 ? one(@small) : one(@names) }) }],
	[10, sub { expand(one('address', 'address', 'address', 'name', 'mail')) }],
	[12, sub { several(3, sub { expand(one('figures', 'figures', 'figures', 'date', 'hour', 'price', 'phone')) }) }],
	[6, sub { expand(one('code', 'mixture')) }],
	[3, sub { expand(one('formula', 'aside')) }],
);

sub line {
	my $chance = below(100);
	my $at = 0;
	$chance -= $kinds[$at++][0] while $chance >= $kinds[$at][0];
	my $text = $kinds[$at][1]->();
	if (below(100) < $capitals) {
		$text = uc $text;
	} elsif (below(100) < $titles) {
		$text =~ s/([A-Za-z][A-Za-z']*)/\u\L$1/g;
	}
	$text = substr $text, 0, $most;
	$text =~ s/\s+/ /g;
	$text =~ s/^ | $//g;
	return $text;
}

english(@words);
seed("texts $seed");
while ($n > 0) {
	my $text = line();
	next unless $text =~ /^[ -_a-~]+$/;	# no backquote
	print "$text\n";
	$n--;
}
