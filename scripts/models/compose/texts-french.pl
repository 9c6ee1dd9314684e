# texts-french.pl - French texts for lines, one a line: texts-french.pl ROOT FOLDER N SEED
#
# Reads what Debian packages put under ROOT (make-texts.sh says which): words in a row
# of the Debian FAQ, words of the dictionary among the small ones that join them, and
# what the rules of french.txt make.  The same packages, N and SEED give the same bytes.
# FOLDER is not used.  Characters are those of line_characters in ../training.sh.
use strict;
use warnings;
use utf8;
use open qw(:std :encoding(UTF-8));
use Compress::Zlib ();
use Encode 'decode';
use FindBin;
use lib "$FindBin::Bin/../../language";
use Chance;
use Grammar;

my ($least, $most) = (10, 60);		# characters of a line
my $capitals = 7;			# per cent of lines that are in capitals
my $curly = 33;				# and that have apostrophes as print has them

my ($root, undef, $n, $seed) = @ARGV;
die "usage: texts-french.pl ROOT FOLDER N SEED\n" unless @ARGV == 4 && $n =~ /^\d+$/ && $seed =~ /^\d+$/;

# slurp PATH - the text of a file of a package, which may be packed.
sub slurp {
	my $in = Compress::Zlib::gzopen("$root$_[0]", 'rb') or die "$root$_[0]: $!\n";
	my ($all, $part) = ('', '');
	$all .= $part while $in->gzread($part) > 0;
	return decode('UTF-8', $all);
}

# paragraphs - the words of those of the FAQ that are prose.
sub paragraphs {
	my @words;
	for (split /\n\s*\n/, slurp('/usr/share/doc/debian/FAQ/debian-faq.fr.txt.gz')) {
		next if /https?:|[*{}<>|\\\$#`_]|\.{4}|--|www/ || (() = / /g) < 12;
		next if m{ (the|and|of|is) };	# parts are not translated
		s/^\s*[\d.]+\s//;		# the number of a heading
		push @words, split;
	}
	return @words;
}

my @prose = paragraphs();
my @dictionary = grep { /^\p{Ll}{3,14}$/ } split /\n/, slurp('/usr/share/dict/french');
my %left = map { $_ => 4 } @dictionary;
my @common = grep { $left{$_} && !--$left{$_} } @prose;	# those there four times and more
@common = @dictionary unless @common;
my @accented = grep { /[^a-z]/ } @dictionary;
my @joining = split ' ', q(le la les un une des du de à au aux et ou où en dans par pour sur sous avec sans chez vers
	entre ce cet cette ces mon ma mes son sa ses notre votre leur qui que dont quand comme si ne pas plus très bien
	déjà jamais toujours même aussi puis donc car mais est était sont été sera fut a avait ont eu il elle on nous
	vous ils elles je tu se lui y);
my @elided = ("l'", "d'", "qu'", "n'", "s'", "c'est ", "j'ai ", "jusqu'à ", "aujourd'hui ", 'là où ', 'ça ');
my @after = (('') x 22, ',', ',', ',', ' ;', ' :', '.', '.', '!');
my @end = ('.', '.', '.', ',', ' !', ' ?', '?', '!', '...', '');

# made NAME - what the rule NAME makes.
sub made { return decode('UTF-8', expand($_[0])) }

# spoken - a word with what may stand before it.
sub spoken {
	my $which = below(10);
	return one(@joining) if $which < 3;
	my $word = $which < 5 ? one(@common) : $which < 8 ? one(@dictionary) : $which < 9 ? one(@accented) : made('place');
	return $word =~ /^[aeiouyéèêàâîôAEIOUÉ]/ && below(3) == 0 ? one(@elided) . $word : $word;
}

# row - words that make no sense, with the marks of a sentence.
sub row {
	my @words = map { spoken() } 0 .. 2 + below(7);
	for my $i (0 .. $#words - 1) {
		my $mark = one(@after);
		$words[$i] .= $mark;
		$words[$i + 1] = ucfirst $words[$i + 1] if $mark =~ /[.!]/;
	}
	my $quoted = below(40);
	my $at = below(scalar @words);
	$words[$at] = ["« $words[$at] »", "«$words[$at]»", "($words[$at])", "\"$words[$at]\""]->[$quoted] if $quoted < 4;
	my $text = join ' ', @words;
	$text = ucfirst $text if below(10) < 6;
	$text .= one(@end) if below(10) < 6;
	return $text;
}

# prose - some words in a row, as they stand.
sub prose {
	my $many = 3 + below(9);
	my $from = below(@prose - $many + 1);
	return join ' ', @prose[$from .. $from + $many - 1];
}

my @kinds = (		# how many of a hundred, and how they are made
	[30, \&prose],
	[46, \&row],
	[8, sub { made(one('dated', 'dated', 'date', 'place')) }],
	[5, sub { made(one('person', 'persons')) }],
	[4, sub { made('address') }],
	[3, sub { made('greeting') }],
	[4, sub { made('bill') }],
);

sub line {
	my $chance = below(100);
	my $at = 0;
	$chance -= $kinds[$at++][0] while $chance >= $kinds[$at][0];
	my $text = $kinds[$at][1]->();
	$text = uc $text if below(100) < $capitals;
	$text =~ tr/'/’/ if below(100) < $curly;
	$text =~ s/\s+/ /g;
	my $width = 25 + below($most - 24);
	$text =~ s/^(.{$least,$width})(?: .*)?$/$1/;	# at a blank, as hands break lines
	$text =~ s/^ | $//g;
	return $text;
}

program('word' => sub { Encode::encode('UTF-8', one(@dictionary)) });
rules("$FindBin::Bin/french.txt");
seed("french $seed");
while ($n > 0) {
	my $text = line();
	next unless length $text >= $least && length $text <= $most;
	next unless $text =~ /^[ -_a-~éèêëàâäçîïôöûùüœÉÀÊÈÇÔÎ«»’°€]+$/;
	print "$text\n";
	$n--;
}
