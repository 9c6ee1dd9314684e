#!/bin/sh
# What hwr-train(1) promises, from outside.
. "$(dirname "$0")/../scripts/test/tap.sh"
export OMP_WAIT_POLICY=passive

tiny=$TESTDATA/tiny
train() { hwr-train -q -d "$tiny" --arch tiny --epochs 3 --batch 32 "$@"; }

ok 'a model is made' train -o a.hwr
same 'its header tells version and classes' 'hwr-model 1
classes 10
labels 0 1 2 3 4 5 6 7 8 9' "$(head -n 5 a.hwr | grep -a -e hwr-model -e classes -e labels)"
ok 'no checkpoint is left' test ! -e a.hwr.ckpt
ok 'a second run' train -o b.hwr
same_file 'the same options give the same bytes' a.hwr b.hwr
ok 'one thread' train --threads 1 -o b.hwr -f
same_file 'the same bytes for one thread' a.hwr b.hwr
ok 'three threads' train --threads 3 -o b.hwr -f
same_file 'the same bytes for three threads' a.hwr b.hwr
HWR_CPU=avx2 train -o avx2.hwr
HWR_CPU=avx512 train -o avx512.hwr
same_file 'AVX2 and AVX-512 train the same bytes' avx2.hwr avx512.hwr
fails 2 'HWR_CPU is a word that is known' env HWR_CPU=fast hwr-train -q -d "$TESTDATA/samples" -f -o avx2.hwr
ok 'another seed' train --seed 2 -o b.hwr -f
fails 1 'another seed gives another model' cmp -s a.hwr b.hwr
silent 'quiet means quiet' train -o c.hwr

says 'an epoch is told in one line' 'epoch 1/1 loss [0-9.]+ train [0-9.]+ % validation [0-9.]+ %, [0-9]+ images/s' \
    hwr-train -d "$tiny" --arch tiny --epochs 1 --validate 0.2 --log log.tsv -o d.hwr
same 'the log has a header and a row' '2' "$(grep -c . log.tsv)"
same 'the log has seven columns' '7 7' "$(awk -F'\t' '{printf "%s%d", s, NF; s = " "}' log.tsv)"

# A run that is interrupted is resumed to the same model.
long() { hwr-train -q -d "$tiny" --arch tiny --epochs 12 --batch 32 --threads 1 "$@"; }
ok 'a long run' long -o whole.hwr
hwr-train -q -d "$tiny" --arch tiny --epochs 12 --batch 32 --threads 1 -o part.hwr 2>err &
pid=$!
while [ ! -e part.hwr.ckpt ] && kill -0 "$pid" 2>/dev/null; do sleep 0.01; done
kill -TERM "$pid" 2>/dev/null
wait "$pid"
if [ -e part.hwr.ckpt ]; then
	ok 'stopped: no model yet, and how to go on is said' grep -q 'resume' err
	ok 'resumed' long --resume -o part.hwr
else
	skip 'stopped' 'it was done before it could be stopped'
	skip 'resumed' 'it was done before it could be stopped'
fi
same_file 'resumed is as good as whole' whole.hwr part.hwr

mkdir loose
touch loose/a.png loose/b.png
says 'pictures in no sub-folder are told' '^hwr-train: loose: 2 files are left out: pictures lie in sub-folders' hwr-train -d loose -o no.hwr
ok 'a folder with a sub-folder per class' \
    hwr-train -q -d "$TESTDATA/samples" --arch tiny --epochs 2 -o f.hwr
same 'its classes are the folders' 'labels 3 7 A B k x' "$(grep -a '^labels' f.hwr)"
ok 'two sources are put together' \
    hwr-train -q -d "$TESTDATA/samples" -d "$tiny" --limit 50 --arch tiny --epochs 1 -o g.hwr
