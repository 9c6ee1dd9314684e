# Sources.pm - what is taken from the texts of Debian packages, unpacked under a
# folder; make-english.sh says which packages.
package Sources;
use strict;
use warnings;
use Chance;
use Compress::Zlib ();
use Corpus;
use Exporter 'import';
our @EXPORT = qw(messages root slurp dictionary wordnet fortunes novels words);

my $root;

# root FOLDER - what "/" was when the packages were unpacked.
sub root { ($root) = @_ }

# slurp PATH - the bytes of that file of a package.
sub slurp {
	my ($path) = @_;
	open my $in, '<:raw', "$root$path" or die "$root$path: $!\n";
	local $/;
	return scalar <$in>;
}

# messages PATH - the translations of a catalogue of gettext's, in its order.
sub messages {
	my ($path) = @_;
	my $data = slurp($path);
	my ($magic, undef, $n, undef, $at) = unpack 'V5', $data;
	die "$path: no catalogue of messages\n" unless $magic == 0x950412de;
	return map { my ($length, $from) = unpack 'V2', substr $data, $at + 8 * $_, 8; substr $data, $from, $length } 1 .. $n - 1;
}

# inflate DATA - the zlib streams in DATA, which may have other bytes before each.
sub inflate {
	my ($data) = @_;
	my $all = '';
	while ((my $at = index $data, "\x78\x9c") >= 0) {
		substr($data, 0, $at, '');
		my $stream = Compress::Zlib::inflateInit();
		my ($text, $status) = $stream->inflate($data);
		die "damaged zlib stream\n" if $status != Compress::Zlib::Z_STREAM_END();
		$all .= $text;
	}
	return $all;
}

# wordnet - examples, every second definition, and names of persons and places.
sub wordnet {
	my (@examples, @definitions, @names);
	my $n = 0;
	for my $part (qw(noun verb adj adv)) {
		for (split /\n/, slurp("/usr/share/wordnet/data.$part")) {
			next unless /^\d/ && /^(.*) \| (.*)/;
			my ($synset, $gloss) = ($1, $2);
			my @fields = split / /, $synset;
			if ($synset =~ / \@i / && $fields[1] =~ /^(15|18)$/) {	# persons and places
				push @names, map { my $w = $fields[4 + 2 * $_]; $w =~ tr/_/ /; $w } 0 .. hex($fields[3]) - 1;
			}
			push @examples, $1 while $gloss =~ s/"([^"]*)"//;
			next if $fields[1] =~ /^(05|20)$/ || $synset =~ / \@i /;	# Latin of animals and plants, years of persons
			$gloss =~ s/\([^)]*\)//g;
			push @definitions, grep { /[a-z] [a-z]/ } split /\s*;\s*/, $gloss if ++$n % 2;	# they are many
		}
	}
	start('examples');
	for (@examples) {
		my $text = plain($_) // next;
		my $how = below(4);
		$text = ucfirst $text if $how;
		$text .= '.' if $how == 1 && $text =~ /[a-z]$/;
		piece(length $text > 90 ? lines($text) : $text);
	}
	start('definitions');
	for (@definitions) {
		my $text = plain($_) // next;
		$text = ucfirst $text if below(3) == 0;
		piece(lines($text));
	}
	start('known');
	for (@names) {
		my $text = plain($_) // next;
		piece($text) if $text =~ /^[A-Z]/ && length $text < 40;
	}
}

# fortunes - without who said it.
sub fortunes {
	start('fortunes');
	for my $file (qw(art cookie definitions disclaimer education ethnic food fortunes goedel humorists kids law
	                 literature love magic medicine men-women miscellaneous news people pets platitudes
	                 politics riddles science songs-poems sports startrek tao wisdom work)) {
		for (split /\n%\n/, slurp("/usr/share/games/fortunes/$file")) {
			s/\n?\s*-- .*//s;		# who said it
			s/.\x08//g;
			prose($_) for /\n[ \t]+\S/ ? split /\n(?=\s)|\n\n/ : split /\n\n/;
		}
	}
}

# novels - Austen's paragraphs, one of three, and Conan Doyle's.
sub novels {
	start('novels');
	my $text = inflate(slurp('/usr/lib/R/site-library/janeaustenr/data/Rdata.rdb'));
	my ($paragraph, $n) = ('', 0);
	while ($text =~ /\x00\x04\x00\x09(....)/gs) {		# a string of R's serialization: a line of a book
		my $length = unpack 'N', $1;
		next if $length > 200;
		my $line = substr $text, pos $text, $length;
		pos($text) += $length;
		$paragraph .= "$line ";
		next if $line =~ /\S/;
		prose($paragraph) unless $n++ % 3 || $paragraph =~ /^CHAPTER|^VOLUME/i;
		$paragraph = '';
	}
	$text = slurp('/usr/share/gocode/src/github.com/jdkato/prose/testdata/sherlock.txt');
	$text =~ s/\r//g;
	$text =~ s/.*?\nADVENTURE I\. //s;
	$text =~ s/\nEnd of the Project Gutenberg.*//s;
	prose($_) for grep { !/^ADVENTURE/ } split /\n{2,}/, $text;
}

# dictionary - every word of the word list.
sub dictionary { return split /\n/, slurp('/usr/share/dict/american-english') }

sub words {
	start('words');
	for (dictionary()) {
		my $text = plain($_) // next;
		piece($text) if length $text > 1;
	}
}

1;
