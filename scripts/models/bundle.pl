#!/usr/bin/perl
# bundle.pl - several models as one bundle that says how many it has, so that it
# cannot be cut between two of them unseen: bundle.pl MODEL... >BUNDLE
use strict;
use warnings;
use Compress::Zlib ();

# The records of a file: lines before "payload", and bytes.
sub records {
	my ($path) = @_;
	open my $in, '<:raw', $path or die "bundle.pl: $path: $!\n";
	my @records;
	while (defined(my $line = <$in>)) {
		my ($head, $payload, $size) = ('', '', undef);
		for (; defined $line && $line ne "end\n"; $line = <$in>) {
			if ($line =~ /^payload (\d+)$/) {
				$size = $1;
			} elsif ($line !~ /^(crc32|member) /) {
				$head .= $line;
			}
		}
		die "bundle.pl: $path: not a model\n" unless $head =~ /^hwr-model 1\n/ && defined $size;
		die "bundle.pl: $path: cut short\n" if read($in, $payload, $size) != $size;
		push @records, [$head, $payload];
	}
	return @records;
}

my @all = map {records($_)} @ARGV;
die "usage: bundle.pl MODEL... >BUNDLE\n" unless @all;
binmode STDOUT;
for my $i (0 .. $#all) {
	my ($head, $payload) = @{$all[$i]};
	my $n = $i + 1;
	$head =~ s/^weights /"member $n of " . @all . "\nweights "/me if @all > 1;
	my $line = 'payload ' . length($payload) . "\n";
	printf "%s%scrc32 %08x\nend\n%s", $head, $line, Compress::Zlib::crc32($head . $line . $payload), $payload;
}
close STDOUT or die "bundle.pl: $!\n";
