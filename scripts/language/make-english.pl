# make-english.pl - the text that models/english.lm learns: make-english.pl ROOT FOLDER
#
# Reads what Debian packages put under ROOT (make-english.sh says which) and
# writes to FOLDER, a line a text: SOURCE.train and SOURCE.held for every
# source.  Held is every 50th piece of a source and never learnt.  The same
# packages give the same bytes: chance is an own generator, seeded by the
# name of the source.
use strict;
use warnings;
use Compress::Zlib ();

my ($root, $folder) = @ARGV;
my ($chance, $train, $held, $pieces);

# start SOURCE - what is said from here on is of this source.
sub start {
	my ($source) = @_;
	$chance = 2463534242;
	$chance = ($chance * 33 + ord) & 0xffffffff for split //, $source;
	$chance ||= 1;
	$pieces = 0;
	open $train, '>', "$folder/$source.train" or die "$folder/$source.train: $!\n";
	open $held, '>', "$folder/$source.held" or die "$folder/$source.held: $!\n";
}

# below N - a whole number from 0 to N - 1, by Marsaglia's xorshift (2003).
sub below {
	my ($n) = @_;
	$chance ^= ($chance << 13) & 0xffffffff;
	$chance ^= $chance >> 17;
	$chance ^= ($chance << 5) & 0xffffffff;
	return int($chance / 4294967296 * $n);
}
sub one { return $_[below(scalar @_)] }
sub digits { return join '', map { below(10) } 1 .. $_[0] }	# all alike: a model must not guess numbers
sub number { my ($n) = @_; return $n == 1 ? below(10) : (1 + below(9)) . digits($n - 1) }
sub letters { return join '', map { chr(65 + below(26)) } 1 .. $_[0] }
sub two { return sprintf '%02d', $_[0] }

# plain TEXT - in ASCII, blanks squeezed, numbers made others of that length; undef when it cannot be.
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
	return if $text =~ /[^ -~]/ || $text !~ /[A-Za-z]/ || $text =~ /[{}\\|<>^~]/;
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