same 'shared characters are one class' '14' "$(sed -n 's/^classes //p' g.hwr 2>/dev/null | head -n 1)"
ok 'a source counts twice, classes are alike' \
    hwr-train -q -d "$TESTDATA/samples" --weight 2 -d "$tiny" --limit 50 --balance 1 --arch tiny --epochs 1 -o w.hwr
same 'the prior says so' '14 shares of 0.0714286' "$(sed -n 's/^prior //p' w.hwr 2>/dev/null | head -n 1 | tr ' ' '\n' |
	uniq -c | awk '{ print $1, "shares of", $2 }')"
ok 'what classes look like, apart from how often each source has them' \
    hwr-train -q -d "$TESTDATA/samples" -d "$tiny" --arch tiny --epochs 1 --logit-adjust -o l.hwr
ok 'it starts from a model, and has a teacher' \
    hwr-train -q -d "$TESTDATA/samples" -d "$tiny" --arch tiny --epochs 1 --logit-adjust --init l.hwr --teacher l.hwr -o l2.hwr
fails 2 'not when images are mixed' hwr-train -q -d "$tiny" --logit-adjust --mixup 0.2 -o x.hwr
fails 2 'a weight of nothing' hwr-train -q -d "$tiny" --weight 0 -o x.hwr
fails 2 'a weight before its source' hwr-train -q --weight 2 -d "$tiny" -o x.hwr
ok 'layers as words' hwr-train -q -d "$tiny" --arch '4c5s2 bn relu p2 drop0.1 d' --epochs 1 --optimizer sgd --schedule cosine -o h.hwr

ok 'a run starts from a model' train --init a.hwr --rate 0 -o i.hwr
fails 1 'unless it takes more than is allowed' train --init a.hwr --max-model-work 0.001 -o i2.hwr
ok 'layers are the model'"'"'s' hwr-train -q -d "$tiny" --epochs 1 --init a.hwr --rate 0 -o j.hwr
ok 'data may have fewer classes' hwr-train -q -d "$tiny" --keep 017 --epochs 1 --init a.hwr -o fewer.hwr
same 'the classes and their prior stay' "$(grep -a -e '^labels' -e '^prior' a.hwr)" \
    "$(grep -a -e '^labels' -e '^prior' fewer.hwr)"
cat a.hwr f.hwr >both.hwr
ok 'the second model of a file' hwr-train -q -d "$TESTDATA/samples" --init both.hwr --member 2 --epochs 1 -o k.hwr
fails 1 'a third that is not there' hwr-train -q -d "$TESTDATA/samples" --init both.hwr --member 3 -o x.hwr
fails 1 'other layers than the model has' hwr-train -q -d "$tiny" --arch lenet --init a.hwr -o x.hwr
ok 'data may have more classes' hwr-train -q -d "$TESTDATA/samples" --init a.hwr --epochs 1 -o more.hwr
same 'which come last' "$(sed -n 's/^labels //p' a.hwr) A B k x" "$(sed -n 's/^labels //p' more.hwr)"
fails 1 'a model to start from that is missing' train --init nowhere.hwr -o x.hwr

# What is not said stays as the model has it that a run starts from.
hwr-train -q -d "$TESTDATA/samples" -d "$tiny" --limit 50 --arch tiny --epochs 1 --style mnist --reads lines --note 'the first' -o e1.hwr
hwr-train -q -d "$tiny" --limit 50 -d "$TESTDATA/samples" --arch '4c5s2 bn relu p2 d' --epochs 1 --style mnist --reads alone \
    --note 'the second' -o e2.hwr
