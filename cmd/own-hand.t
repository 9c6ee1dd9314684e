#!/bin/sh
# One's own handwriting: pictures in folders become a model that reads.
# shellcheck source=scripts/test/tap.sh
. "$(dirname "$0")/../scripts/test/tap.sh"

small='8c5s2 bn relu 16c3s2 bn relu d'
ok 'a folder of pictures is trained' hwr-train -q --data "$TESTDATA/samples" --arch "$small" \
	--epochs 40 --seed 1 -o my.hwr
hwr-eval -m my.hwr --data "$TESTDATA/samples" >report
rate=$(awk 'NR == 1 {print $2}' report)
ok "its own pictures are read ($rate %)" awk "BEGIN {exit !(\"$rate\" + 0 >= 80)}"
hwr-train -q --data "$TESTDATA/samples" --arch "$small" --epochs 40 --seed 1 -o again.hwr
same_file 'the same seed gives the same file' my.hwr again.hwr

want=
got=
for class in 3 7 A B k x; do
	for n in 1 2 3 4 5 6 7 8; do
		want=$want$class
		got=$got$(hwr-trim "$TESTDATA/samples/$class/$n.png" | hwr-normalize | hwr-predict -q -m my.hwr)
	done
done
right=$(printf '%s\n%s\n' "$want" "$got" | perl -e '
	my ($w, $g) = map {chomp; lc} <STDIN>;
	print scalar grep {substr($w, $_, 1) eq substr($g, $_, 1)} 0 .. length($w) - 1')
ok "and by the pipe ($right of 48)" test "$right" -ge 36

# The networks that come with hwr learn on.
if [ -e "$ROOT/models/letters-fast.hwr" ]; then
	ok 'an ensemble that is there is trained on' hwr-train -q --data "$TESTDATA/samples" --init letters-fast --member all \
		--epochs 3 --batch 12 -o on.hwr
	same 'all of it, each for what it reads' 'reads lines reads alone' "$(grep -a '^reads' on.hwr | paste -s -d ' ' -)"
	rate=$(hwr-eval -m on.hwr --data "$TESTDATA/samples" | awk 'NR == 1 {print $2}')
	ok "its pictures are read ($rate %)" awk "BEGIN {exit !(\"$rate\" + 0 >= 95)}"
	same 'and pages, too' 'Hey you' "$(hwr-recognize -m on.hwr "$TESTDATA/hey-you.png")"
else
	skip 'an ensemble that is there is trained on' 'no models/letters-fast.hwr'
fi
finish
