#!/bin/sh
# What five samples a character of one person are worth.
#
# usage: scripts/models/ten-writers.sh
#
# A network that has never seen ten writers of UNIPEN is fine-tuned for each of
# them on five samples of every character of which there are eight or more, and
# judged on the others, before and after.  Prints a row a writer.
#
# DATA, WORK  see scripts/models/training.sh
set -eu
# shellcheck source=scripts/models/training.sh
. "$(dirname "$0")/training.sh"
writers='uqb/re_3828 apb/Rosemary_Maselli apb/Todd_Sachs apb/Wally_Block apb/Janis_Bernardo
apa/JeanHale lav/cl_0001 gmd/monu kai/jjlee apb/Bill_Cleveland'

mkdir -p "$WORK/writers"
gzip -dc "$unipen-index.tsv.gz" >"$WORK/writers/index.tsv"

# A network that knows everybody else; the rows of the index are the images, in order.
if [ ! -f "$WORK/writers/base.hwr" ]; then
	awk -F'\t' -v ten="$writers" 'BEGIN { n = split(ten, w, /[ \n]+/); for (i = 1; i <= n; i++) out[w[i]] = 1 }
		NR > 1 && !($4 in out) { print NR - 2 }' "$WORK/writers/index.tsv" >"$WORK/writers/others"
	"$TRAIN" --resume -f --log "$WORK/writers/base.tsv" -o "$WORK/writers/base.hwr" --arch pool3 --epochs 4 \
	    --data "$x47" --transpose --labels "$x47-labels62-idx1-ubyte.gz" --either "$x47-labels-idx1-ubyte.gz" \
	    --data "$unipen" --mapping "$unipen-mapping.txt" --keep "$alnum" --pick "$WORK/writers/others"
fi

# split WRITER - the numbers of the images that are learnt (five samples a character) and judged; thin pen or thick.
split() {
	awk -F'\t' -v writer="$1" -v learn="$WORK/writers/learn" -v judge="$WORK/writers/judge" '
		BEGIN { printf "" >learn; printf "" >judge }
		NR > 1 && $4 == writer && $2 ~ /^[0-9A-Za-z]$/ && NR % 2 == 0 { of[$2] = of[$2] " " (NR - 2); n[$2]++ }
		END {
			for (c in n) {
				k = split(of[c], at, " ")
				for (i = 1; k >= 8 && i <= k; i++)
					print at[i] >(i <= 5 ? learn : judge)
			}
		}' "$WORK/writers/index.tsv"
}

# right MODEL - "RIGHT OF" among the images to judge.
right() {
	"$BIN/hwr-eval" -m "$1" --data "$unipen" --mapping "$unipen-mapping.txt" --pick "$WORK/writers/judge" |
	    sed -n '1s/.*(\([0-9]*\) of \([0-9]*\).*/\1 \2/p'
}

printf 'writer\tlearnt\tjudged\tbefore\tafter\n'
for writer in $writers; do
	split "$writer"
	sort -n -o "$WORK/writers/learn" "$WORK/writers/learn"
	"$TRAIN" -q -f -o "$WORK/writers/own.hwr" --init "$WORK/writers/base.hwr" \
	    --data "$unipen" --mapping "$unipen-mapping.txt" --pick "$WORK/writers/learn" \
	    --epochs 20 --batch 32 --rate 0.0005 --ema 0.98
	echo "$writer $(wc -l <"$WORK/writers/learn") $(right "$WORK/writers/base.hwr") $(right "$WORK/writers/own.hwr")"
done | awk '{
	printf "%s\t%d\t%d\t%.2f\t%.2f\n", $1, $2, $4, 100 * $3 / $4, 100 * $5 / $6
	before += $3; after += $5; all += $4; mean += 100 * ($5 - $3) / $4
} END {
	printf "all\t\t%d\t%.2f\t%.2f\n", all, 100 * before / all, 100 * after / all
	printf "mean gain\t\t\t\t%.2f\n", mean / NR
}'
