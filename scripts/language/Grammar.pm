# Grammar.pm - texts by rules, which are read from files:
#
#	# a comment
#	phone:			a rule; its forms follow, one a line, after a tab
#		Tel. <#3> <#4>	what is in <> is put in its place, see below
#		" - "		quotation marks around a form keep its blanks
#		| up down	every word between blanks is a form
#		let n = <n1-4>	a value made before the form, for <n> in it and in what it uses
#		let a b = ( )	two values, the words of the text
#
#	<NAME>		a value of that name, what the program calls so, or a form of a rule
#	<lc NAME> <uc NAME> <az NAME>	in small letters, in capitals, small letters only
#	<#2> <#2-10>	digits, that many
#	<n2> <n1-3>	a number of that many digits
#	<A2> <A1-3>	capitals, that many
#	<1..12>		a whole number; <00..59> with zeros before it
#	\<  \\		the characters themselves
#
# One form of a rule is taken by chance and made.  Where the name ends in "::",
# all forms are made and one is taken: english.lm was first made so, and chance
# must be asked in the same order for the same text.
package Grammar;
use strict;
use warnings;
use Chance;
use Exporter 'import';
our @EXPORT = qw(rules program form expand);

my (%rule, %program);
our %value;	# of the rules that are being made

# program NAME SUB... - what <NAME> calls.
sub program { %program = (%program, @_) }

# form NAME N - the text of the N-th form of a rule of plain words.
sub form { my ($name, $n) = @_; return $rule{$name}{forms}[$n]->() }

# count FROM TO - a whole number between them; no chance is asked where they are one.
sub count { my ($from, $to) = @_; return defined $to ? $from + below($to - $from + 1) : $from }

# tag TEXT - a sub that makes what <TEXT> stands for.
sub tag {
	my ($text) = @_;
	
	my %kind = ('#' => \&digits, n => \&number, A => \&letters, lc => sub { lc $_[0] }, uc => sub { uc $_[0] },
		az => sub { (my $name = lc $_[0]) =~ tr/a-z//cd; return $name });
	if ($text =~ /^([#nA])(\d+)(?:-(\d+))?$/) {
		my ($make, $from, $to) = ($kind{$1}, $2, $3);
		return sub { $make->(count($from, $to)) };
	}
	if ($text =~ /^(\d+)\.\.(\d+)$/) {
		my ($from, $to) = ($1, $2);
		return sub { sprintf '%0*d', length $from, count($from, $to) };
	}
	if ($text =~ /^(lc|uc|az) (\S+)$/) {
		my ($change, $name) = ($kind{$1}, $2);
		return sub { $change->(expand($name)) };
	}
	return sub { expand($text) };
}

# parse TEXT - a sub that makes it.
sub parse {
	my ($text) = @_;
	my @parts;
	while ($text =~ /\G(?:<([^>]*)>|((?:[^<\\]|\\.)+))/gc) {
		if (defined $1) {
			push @parts, tag($1);
		} else {
			(my $plain = $2) =~ s/\\(.)/$1/g;
			push @parts, sub { $plain };
		}
	}
	die "no text: $text\n" if (pos($text) // 0) < length $text;
	return sub { join '', map { $_->() } @parts };
}

# rules FILE... - read them.
sub rules {
	local @ARGV = @_;
	my $rule;
	while (<>) {
		chomp;
		next if /^#/ || /^$/;
		if (/^([a-z-]+)(::?)$/) {
			die "$ARGV: line $.: $1 is there already\n" if $rule{$1};
			$rule = $rule{$1} = {all => $2 eq '::', lets => [], forms => []};
		} elsif (/^\tlet ([a-z ]+) = (.+)/) {
			push @{$rule->{lets}}, [[split / /, $1], parse($2)];
		} elsif (/^\t\| (.+)/) {
			push @{$rule->{forms}}, map { parse($_) } split / /, $1;
		} elsif (/^\t"(.*)"$/ || /^\t(.+)/) {
			push @{$rule->{forms}}, parse($1);
		} else {
			die "$ARGV: line $.: no rule: $_\n";
		}
	} continue {
		close ARGV if eof;
	}
}

# expand NAME - a text of that name.
sub expand {
	my ($name) = @_;
	return $value{$name} if exists $value{$name};
	return $program{$name}->() if $program{$name};
	my $rule = $rule{$name} or die "no rule $name\n";
	local %value = %value if @{$rule->{lets}};
	for (@{$rule->{lets}}) {
		my ($names, $make) = @$_;
		my $text = $make->();
		@value{@$names} = @$names > 1 ? split / /, $text : $text;
	}
	my @forms = @{$rule->{forms}};
	return $forms[0]->() if @forms == 1;
	return one(map { $_->() } @forms) if $rule->{all};
	return one(@forms)->();
}

1;
