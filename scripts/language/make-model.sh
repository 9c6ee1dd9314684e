# shellcheck shell=sh
# make-model.sh - what make-english.sh and its like share; sourced, in the project's root.
#
# ROOT  where the packages are unpacked, if they are not installed; so as none
#       of what they depend on is needed:
#           mkdir debs && cd debs && apt-get download PACKAGE...
#           for f in *.deb; do dpkg-deb -x "$f" ../root; done
# WORK  where the lines go (build/LANGUAGE): SOURCE.train, and SOURCE.held, which
#       are never learnt
# OUT   where the model goes (models)
# AVOID a file of texts that the model will be measured with, a line each: lines
#       that share five words in a row with one of them, or all its words, are not
#       learnt

# need_packages - complain of those that are missing: rows of a package and a file of it on stdin.
need_packages() {
	missing=
	while read -r package file; do
		[ -r "$ROOT$file" ] || missing="$missing $package"
	done
	[ -z "$missing" ] || {
		echo "${0##*/}: missing packages: apt-get install$missing (or see ROOT in scripts/language/make-model.sh)" >&2
		exit 1
	}
}

# make_lines LANGUAGE - run make-LANGUAGE.pl, and leave out what is like the texts of AVOID.
make_lines() {
	mkdir -p "$WORK" "$OUT"
	rm -f "$WORK"/*.train "$WORK"/*.held
	perl "scripts/language/make-$1.pl" "$ROOT" "$WORK"
	[ -r "$AVOID" ] || return 0
	for f in "$WORK"/*.train; do
		perl scripts/language/avoid.pl "$AVOID" "$f" >"$WORK/kept"
		echo "$(basename "$f"): $(($(wc -l <"$f") - $(wc -l <"$WORK/kept"))) lines avoided"
		mv "$WORK/kept" "$f"
	done
}

# make_model LANGUAGE MOST OPTION... - learn the lines, and say how well: a model of no more than MOST bytes.
make_model() {
	model=$OUT/$1.lm
	most=$2
	shift 2
	"$lm" "$@" -o "$model" "$WORK"/*.train
	size=$(wc -c <"$model")
	echo "$model: $size bytes"
	echo 'characters, bits per character and perplexity of what was held out:'
	"$lm" -l "$model" --perplexity "$WORK"/*.held
	cat "$WORK"/*.held | "$lm" -l "$model" --perplexity
	if [ "$size" -gt "$most" ]; then
		echo "${0##*/}: $model has more than $most bytes; prune more" >&2
		exit 1
	fi
}

lm=${HWR_BIN:-bin}/hwr-lm
[ -x "$lm" ] || { echo "${0##*/}: $lm is missing; run make" >&2; exit 1; }