cat e1.hwr e2.hwr >few.hwr
own() { hwr-train -d "$TESTDATA/samples" --init few.hwr --epochs 1 --rate 0.001 "$@"; }
kept() { grep -a -e '^style' -e '^reads' -e '^note' "$1" | paste -s -d '|' -; }
says 'which of several models is taken' '^hwr-train: few.hwr: training starts from model 1 of 2, which reads glyphs of lines; --member' own -o m1.hwr
same 'style, what it reads and note stay' 'style mnist|reads lines|note the first' "$(kept m1.hwr)"
silent 'a member that was asked for' own -q --member 2 -o m2.hwr
same 'its own stay' 'style mnist|reads alone|note the second' "$(kept m2.hwr)"
own -q --style emnist --reads all --note mine -o m3.hwr
same 'unless others are said' 'style emnist|note mine' "$(kept m3.hwr)"
says 'all models of a file are trained' '^hwr-train: all.hwr.2: model 2 of 2, which reads glyphs that stand alone' own --member all -o all.hwr
bundle() { perl "$ROOT/scripts/models/bundle.pl" "$@"; }
bundle m1.hwr m2.hwr >want.hwr
same_file 'each as it is alone, though classes have another order' want.hwr all.hwr
same 'nothing else is left' all.hwr "$(echo all.hwr*)"
bundle m2.hwr m2.hwr >want.hwr	# of two records of one size
head -c $(($(wc -c <want.hwr) / 2)) want.hwr >again.hwr.1
fails 1 'a member of an earlier run is not lost' own --member all -o again.hwr
says 'it is told what helps' '^hwr-train: again.hwr.1: a model of an earlier run; --resume goes on with it, -f begins anew' own --member all -o again.hwr
ok '--resume takes it' own -q --member all --resume -o again.hwr
same_file 'as it is' want.hwr again.hwr
cp m2.hwr again.hwr.1
ok '-f begins anew' own -q --member=all -f -o again.hwr
same_file 'with all of them' all.hwr again.hwr
says 'models of other classes are not trained on the same data' '^hwr-train: both.hwr: model 2 has other classes' \
    hwr-train -q -d "$TESTDATA/samples" --init both.hwr --member all -o x.hwr
fails 2 'a member of nothing' train --member 2 -o x.hwr
fails 2 'several models have no one log' own --member all --log log.tsv -o x.hwr
fails 2 'a member that is no number' own --member some -o x.hwr

ok 'architectures are listed' hwr-train --list-arch
same 'seed is the network it should be' \
    'seed	32c3 bn relu 32c3 bn relu 32c5s2p2 bn relu drop0.4 64c3 bn relu 64c3 bn relu 64c5s2p2 bn relu drop0.4 128c4 bn relu drop0.4 d' \
    "$(hwr-train --list-arch | grep '^seed')"
i=0
while [ $i -lt 47 ]; do
	printf '%d\t%b\n' $i "\\0$(printf %o $((48 + i)))"
	i=$((i + 1))
done >47.txt
says 'it has 331183 parameters for 47 classes' '331183 parameters, 15.17 M' \
    hwr-train -v -d "$tiny" --mapping 47.txt --arch seed --epochs 1 -o s.hwr

# Rejects, a teacher, mixed images, and what is known in part.
rich() { train --validate 0.2 --reject 0.2 --mixup 0.3 --teacher a.hwr --fade 0.2 \
    --augment ink=0.5,blur=0.5,resolution=0.2,contrast=0.3,noise=0.05,texture=0.2,sliver=0.3 "$@"; }
ok 'all that a recipe may have' rich -o rich.hwr
same 'rejects are a class, and their share is told' '11 0.2' \
    "$(sed -n 's/^classes //p' rich.hwr | head -n 1) $(sed -n 's/^prior .* //p' rich.hwr | head -n 1)"
same 'how good it is is told' 1 "$(grep -a -c '^validation [0-9]' rich.hwr)"
ok 'with other threads' rich --threads 3 -o rich3.hwr
same_file 'the same bytes' rich.hwr rich3.hwr
fails 1 'a teacher of other classes' hwr-train -q -d "$TESTDATA/samples" --arch tiny --teacher a.hwr -o x.hwr
fails 1 'a teacher that is missing' train --teacher nowhere.hwr -o x.hwr
fails 2 'half of the images at most are mixed in' train --mixup 0.6 -o x.hwr
printf '0\n5\n5\n7\n11\n' >numbers
says 'images are picked by number' ' 4 images' hwr-train -v -d "$tiny" --pick numbers --arch tiny --epochs 1 -o p.hwr
says 'and may be held out' 'validation' \
    hwr-train -d "$tiny" -d "$tiny" --pick numbers --hold --arch tiny --epochs 1 -o held.hwr
