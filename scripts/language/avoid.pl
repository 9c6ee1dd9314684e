# avoid.pl - the lines of stdin or FILE that share neither five words in a row nor
# all their words with a line of TEXTS: avoid.pl TEXTS [FILE...]
use strict;
use warnings;
use open qw(:std :utf8);

sub words { my @words = lc($_[0]) =~ /[\p{L}0-9]+/g; return @words }
sub runs { my $n = @_ < 5 ? @_ : 5; return map { join ' ', @_[$_ .. $_ + $n - 1] } 0 .. @_ - $n }

my $texts = shift // die "usage: avoid.pl TEXTS [FILE...]\n";
open my $in, '<', $texts or die "$texts: $!\n";
my %avoid;
while (<$in>) {
	$avoid{$_} = 1 for runs(words($_));
}
while (<>) {
	my @words = words($_);
	print unless @words && grep { $avoid{$_} } runs(@words);
}
