#!/usr/bin/perl
# sweep.pl - let every call of a program fail, one at a time, and look at what is left.
#
#   sweep.pl [-o FILE]... [-g FILE]... [-p FILE]... [-l FILE=LINES]... [-a TEXT] LIBRARY PROGRAM [ARGUMENT ...]
#
# LIBRARY is what fault.c becomes.  Each FILE of -o holds TEXT ("earlier") before the program runs, and
# what the program makes of it is its output; that of -g is not there before, nor is that of -p, which may be
# a part of the new one when the program fails.  What must hold, whatever fails:
# no crash; status 0 only with the outputs, and stdout, of a run without faults, LINES lines of an
# -l file among them; else a message on stderr, and in each FILE what was there before or all of the
# new; no temporaries.  Says what does not hold; the status is 1 then, 99 where nothing can be made to fail.
use strict;
use warnings;

use constant { DENSE => 32, GROWTH => 1.4 };	# every call up to the first, then ever fewer of them
my @kinds = qw(malloc open read write close fsync rename);
my (@outputs, @fresh, %part, %lines, $earlier);
$earlier = "earlier\n";
while (@ARGV && $ARGV[0] =~ /^-([oglap])$/) {
	my ($letter, $value) = ($1, $ARGV[1]);
	splice @ARGV, 0, 2;
	push @outputs, $value if $letter eq 'o';
	push @fresh, $value if $letter eq 'g' || $letter eq 'p';
	$part{$value} = 1 if $letter eq 'p';
	$earlier = $value if $letter eq 'a';
	$lines{$1} = $2 if $letter eq 'l' && $value =~ /^(.*)=(\d+)$/;
}
my ($library, @command) = @ARGV;
my ($note, $out, $err) = map { "sweep.$$.$_" } qw(note out err);
my ($runs, $wrong) = (0, 0);

# The bytes of a file; undef where there is none.
sub slurp {
	my ($name) = @_;
	open my $f, '<:raw', $name or return undef;
	local $/;
	my $all = <$f>;
	return defined $all ? $all : '';
}

sub same { defined $_[0] ? defined $_[1] && $_[0] eq $_[1] : !defined $_[1] }

# Run the command with a fault ('' for none): its status as wait(2) has it.
sub run {
	my ($fault) = @_;
	unlink $note, @fresh, map { ("$_.incomplete", "$_.ckpt") } @outputs, @fresh;
	for my $name (@outputs) {
		open my $f, '>:raw', $name or die "$name: $!\n";
		print $f $earlier;
		close $f;
	}
	$runs++;
	my $pid = fork // die "fork: $!\n";
	if (!$pid) {
		open STDIN, '<', '/dev/null';
		open STDOUT, '>', $out;
		open STDERR, '>', $err;
		if ($fault) {
			@ENV{qw(LD_PRELOAD HWR_FAULT HWR_FAULT_NOTE)} = ($library, $fault, $note);
		}
		exec @command or exit 97;
	}
	waitpid $pid, 0;
	return $?;
}

# What is wrong after a run that ended so; the wanted are the outputs and stdout of a run without faults.
sub look {
	my ($status, $wanted, $said) = @_;
	return 'killed by signal ' . ($status & 127) if $status & 127;
	$status >>= 8;
	return "status $status" if $status > 2;
	my @left = glob '.hwr-*';
	return "left @left" if @left;
	if ($status != 0) {
		return "status $status and not a word" if $said eq '';
		for (grep { !$part{$_} } @outputs, @fresh) {
			my $is = slurp($_);
			my $before = $wanted->{old}{$_};
			return "status $status, $_ is neither the earlier nor a whole one" unless same($is, $before) || same($is, $wanted->{new}{$_});
		}
		return '';
	}
	for (@outputs, @fresh) {
		return "status 0, but $_ is another" unless same(slurp($_), $wanted->{new}{$_});
	}
	return 'status 0, but stdout is another' unless same(slurp($out), $wanted->{stdout});
	for (keys %lines) {
		my $n = () = (slurp($_) // '') =~ /\n/g;
		return "status 0, but $_ has $n lines" if $n != $lines{$_};
	}
	return '';
}

my %wanted;
my $status = run('');
if ($status != 0) {
	print slurp($err), "it fails without any fault\n";
	exit 1;
}
$wanted{stdout} = slurp($out);
$wanted{new}{$_} = slurp($_) for @outputs, @fresh;
$wanted{old}{$_} = $earlier for @outputs;
$wanted{old}{$_} = undef for @fresh;
for my $kind (@kinds) {
	my $n = 1;
	while (1) {
		$status = run("$kind:$n");
		if ($status >> 8 == 99) {
			print "no calls can be made to fail here\n";
			exit 99;
		}
		my $said = slurp($err);
		my $bad = look($status, \%wanted, $said);
		$bad = 'status ' . ($status >> 8) . ' without a fault' if !$bad && !-e $note && $status != 0;
		if ($bad) {
			$wrong++;
			print "$kind $n: $bad", $said eq '' ? '' : " ($said", $said eq '' ? "\n" : ")\n";
		}
		last unless -e $note;
		$n = $n < DENSE ? $n + 1 : int($n * GROWTH);
	}
}
unlink $note, $out, $err;
print "$runs runs, $wrong wrong\n";
exit($wrong > 0);