printf 'x\n' >numbers
fails 1 'a number that is none' hwr-train -q -d "$tiny" --pick numbers --arch tiny -o x.hwr
fails 1 'labels for either case that are missing' hwr-train -q -d "$tiny" --either nowhere -o x.hwr

# Members of a bundle that are for glyphs that stand alone, or for lines.
ok 'a model for glyphs that stand alone' train --reads alone -o alone.hwr
ok 'and one for lines' train --seed 2 --reads lines -o lines.hwr
cat lines.hwr alone.hwr >roles.hwr
same 'glyphs that stand alone are left to the first' "$(hwr-eval -m alone.hwr --data "$tiny" | sed -n 1,3p)" \
    "$(hwr-eval -m roles.hwr --data "$tiny" | sed -n 1,3p)"
same 'the other is not judged' '1' "$(hwr-eval -m roles.hwr --data "$tiny" | grep -c '^model ')"
stream() { hwr-trim "$TESTDATA/digits.png" | hwr-split | hwr-normalize; }
same 'lines are left to the other' "$(stream | hwr-predict -q --lm=none -m lines.hwr)" \
    "$(stream | hwr-predict -q --lm=none -m roles.hwr)"
fails 2 'a task that is none' train --reads books -o x.hwr

# Whole lines: pictures of words, and what they say.
mkdir -p own/more
cp "$TESTDATA/hey-you.png" "$TESTDATA/bold.png" "$TESTDATA/digits.png" own
cp "$TESTDATA/bold.png" own/more/again.png
grep -e hey -e bold -e digits "$TESTDATA/labels.tsv" >own/labels.tsv
printf 'more/again.png\tBring the RED book\n' >>own/labels.tsv
printf 'hey-you.png\tme\nbold.png\tyou\ndigits.png\tme\nmore/again.png\tyou\n' >own/writers.tsv
small='line48 8c3s2p1n bn relu p2 8c12x1 bn relu lstm16 d'
lines() { hwr-train -q --lines own --arch "$small" --epochs 3 --batch 2 "$@"; }
ok 'a model for lines is made' lines -o lines-a.hwr
same 'its style is told, a space can be seen and the blank is the last' 'style line|␣|∅' \
    "$(grep -a '^style' lines-a.hwr)|$(sed -n 's/^labels //p' lines-a.hwr | tr ' ' '\n' | sed -n '4p')|$(sed -n 's/^labels .* //p' lines-a.hwr)"
ok 'one thread' lines --threads 1 -o lines-b.hwr
same_file 'the same bytes for one thread' lines-a.hwr lines-b.hwr
ok 'three threads' lines --threads 3 -f -o lines-b.hwr
same_file 'the same bytes for three threads' lines-a.hwr lines-b.hwr
HWR_CPU=avx2 lines -f -o lines-b.hwr
HWR_CPU=avx512 lines -o lines-512.hwr
same_file 'AVX2 and AVX-512 train the same bytes' lines-b.hwr lines-512.hwr
(cd own && for f in hey-you.png bold.png digits.png more/again.png; do hwr-trim "$f"; done) >stream.pgm
awk -F'\t' '{ print NR - 1 "\t" $1 "\tpen\t" $2 }' own/labels.tsv >stream.tsv
awk -F'\t' 'NR == FNR { who[$1] = $2; next } { $2 = who[$2]; print }' OFS='\t' own/writers.tsv stream.tsv >s.tsv && mv s.tsv stream.tsv
(cd own && cut -f 1 labels.tsv | while read -r f; do hwr-trim "$f"; done) >stream.pgm
ok 'a stream of ink images with its table' hwr-train -q --lines stream --arch "$small" --epochs 3 --batch 2 -o lines-s.hwr
same_file 'is the same as the folder that it was made of' lines-a.hwr lines-s.hwr
gzip stream.pgm
ok 'a gzipped one' hwr-train -q --lines stream --arch "$small" --epochs 3 --batch 2 -f -o lines-s.hwr
same_file 'is the same, too' lines-a.hwr lines-s.hwr

