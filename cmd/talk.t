#!/bin/sh
# Programs that talk through pipes: each answers what it has been given before it waits for more.
# shellcheck source=scripts/test/tap.sh
. "$(dirname "$0")/../scripts/test/tap.sh"

hwr-train -q --data "$TESTDATA/samples" --arch '8c5s2 bn relu 16c3s2 bn relu d' --epochs 10 --reject 0.2 -o small.hwr ||
	bail 'hwr-train makes no model'
HWR_MODEL=$T/small.hwr
export HWR_MODEL
cp "$TESTDATA/hey-you.png" "$TESTDATA/digits.png" .

# start COMMAND - in the background, fed by descriptor 3; what it writes is in got
start() {
	rm -f fed && mkfifo fed
	: >got
	sh -c "$1" <fed >got 2>said &
	exec 3>fed
}
# answered DESC WANT - got becomes want while the input goes on
answered() {
	tries=0
	while ! cmp -s "$2" got && [ $tries -lt 200 ]; do
		sleep 0.05
		tries=$((tries + 1))
	done
	same_file "$1" "$2" got
}
end() {
	exec 3>&-
	wait
}

pipe='hwr-trim | hwr-split | hwr-normalize | hwr-predict'
for format in text words; do
	hwr-recognize --format=$format <hey-you.png >one
	cat hey-you.png digits.png | hwr-recognize --format=$format >two
	for how in "hwr-recognize --format=$format" "$pipe --format=$format"; do
		start "$how"
		cat hey-you.png >&3
		answered "$format: a page is read before the next comes: ${how%% *}" one
		cat digits.png >&3
		answered 'and the next before the end' two
		end
		same_file 'which adds nothing' two got
	done
done

hwr-trim <hey-you.png >one
start hwr-trim
cat hey-you.png >&3
answered 'hwr-trim holds nothing back' one
end
start hwr-split
cat one >&3
hwr-split one >glyphs
answered 'nor does hwr-split' glyphs
end
start hwr-normalize
cat glyphs >&3
hwr-normalize glyphs >normal
answered 'nor does hwr-normalize' normal
end

# What does not wait is read together, with the same answers.
hwr-trim hey-you.png digits.png "$TESTDATA/page.png" | hwr-split | hwr-normalize >pages.pgm
hwr-predict --format=jsonl pages.pgm >want
perl -e '$| = 1; while (read(STDIN, $_, 3000)) { print; select(undef, undef, undef, 0.002) }' <pages.pgm | hwr-predict --format=jsonl >got
same_file 'a stream that comes in bits is read as one that is there' want got
# Pages of one number, such as of two pipes, are pages all the same.
for p in hey-you digits; do hwr-trim $p.png | hwr-split | hwr-normalize >$p.pgm; done
printf '%s\n\f%s\n' "$(hwr-predict hey-you.pgm)" "$(hwr-predict digits.pgm)" >want
hwr-predict hey-you.pgm digits.pgm >got
same_file 'pages of one number do not run together' want got
perl -e '$| = 1; while (read(STDIN, $_, 3000)) { print; select(undef, undef, undef, 0.002) }' <digits.pgm | hwr-predict hey-you.pgm - >got
same_file 'however they come' want got

# Streams of any length: pages of one image, and one line of all.
stream() {	# stream N TAGS - N times the image of A with tags, of which perl makes a text
	hwr-trim "$TESTDATA/samples/A/1.png" | hwr-normalize | perl -0777 -e '
		my ($n, $tags) = @ARGV;
		$_ = <STDIN>;
		s/^P5\n# hwr.*\n//;
		for my $i (0 .. $n - 1) { (my $t = $tags) =~ s/\{(.*?)\}/eval $1/ge; print "P5\n# hwr $t\n$_" }' "$1" "$2"
}
# shellcheck disable=SC2016	# perl's own
stream 5000 'page={$i + 1} line=1 word=1 char=1 of=1' | hwr-predict -q --lm=none | tr -d '\f' >got
same 'a text for each of 5000 pages' 5000 "$(wc -l <got)"
# shellcheck disable=SC2016	# perl's own
stream 10000 'page=1 line=1 word=1 char={$i + 1} from={$i} to={$i + 1} cut=999 space=0 of=10000' | hwr-predict -q --lm=none >got
same 'a character for each of 10000 in one line' 10000 "$(tr -d '\n ' <got | wc -c)"

# Names that come one by one.
hwr-recognize hey-you.png digits.png >two
head -n 1 two >one
start 'hwr-recognize --files-from=-'
echo hey-you.png >&3
answered 'a name is answered before the next comes' one
echo digits.png >&3
answered 'and the next' two
end
start 'hwr-recognize -0 --files-from=- --format=tsv'
printf 'hey-you.png\0' >&3
hwr-recognize --format=tsv hey-you.png >one
answered 'with zero bytes, as a table' one
end
printf 'digits.png\nhey-you.png' | hwr-recognize --files-from=- hey-you.png >got
same 'the last name needs no line end, and operands follow' 'digits.png hey-you.png hey-you.png' "$(cut -f 1 got | paste -s -d ' ')"

# Lines that a language model is asked for.
printf 'hey you\n' | hwr-lm -o en.lm
printf 'hey you\n' | hwr-lm -l en.lm --query >one
start 'hwr-lm -l en.lm --query'
echo 'hey you' >&3
answered 'hwr-lm answers a line before the next comes' one
end
finish
