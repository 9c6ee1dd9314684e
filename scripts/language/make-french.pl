# make-french.pl - the text that models/french.lm learns: make-french.pl ROOT FOLDER
#
# Reads what Debian packages put under ROOT (make-french.sh says which) and what
# the rules of french/notes.txt and ../models/compose/french.txt make, and writes to FOLDER, a line a text:
# SOURCE.train and SOURCE.held for every source.  The same packages give the same
# bytes.
use strict;
use warnings;
use FindBin;
use lib $FindBin::Bin;
use Chance;
use Corpus;
use Encode ();
use Grammar;
use Sources;

my $wesnoth = '/usr/share/games/wesnoth/1.16/locale/fr/LC_MESSAGES';
my $gettext = '/usr/share/locale/fr/LC_MESSAGES';
my $faker = '/usr/lib/python3/dist-packages/faker/providers';

# names_in ROOT FOLDER ENDING - the files of a folder whose names end so, in the order of their names.
sub names_in {
	my ($root, $folder, $ending) = @_;
	opendir my $in, "$root$folder" or die "$root$folder: $!\n";
	return sort grep { /\Q$ending\E$/ } readdir $in;
}

# told SOURCE TEXT... - prose of games, plural forms and paragraphs apart, without commands and short labels.
sub told {
	my $source = shift;
	start($source);
	for (map { split /\0|\n+/ } @_) {
		s/<[^>]*>//g;
		s/^[^\w\s]*\^//;		# what tells a message from its like
		prose($_) unless /[\$%\@{}\\=|]/ || !/[a-z]\S* \S*[a-z]/;
	}
}

# help ROOT - the pages of GNOME's help, one of two paragraphs.
sub help {
	my ($root) = @_;
	my %entity = (lt => '<', gt => '>', amp => '&', quot => '"', apos => "'");
	my $folder = '/usr/share/help/fr/gnome-help';
	my $n = 0;
	start('help');
	for my $page (names_in($root, $folder, '.page')) {
		my $text = slurp("$folder/$page");
		$text =~ s/<info>.*?<\/info>//gs;
		while ($text =~ /<(p|title|desc)\b[^>]*>(.*?)<\/\1>/gs) {
			my $part = $2;
			$part =~ s/<[^>]*>//g;
			$part =~ s/&(lt|gt|amp|quot|apos);/$entity{$1}/g;
			prose($part) if $n++ % 2 == 0;
		}
	}
}

# quoted PATH - the texts between quotation marks of a source in Python.
sub quoted {
	my $text = slurp($_[0]);
	$text =~ s/#.*//g;
	my @texts;
	push @texts, $1 // $2 while $text =~ /"([^"\n]+)"|'([^'\n]+)'/g;
	return grep { /^\w/ && !/[{}?%_]/ && length > 2 } @texts;
}

# known SOURCE TEXT... - each as it is.
sub known {
	my $source = shift;
	start($source);
	for (@_) {
		my $text = plain($_) // next;
		piece($text) if length $text > 1 && length $text < 60;
	}
}

# made SOURCE N NAME... - N lines by these rules, one as often as the other.
sub made {
	my ($source, $n, @names) = @_;
	start($source);
	piece(Encode::decode('UTF-8', expand(one(@names)))) for 1 .. $n;
}

my ($root, $folder) = @ARGV;
die "usage: make-french.pl ROOT FOLDER\n" unless @ARGV == 2;
root($root);
folder($folder);
letters_beyond(Encode::decode('UTF-8', 'àâäæçèéêëîïôöùûüÿœÀÂÄÆÇÈÉÊËÎÏÔÖÙÛÜŸŒ«»°²€'));

told('wesnoth', map { messages("$wesnoth/$_") } names_in($root, $wesnoth, '.mo'));
told('freeciv', map { messages("$gettext/freeciv-$_.mo") } qw(nations core));
help($root);
my @places = grep { /^[A-Z]/ && !/[()\/,0-9]/ } map { messages("$gettext/iso_3166-$_.mo") } 1, 2;
my @persons = grep { /^[A-Z]/ } quoted("$faker/person/fr_FR/__init__.py");
known('places', @places);
known('persons', @persons);
my @words = split /\n/, slurp('/usr/share/dict/french');
my $n = 0;
known('words', grep { $n++ % 8 == 0 } @words);	# they are many, with all their forms

program(word => sub { one(@words) });
rules("$FindBin::Bin/../models/compose/french.txt", "$FindBin::Bin/french/notes.txt");
made('notes', 12000, 'address', 'bill', 'date', 'dated', 'figures', 'figures', 'greeting', 'hour', 'note', 'persons');