says 'writers are held out, and a line an epoch says what is read of them' \
    'epoch 1/1 loss [0-9.]+ train [0-9.]+ % validation [0-9.]+ %, [0-9]+ lines/s' \
    hwr-train --lines own --lines own --hold --limit 1 --arch "$small" --epochs 1 --log lines.tsv -o lines-v.hwr
same 'the log is as that of glyphs' 'epoch loss train validation rate seconds images_per_s 2' \
    "$(head -n 1 lines.tsv | tr '\t' ' ') $(grep -c . lines.tsv)"
long_lines() { lines --epochs 40 --threads 1 --validate 0.4 --seed 2 "$@"; }
ok 'a long run' long_lines -o lines-whole.hwr
hwr-train -q --lines own --arch "$small" --epochs 40 --batch 2 --threads 1 --validate 0.4 --seed 2 -o lines-part.hwr 2>err &
pid=$!
while [ ! -e lines-part.hwr.ckpt ] && kill -0 "$pid" 2>/dev/null; do sleep 0.01; done
kill -TERM "$pid" 2>/dev/null
wait "$pid"
if [ -e lines-part.hwr.ckpt ]; then
	fails 1 'a checkpoint of other data is refused' long_lines --limit 2 --resume -o lines-part.hwr
	ok 'resumed' long_lines --resume -o lines-part.hwr
else
	skip 'a checkpoint of other data is refused' 'it was done before it could be stopped'
	skip 'resumed' 'it was done before it could be stopped'
fi
same_file 'a resumed run of lines is as good as a whole one' lines-whole.hwr lines-part.hwr

lines --note "of lines" -o lines-n.hwr
ok 'a run starts from a model for lines' hwr-train -q --lines own --init lines-a.hwr --epochs 1 --rate 0 --ema 0 -o lines-i.hwr
same "its note stays" "note of lines" "$(hwr-train -q --lines own --init lines-n.hwr --epochs 1 -o lines-o.hwr; grep -a "^note" lines-o.hwr)"
same 'layers and classes are the model'"'"'s' "$(grep -a -e '^arch' -e '^labels' lines-a.hwr)" "$(grep -a -e '^arch' -e '^labels' lines-i.hwr)"
says 'few lines come again and again then' 'epoch 50/50 ' \
    hwr-train --lines own --weight 5 --init lines-a.hwr --batch 8 --threads 1 -o lines-f.hwr
mkdir other
cp own/bold.png other
printf 'bold.png\tBring the RED \303\251\n' >other/labels.tsv
says 'a character that the model lacks is said, with its file and row' "labels.tsv: row 1: no class has 'é'" \
    hwr-train --lines other --init lines-a.hwr -o x.hwr
printf 'hey-you.png\tn\303\251 H\303\251\nbold.png\tthe b\303\251\ndigits.png\t2739 5684\n' >own/labels.tsv
same 'once, where such lines are left out' 1 \
    "$(hwr-train --lines own --skip-unknown --init lines-a.hwr --epochs 1 -o lines-u.hwr 2>&1 | grep -c 'no class has')"
