# Corpus.pm - the lines that are learnt: FOLDER/SOURCE.train, and FOLDER/SOURCE.held,
# which is every 50th piece of a source.
package Corpus;
use strict;
use warnings;
use Chance;
use Encode ();
use Exporter 'import';
our @EXPORT = qw(folder letters_beyond start plain piece lines prose);

my ($folder, $train, $held, $pieces);
my $beyond = '';	# characters that texts may have besides those of ASCII

# folder FOLDER - where all goes.
sub folder { ($folder) = @_ }

# letters_beyond CHARACTERS - texts are UTF-8, and may have these, too.
sub letters_beyond { ($beyond) = @_ }

# start SOURCE - what is said from here on is of this source, and chance is its own.
sub start {
	my ($source) = @_;
	seed($source);
	$pieces = 0;
	my $how = length $beyond ? '>:utf8' : '>';
	open $train, $how, "$folder/$source.train" or die "$folder/$source.train: $!\n";
	open $held, $how, "$folder/$source.held" or die "$folder/$source.held: $!\n";
}

# plain TEXT - in ASCII, with what letters_beyond allows, blanks squeezed, numbers made others of that length; undef when it cannot be.
sub plain {
	my ($text) = @_;
	$text =~ s/\xe2\x80[\x98\x99]/'/g;
	$text =~ s/\xe2\x80[\x9c\x9d]/"/g;
	$text =~ s/\xe2\x80[\x93\x94]/ - /g;
	$text =~ s/\xc2\xa0|\s+/ /g;
	$text =~ s/\.(?: ?\.){2,}/.../g;
	$text =~ s/-{2,}/ - /g;
	$text =~ s/``|''/"/g;
	$text =~ s/[_`]//g;
	$text =~ s/ +/ /g;
	$text =~ s/^ | $//g;
	$text = Encode::decode('UTF-8', $text) if length $beyond;
	return if $text =~ /[^ -~$beyond]/ || $text !~ /[A-Za-z]/ || $text =~ /[{}\\|<>^~]/;
	$text =~ s/(\d+)/number(length $1)/ge;
	return $text;
}

# put OUT TEXT - one line, now and then in capitals or small letters only.
sub put {
	my ($out, $text) = @_;
	my $how = below(100);
	$text = uc $text if $how < 7;
	$text = lc $text if $how >= 7 && $how < 20;
	print $out $text, "\n";
}

# piece LINE... - what belongs together and is learnt or held together.
sub piece {
	my $out = $pieces++ % 50 == 17 ? $held : $train;
	put($out, $_) for @_;
}

# lines TEXT - as a hand would break it: lines of 12 to 60 characters.
sub lines {
	my ($text) = @_;
	my ($line, $width, @lines) = ('', 12 + below(49));
	for my $word (split / /, $text) {
		if (length $line && length($line) + length($word) >= $width) {
			push @lines, $line;
			($line, $width) = ('', 12 + below(49));
		}
		$line .= (length $line ? ' ' : '') . $word;
	}
	return (@lines, $line);
}

# prose PARAGRAPH - short sentences as they are, or all of it broken into lines.
sub prose {
	my ($text) = @_;
	$text =~ tr/"//d if below(4);		# hands rarely write quotation marks
	$text = plain($text);
	return unless defined $text && $text =~ /[a-z]{2}.*[a-z]{2}/;
	my @sentences = split /(?<=[a-z)][.!?])(?<!Mr\.)(?<!Mrs\.)(?<!Dr\.)(?<!St\.) (?=[A-Z])/, $text;
	piece(below(2) ? lines($text) : map { length > 90 ? lines($_) : $_ } @sentences);
}

1;