sub slurp {
	my ($path) = @_;
	open my $in, '<:raw', "$root$path" or die "$root$path: $!\n";
	local $/;
	return scalar <$in>;
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

sub words {
	start('words');
	for (split /\n/, slurp('/usr/share/dict/american-english')) {
		my $text = plain($_) // next;
		piece($text) if length $text > 1;
	}
}


my @given = qw(Aaron Abigail Adam Alan Albert Alex Alexander Alice Amanda Amber Amy Andrea Andrew Angela Ann Anna
	Anne Anthony Arthur Ashley Barbara Ben Benjamin Betty Beth Bill Bob Brandon Brenda Brian Bruce Bryan Carl Carol
	Caroline Catherine Charles Charlotte Cheryl Chloe Chris Christian Christina Christopher Claire Claudia Craig
	Cynthia Dan Daniel David Dawn Deborah Denise Dennis Diana Diane Donald Donna Dorothy Douglas Dylan Edward
	Elena Eleanor Elizabeth Ella Emily Emma Eric Ethan Eva Evelyn Frances Frank Fred Gabriel Gary George Gerald
	Gloria Grace Greg Gregory Hannah Harold Harry Heather Helen Henry Howard Ian Isabella Jack Jacob Jacqueline
	James Jane Janet Janice Jason Jean Jeff Jeffrey Jennifer Jeremy Jerry Jessica Jill Jim Joan Joe John Jonathan
	Jordan Jose Joseph Joshua Joyce Juan Judith Julia Julie Justin Karen Katherine Kathleen Keith Kelly Kenneth
	Kevin Kim Kimberly Kyle Larry Laura Lauren Lawrence Leo Lily Linda Lisa Logan Louis Lucas Lucy Luke Margaret
	Maria Marie Marilyn Mark Martha Martin Mary Matthew Megan Melissa Michael Michelle Mike Nancy Natalie Nathan
	Nicholas Nicole Nina Noah Nora Oliver Olivia Oscar Pamela Patricia Patrick Paul Peter Philip Rachel Ralph
	Raymond Rebecca Richard Robert Roger Ronald Rose Roy Russell Ruth Ryan Sally Sam Samantha Samuel Sandra Sara
	Sarah Scott Sean Sharon Shirley Simon Sofia Sophia Sophie Stephanie Stephen Steve Steven Susan Tara Teresa
	Terry Theresa Thomas Tim Timothy Tom Tyler Vera Victor Victoria Vincent Virginia Walter Wayne William Zachary Zoe);
my @family = qw(Adams Alexander Allen Anderson Andrews Armstrong Bailey Baker Barnes Bell Bennett Berry Black Boyd
	Bradley Brooks Brown Bryant Burns Butler Campbell Carpenter Carroll Carter Chapman Chavez Chen Clark Cole Coleman
	Collins Cook Cooper Cox Crawford Cruz Cunningham Daniels Davis Diaz Dixon Duncan Dunn Edwards Elliott Ellis
	Evans Ferguson Fernandez Fisher Flores Ford Foster Fox Freeman Garcia Gardner Gibson Gomez Gonzales Gordon
	Graham Grant Gray Green Greene Griffin Hall Hamilton Hansen Harper Harris Harrison Hart Hawkins Hayes Henderson
	Henry Hernandez Hicks Hill Holmes Howard Hudson Hughes Hunt Hunter Jackson James Jenkins Johnson Johnston Jones
	Jordan Kelley Kelly Kennedy Khan Kim King Knight Kumar Lane Lawrence Lawson Lee Lewis Lopez Marshall Martin
	Martinez Mason Matthews McDonald Meyer Miller Mills Mitchell Moore Morales Morgan Morris Morrison Murphy Murray
	Myers Nelson Nguyen Nichols O'Brien O'Connor Olson Ortiz Owens Palmer Parker Patel Patterson Payne Perez Perkins
	Perry Peters Peterson Phillips Pierce Porter Powell Price Ramirez Ramos Ray Reed Reyes Reynolds Rice Richards
	Richardson Rivera Roberts Robertson Robinson Rodriguez Rogers Rose Ross Ruiz Russell Ryan Sanchez Sanders Schmidt
	Scott Shaw Silva Simmons Simpson Singh Smith Snyder Spencer Stephens Stevens Stewart Stone Sullivan Taylor
	Thomas Thompson Torres Tucker Turner Wagner Walker Wallace Ward Warren Washington Watkins Watson Weaver Webb
	Weber Wells West Wheeler White Williams Willis Wilson Wood Woods Wright Young);
my @months = qw(January February March April May June July August September October November December);
my @days = qw(Monday Tuesday Wednesday Thursday Friday Saturday Sunday);
my @others;		# names of all kinds in the word list
my %said;		# how often a note was

sub given { return below(4) ? one(@given) : one(@others) }
sub family { return below(3) ? one(@family) : one(@others) }
sub initial { return letters(1) . '.' }

sub name {
	my $how = below(12);
	return given() . ' ' . family() if $how < 5;
	return given() if $how == 5;
	return family() if $how == 6;
	return initial() . ' ' . family() if $how == 7;
	return given() . ' ' . initial() . ' ' . family() if $how == 8;
	return family() . ', ' . given() if $how == 9;
	return one(qw(Mr. Mrs. Ms. Dr. Prof.)) . ' ' . family() if $how == 10;
	return given() . one(' and ', ' & ') . given();
}

sub year { return below(3) ? one(19, 20) . digits(2) : '19' . digits(2) }

sub date {
	my ($d, $m, $y) = (1 + below(31), below(12), year());
	my ($name, $day) = ($months[$m], one(@days));
	$name = substr $name, 0, 3 if below(3) == 0;
	$day = substr $day, 0, 3 if below(3) == 0;
	my $th = $d =~ /1[123]$/ ? 'th' : $d =~ /1$/ ? 'st' : $d =~ /2$/ ? 'nd' : $d =~ /3$/ ? 'rd' : 'th';
	return one("$name $d, $y", "$d $name $y", "$d $name", "$name $d", "$name $d$th", "$d$th of $name", "$name $y",
		"$day, $name $d", "$day $d $name", "$day, $d $name $y", $day, "$day " . one(qw(morning evening afternoon night)),
		($m + 1) . "/$d/$y", two($m + 1) . '/' . two($d) . '/' . substr($y, 2), two($d) . '.' . two($m + 1) . ".$y",
		"$y-" . two($m + 1) . '-' . two($d), "$d/" . ($m + 1) . "/$y", "$d-" . ($m + 1) . '-' . substr($y, 2), $y);
}

# span - from one hour to another.
sub span {
	my ($twelve, $m) = @_;
	my $half = one('', one(' ', '') . one(qw(am pm AM PM)));
	return "$twelve:$m$half" . one('-', ' - ', '--', ' to ') . (1 + below(12)) . ':' . two(below(60)) . $half;
}

sub hour {
	my ($h, $m) = (below(24), two(below(60)));
	my $twelve = $h % 12 || 12;
	return one("$h:$m", two($h) . ":$m", "$twelve:$m " . one(qw(am pm AM PM a.m. p.m.)), "$twelve " . one(qw(am pm a.m. p.m.)),
		"$twelve" . one(qw(am pm)), span($twelve, $m), "$twelve o'clock", "$twelve:$m - " . (1 + below(12)) . ':' . two(below(60)),
		one('half past', 'quarter to', 'quarter past') . ' ' . one(qw(one two three four five six seven eight nine ten eleven)));
}

# figures - digits after digits are as likely as each other: nothing can be guessed of them.
sub figures {
	my $n = number(1 + below(7));
	my $how = below(16);
	return $n if $how < 4;
	return digits(2 + below(9)) if $how < 6;
	return number(1 + below(3)) . ',' . digits(3) . (below(3) ? '' : ',' . digits(3)) if $how == 6;
	return number(1 + below(4)) . '.' . digits(1 + below(4)) if $how == 7;
	return number(1 + below(2)) . one('%', '.' . digits(1) . '%', ' %') if $how == 8;
	return one('No. ', '#', 'no. ', 'Nr. ') . $n if $how == 9;
	return one('+', '-', '') . $n . one(' + ', ' - ', ' x ', ' / ', '+', '-') . number(1 + below(3)) . one(' = ' . number(1 + below(3)), '') if $how == 10;
	return join ' ', map { number(1 + below(5)) } 0 .. 1 + below(4) if $how < 14;
	return number(1) . '/' . number(1 + below(2)) if $how == 14;
	return $n . one(' ', '') . one(qw(kg g km m cm mm lbs oz ft in ml l mph hours days years miles pages copies));
}

sub phone {
	return one(digits(3) . '-' . digits(4), '(' . digits(3) . ') ' . digits(3) . '-' . digits(4), join('-', digits(3), digits(3), digits(4)),
		'+' . number(1 + below(2)) . ' ' . join(' ', digits(2), digits(3), digits(4)), digits(5) . ' ' . digits(6), digits(10),
		'Tel. ' . digits(3) . ' ' . digits(4), one('Phone: ', 'Call ', 'Fax ') . digits(3) . '-' . digits(4));
}

sub price {
	return one('$' . number(1 + below(3)) . '.' . digits(2), '$' . number(1 + below(4)), '$' . number(1 + below(3)) . ',' . digits(3),
		number(1 + below(3)) . '.' . digits(2), number(1 + below(2)) . ' cents', number(1 + below(3)) . ' dollars', 'USD ' . number(1 + below(4)),
		'Total: $' . number(1 + below(3)) . '.' . digits(2), number(1 + below(2)) . ' x $' . number(1) . '.' . digits(2));
}

# reckoning - what stands on a bill, and shares.
sub reckoning {
	my ($n, $price, $blank) = (number(1 + below(2)), number(1 + below(2)) . '.' . digits(2), one('', ' '));
	my $sum = $blank . '=' . $blank . '$' . number(1 + below(3)) . '.' . digits(2);
	return one("$n$blank\@$blank\$$price", "$n$blank\@$blank\$$price$sum", "$n x \$$price$sum", "\$$price$blank+$blank\$$price$sum",
		"$n/" . number(2 + below(2)) . "$blank=$blank" . number(1 + below(2)) . one('', '.' . digits(1 + below(2))) . '%');
}

sub address {
	my $street = one(qw(Oak Maple Cedar Pine Elm Park Main High Church Mill Lake River Hill Station Spring North South Green
		Washington Lincoln King Queen Victoria Market Bridge School Garden Forest Sunset Union Grove), family())
		. ' ' . one(qw(Street St. Road Rd. Avenue Ave. Lane Drive Dr. Way Court Place Close Square Blvd.));
	my $town = one(qw(Springfield Franklin Greenville Bristol Clinton Fairview Salem Madison Georgetown Arlington Oxford
		Ashland Burlington Manchester Milton Newport Auburn Dayton Lexington Milford Riverside Cleveland Dover Hudson
		Kingston Chester Boston Chicago Denver Seattle Dallas London Leeds York Cambridge Dublin Toronto Sydney), one(@others));
	my $state = one(qw(AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND
		OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY));
	my $n = number(1 + below(4));
	return one("$n $street", "$n $street", "$n $street, $town", "$street $n", "$town, $state " . digits(5), "$town, $state", digits(5) . " $town",
		'Apt. ' . number(1 + below(2)) . one('', letters(1)), "P.O. Box $n", $town . ' ' . letters(2) . number(1) . ' ' . number(1) . letters(2),
		"$n $street, Apt. " . number(1), 'Room ' . number(3), (4 + below(6)) . 'th Floor');
}

# code - letters and figures of which nothing can be guessed.
sub code {
	return one(letters(2) . digits(4), letters(1 + below(3)) . digits(1 + below(5)), letters(1) . digits(1 + below(3)),
		letters(1 + below(3)) . '-' . digits(2 + below(4)), letters(2) . ' ' . digits(3 + below(3)), digits(1 + below(4)) . letters(1 + below(2)),
		letters(2) . digits(2) . ' ' . letters(3), join('', map { below(2) ? letters(1) : digits(1) } 1 .. 4 + below(6)),
		digits(2 + below(3)) . '-' . digits(2 + below(4)), letters(2 + below(3)), join('-', digits(3), letters(2), digits(2)),
		one(qw(Ref Code ID Item Part Model)) . one(': ', ' ', '. ') . letters(2) . digits(4));
}

# formula - what is written between people who reckon or program.
sub formula {
	my @terms = map { one(one('a' .. 'd', 'i', 'k', 'm', 'n', 'p', 'q', 'x', 'x', 'y', 'y', 'z', 'A', 'B', 'N'), number(1 + below(3))) } 0 .. 3;
	my $blank = one('', ' ');
	my $sum = $terms[0] . $blank . one('+', '-', '*', '/', '=', '&', '|', '^') . $blank . $terms[1];
	my ($open, $close) = @{one(['(', ')'], ['(', ')'], ['[', ']'], ['{', '}'], ['<', '>'], ['|', '|'])};
	return one($sum, "$open$sum$close", $open . number(1 + below(2)) . $close, "$sum$blank" . one('=', '<', '>', '<=', '>=') . "$blank$terms[2]",
		"$open$sum$close$blank" . one('+', '-', '=', '*', '/') . "$blank$open$terms[2]$blank" . one('+', '-') . "$blank$terms[3]$close",
		"~$terms[0]", "$terms[0]^" . number(1), "$terms[0]_" . number(1), "f($terms[0])", "$terms[0]\[$terms[1]]", number(1 + below(2)) . '%');
}

# aside - a word in brackets, or marked.
sub aside {
	my $word = one(lc one(@others), lc one(@others), one(@others), uc one(@others), number(1 + below(4)));
	return one("[$word]", "($word)", "{$word}", "<$word>", "*$word*", "_${word}_", "~$word~", "#$word", "\"$word\"", "'$word'", "$word/" . lc one(@others),
		"$word\\" . lc one(@others), "($word " . lc one(@others) . ')', "[$word " . lc one(@others) . ']');
}

# row - the alphabet, or the figures, or a part of them, in groups.
sub row {
	my @all = one(below(2), 1) ? (one(below(2), 1) ? 'a' .. 'z' : 'A' .. 'Z') : one(0, 1) ? 0 .. 9 : (1 .. 9, 0);
	my $from = below(2) ? 0 : below($#all);
	my $to = below(2) ? $#all : $from + below(@all - $from);
	my $group = one(1, 100, 100, 3 + below(5));
	my $text = '';
	for my $i ($from .. $to) {
		$text .= ' ' if $text ne '' && $group < 100 && ($group == 1 || below($group) == 0);
		$text .= $all[$i];
	}
	return $text;
}

sub mail {
	my ($a, $b) = (lc given(), lc family());
	tr/a-z//cd for $a, $b;
	my $host = one(qw(mail post home office school garden books music city)) . '.' . one(qw(com org net edu co.uk));
	return one("$a.$b\@$host", "$a\@$host", "$a$b" . digits(2) . "\@$host", "www.$b.com", "www.$host", "http://www.$host");
}

# What notes and letters say: a word in <> stands for one of its rule's.
my %rule = (
	note => ['<call> <who> <when>', '<task> <when>', '<task>', 'Please <task>', 'Remember to <task>', "Don't forget to <task>",
		'<who> will <task> <when>', 'Can you <task> <when>?', 'Could you please <task>?', 'I have to <task> <when>', '<greeting> <given>,',
		'<greeting> <given>,', '<closing>', '<closing>', '<closing> <given>', '<thanks>', '<thanks>', '<wish>', '<wish>', '<amount> <food>',
		'<amount> <food>', '<food>', '<food> and <food>', '<food>, <food>, <food>', '<feeling>', '<feeling>', 'We are <doing> <when>',
		'I am <doing> <when>', 'They were <doing> <when>', '<given> is <doing>', 'The <thing> is <state>', 'The <thing> was <state> <when>',
		'Is the <thing> <state>?', 'Where is my <thing>?', 'I left the <thing> <place>', 'Your <thing> is <place>', 'See you <when>!',
		'See you <place>', 'Meet me <place> <when>', 'Meeting with <who> <when>', 'Lunch with <who> <when>', 'Back <when>', 'Open <when>',
		'<given> was here', 'Do you like <food>?', 'There is some <food> <place>', 'It will <weather> <when>', 'How are you?', "I'm fine.",
		'What time is it?', 'I love you', "I don't know.", 'Yes, I do.', 'No, thank you.', "That's all right.", 'Let me know <when>.'],
	call => ['Call', 'Phone', 'Visit', 'Write to', 'Talk to', 'Ask', 'Pay', 'Help', 'Email', 'Wait for'],
	who => ['<given>', '<given>', '<given> and <given>', 'Mum', 'Mom', 'Dad', 'Grandma', 'the doctor', 'the dentist', 'the bank',
		'the school', 'my sister', 'my brother', 'our neighbours', 'your teacher', 'the children', 'everyone', 'a friend', 'my wife',
		'her husband', 'the plumber', 'the office', 'the landlord', 'uncle <given>', 'aunt <given>'],
	when => ['tomorrow', 'today', 'tonight', 'this evening', 'in the morning', 'next week', 'on <day>', 'on <day>', 'after lunch',
		'at <hour>', 'at <hour>', 'before <hour>', 'in an hour', 'soon', 'right now', 'every day', 'next month', 'this weekend',
		'before dinner', 'after school', 'until <hour>', 'on <date>', 'last night', 'yesterday', 'later', 'in <month>'],
	task => ['buy <food>', 'buy <food> and <food>', 'get some <food>', 'feed the cat', 'walk the dog', 'water the plants', 'wash the car',
		'clean the kitchen', 'take out the rubbish', 'pay the rent', 'pay the electricity bill', 'return the library books',
		'pick up <who>', 'pick up the <thing>', 'post the letter', 'mail the package', 'book a table for two', 'book the tickets',
		'fix the <thing>', 'lock the door', 'turn off the lights', 'close the window', 'do the laundry', 'make the beds', 'cook dinner',
		'bake a cake', 'do your homework', 'sign the form', 'send me the report', 'print the photos', 'bring the <thing>', 'call back',
		'charge the phone', 'cancel the newspaper', 'order a new <thing>', 'come home early', 'read this book', 'write to <who>',
		'see <who>', 'ask <who> about the <thing>', 'wait for me <place>', 'take your medicine', 'check the oil', 'look at the <thing>'],
	greeting => ['Dear', 'Dear', 'Dear', 'Hi', 'Hello', 'My dear', 'Dearest', 'Good morning', 'Hey'],
	closing => ['Love', 'With love', 'Best wishes', 'Kind regards', 'Best regards', 'Yours sincerely', 'Yours truly', 'Yours faithfully',
		'Sincerely', 'Take care', 'Lots of love', 'All the best', 'Cheers', 'See you soon', 'Your friend'],
	thanks => ['Thank you very much', 'Thanks a lot!', 'Thank you for your letter.', 'Thank you for the <thing>.', 'Many thanks for the flowers',
		'Thanks for your help', 'Thank you for coming to our party', 'Thank you so much for the lovely present',
		'I would like to thank you for everything', 'Thanks for calling'],
	wish => ['Happy birthday!', 'Happy birthday, <given>!', 'Merry Christmas and a Happy New Year', 'Congratulations!', 'Get well soon',
		'Good luck with your exam', 'Have a nice day', 'Have a good trip', 'I hope you are well', 'I hope to see you soon',
		'Wish you were here', 'We miss you', 'Looking forward to seeing you <when>', 'Sleep well', 'Good night', 'Welcome home'],
	amount => ['<n> lbs', '<n> kg', '<n> cups', 'a bag of', 'a bottle of', '<n> bottles of', 'a box of', 'a pound of', '<n> cans of',
		'half a cup of', '<n> oz', '<n> teaspoons', 'a dozen', 'two', 'some', 'a loaf of', 'a jar of', 'a glass of', 'a slice of'],
	food => [qw(milk bread butter eggs cheese sugar flour coffee tea rice apples bananas oranges lemons potatoes tomatoes onions carrots
		garlic chicken beef fish ham soup salt pepper oil vinegar honey jam chocolate cookies cake yogurt cream juice water beer wine
		lettuce spinach beans peas corn mushrooms strawberries grapes nuts pasta noodles pizza cereal biscuits ice), 'orange juice',
		'olive oil', 'peanut butter', 'toilet paper', 'dog food', 'cat food', 'paper towels', 'ice cream', 'sour cream'],
	feeling => ['I am very tired', 'I am so happy', 'We had a lovely time', 'It was a beautiful day', 'I am sorry I am late', 'I feel much better now',
		'He is ill', 'She was right', 'You were wonderful', 'It is too cold here', 'It was raining all day', 'The weather is fine',
		'We all had a great holiday', 'I had a strange dream', 'Nothing is wrong', 'Everything is fine', 'I am hungry', 'I was worried about you'],
	doing => ['going to <place>', 'waiting for you', 'working late', 'reading a book', 'watching television', 'having dinner', 'staying at home',
		'looking for a job', 'learning English', 'planning a trip', 'moving house', 'leaving', 'coming back', 'playing football',
		'painting the kitchen', 'making a list', 'writing a letter', 'sleeping', 'getting married', 'taking the train', 'driving to work'],
	thing => [qw(car key keys door house book phone letter photo camera computer bicycle umbrella coat hat watch money ticket map radio table
		chair lamp bed garden kitchen roof window fridge oven boiler package present report contract list bill pen paper passport bag
		wallet shoes jacket glasses picture printer dog cat train bus office shop library meeting party), 'washing machine'],
	state => [qw(broken ready new old lost open closed empty full clean dirty late early here wrong red green blue black white cheap
		expensive small big cold warm wet dry nice beautiful heavy quiet finished cancelled), 'out of order', 'very good', 'in the way',
		'on sale', 'too loud', 'not here'],
	place => ['at home', 'at work', 'at school', 'at the station', 'at the airport', 'in the kitchen', 'in the garden', 'in the car',
		'in the fridge', 'on the table', 'on the desk', 'under the bed', 'by the door', 'upstairs', 'next door', 'in the park',
		'at the bus stop', 'in front of the bank', 'behind the house', 'at the corner', 'in town', 'in the drawer', 'in <town>'],
	weather => ['rain', 'snow', 'be sunny', 'be cold', 'be windy', 'get warmer', 'freeze'],
	town => [qw(London Paris Rome Berlin Boston Chicago Denver Dallas Madrid Vienna Dublin Oslo Athens Tokyo Sydney Toronto)],
);

sub expand {
	my ($rule) = @_;
	return given() if $rule eq 'given';
	return hour() if $rule eq 'hour';
	return date() if $rule eq 'date';
	return one(@days) if $rule eq 'day';
	return one(@months) if $rule eq 'month';
	return number(1) if $rule eq 'n';
	my $text = one(@{$rule{$rule}});
	$text =~ s/<(\w+)>/expand($1)/ge;
	return $text;
}

sub note {
	my $text = ucfirst expand('note');
	$text .= '.' if $text =~ /[a-z] [a-z]+$/ && below(3) == 0;
	return $said{$text}++ < 8 ? $text : note();
}

# made SOURCE N SUB... - N lines of what the subs give, one as often as the other.
sub made {
	my ($source, $n, @subs) = @_;
	start($source);
	@others = grep { /^[A-Z][a-z]{2,}$/ } split /\n/, slurp('/usr/share/dict/american-english') unless @others;
	piece(&{one(@subs)}()) for 1 .. $n;
}

wordnet();
fortunes();
novels();
words();
made('names', 20000, \&name);
made('notes', 20000, \&note);
made('figures', 42000, \&date, \&date, \&hour, \&figures, \&figures, \&figures, \&price, \&phone, \&reckoning);
made('places', 10000, \&address, \&address, \&address, \&address, \&mail);
made('codes', 20000, \&code);
made('marks', 8000, \&formula, \&aside);
made('rows', 700, \&row);