ok 'the alphabet may be told' hwr-train -q --lines own --skip-unknown --characters '0123456789 ' --arch "$small" --epochs 1 -o lines-c.hwr
same 'in its order' '0 1 2 3 4 5 6 7 8 9 ␣ ∅' "$(sed -n 's/^labels //p' lines-c.hwr)"
for row in 'digits.png 2739' '../a.hwr	2739' '/etc/passwd	2739' 'none.png	2739' 'labels.tsv	2739'; do
	printf 'digits.png\t2739 5684\n%s\n' "$row" >other/labels.tsv
	cp own/digits.png other
	fails 1 "training does not begin with a row '$row'" hwr-train -q --lines other --arch "$small" --epochs 1 -o x.hwr
done
says 'a text longer than there are steps is said' 'row 2: its 60 characters take [0-9]+ steps, its picture has [0-9]+; left out' sh -c \
    "printf 'digits.png\t2739 5684\ndigits.png\t%060d\n' 7 >other/labels.tsv; hwr-train --lines other --arch '$small' --epochs 1 -o lines-l.hwr"
fails 1 'a folder without a table' hwr-train -q --lines own/more/nothing --arch "$small" -o x.hwr
fails 1 'a network for glyphs is none for lines' hwr-train -q --lines own --arch tiny -o x.hwr
fails 1 'nor one for lines for glyphs' train --arch line -o x.hwr
fails 1 'no line starts from a model for glyphs' hwr-train -q --lines own --init a.hwr -o x.hwr
fails 1 'no glyph from one for lines' hwr-train -q -d "$tiny" --init lines-a.hwr -o x.hwr
fails 1 'nor has it such a teacher' train --teacher lines-a.hwr -o x.hwr
fails 2 'glyphs and lines together' train --lines own -o x.hwr
fails 2 'what is of glyphs alone' hwr-train -q --lines own --mixup 0.2 -o x.hwr
fails 2 'what is of lines alone' train --join 0.2 -o x.hwr
fails 2 '--skip-unknown before any lines' train --skip-unknown -o x.hwr
fails 2 'a change of glyphs for lines' hwr-train -q --lines own --augment rotate=2 -o x.hwr
fails 2 'characters that are told twice' hwr-train -q --lines own --characters abc --init lines-a.hwr -o x.hwr

fails 2 'a model is not written over' train -o a.hwr
fails 2 'no data' hwr-train -o x.hwr
fails 2 'no model' hwr-train -d "$tiny"
fails 2 'an operand' train -o x.hwr more
fails 2 'an option that is none' train --bogus -o x.hwr
fails 2 'epochs out of range' train --epochs 0 -o x.hwr
fails 2 'a rate that is no number' train --rate fast -o x.hwr
fails 2 'an optimizer that is none' train --optimizer lion -o x.hwr
fails 2 'a change that is none' train --augment twist=1 -o x.hwr
fails 2 '--transpose before any data' hwr-train --transpose -d "$tiny" -o x.hwr
branches='8c5s2n bn relu ( 8c3p1n bn ( gap d4 relu d8 sigmoid )* )+ relu p2 dw3n bn relu d'
ok 'residual, gated and depthwise layers' train --arch "$branches" -o r.hwr
ok 'with three threads' train --arch "$branches" --threads 3 -o r3.hwr
same_file 'the same bytes' r.hwr r3.hwr
ok 'such a model reads' hwr-eval -m r.hwr --data "$tiny"
for arch in ')+ d' '( 4c3s3' '( 4c3s3 d' '( 4c3s3 )+ d' '( 4c3p1 )* d' '( gap d1 )- d' '( gap d1 )*2 d' 'dw29 d' 'dw d'; do
	fails 1 "brackets that do not fit: $arch" train --arch "$arch" -o x.hwr
done
fails 1 'an architecture that is none' train --arch '32c99 d' -o x.hwr
fails 1 'an architecture with other outputs' train --arch 'd11' -o x.hwr
fails 1 'data that are missing' hwr-train -d nowhere -o x.hwr
fails 1 'a folder that cannot be written' train -o nowhere/x.hwr
ok 'nothing was left by what failed' test ! -e x.hwr
finish
