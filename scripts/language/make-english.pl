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
use English;
use Grammar;
use Sources;

my %said;		# how often a note was

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

english(dictionary());
program('line-of-note' => \&line_of_note);
made('names', 20000, 'name');
made('notes', 20000, 'line-of-note');
made('figures', 42000, 'date', 'date', 'hour', 'figures', 'figures', 'figures', 'price', 'phone', 'reckoning');
made('places', 10000, 'address', 'address', 'address', 'address', 'mail');
made('codes', 20000, 'code');
made('marks', 8000, 'formula', 'aside');
made('rows', 700, 'row');
