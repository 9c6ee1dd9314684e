# Chance.pm - chance that is the same every time: Marsaglia's xorshift (2003), seeded by a word.
package Chance;
use strict;
use warnings;
use Exporter 'import';
our @EXPORT = qw(seed below one digits number letters);

my $state = 1;

# seed WORD - begin anew.
sub seed {
	my ($word) = @_;
	$state = 2463534242;
	$state = ($state * 33 + ord) & 0xffffffff for split //, $word;
	$state ||= 1;
}

# below N - a whole number from 0 to N - 1.
sub below {
	my ($n) = @_;
	$state ^= ($state << 13) & 0xffffffff;
	$state ^= $state >> 17;
	$state ^= ($state << 5) & 0xffffffff;
	return int($state / 4294967296 * $n);
}

# one LIST - one of them.
sub one { return $_[below(scalar @_)] }

# digits N - that many, all as likely as each other: a model must not guess numbers.
sub digits { return join '', map { below(10) } 1 .. $_[0] }

# number N - of N digits, the first of which is no zero where there are several.
sub number { my ($n) = @_; return $n == 1 ? below(10) : (1 + below(9)) . digits($n - 1) }

# letters N - that many capitals.
sub letters { return join '', map { chr(65 + below(26)) } 1 .. $_[0] }

1;
