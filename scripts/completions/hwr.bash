# bash completion of the hwr programs; made by scripts/completions/make-completions.sh
_hwr() {
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}
	local name=${COMP_WORDS[0]##*/} words=
	COMPREPLY=()
	if [[ $cur == = ]]; then
		cur=
	elif [[ $prev == = ]]; then
		prev=${COMP_WORDS[COMP_CWORD-2]}
	fi
	case $name:$prev in
	hwr-eval:--prior) words="file alone trained uniform" ;;
	hwr-normalize:--style|hwr-normalize:-s) words="emnist line mnist" ;;
	hwr-predict:--format) words="text tsv jsonl words" ;;
	hwr-predict:--lm) words="list none" ;;
	hwr-predict:--prior) words="file alone trained uniform" ;;
	hwr-recognize:--format) words="text tsv jsonl words" ;;
	hwr-recognize:--lm) words="list none" ;;
	hwr-recognize:--polarity) words="auto dark light" ;;
	hwr-recognize:--prior) words="file alone trained uniform" ;;
	hwr-recognize:--threshold) words="auto otsu sauvola" ;;
	hwr-trim:--polarity) words="auto dark light" ;;
	hwr-trim:--threshold) words="auto otsu sauvola" ;;
	esac
	if [[ -n $words ]]; then
		# shellcheck disable=SC2207
		COMPREPLY=($(compgen -W "$words" -- "$cur"))
		return
	fi
	[[ $cur == -* ]] || return
	case $name in
	hwr-eval) words="--model= --output= --data= --labels= --mapping= --transpose --pick= --limit= --only= --classes= --vote= --confusion= --picture= --prior= --lines= --text= --curves= --worst= --threads= --help --version --quiet --verbose" ;;
	hwr-lm) words="--lm= --note= --order= --output= --perplexity --prune= --query --help --version --quiet --verbose" ;;
	hwr-normalize) words="--output= --style= --help --version --quiet --verbose" ;;
	hwr-predict) words="--classes= --format= --lm= --lm-weight= --model= --merge --output= --pattern= --prior= --threads= --top= --vote= --words= --help --version --quiet --verbose" ;;
	hwr-recognize) words="--null --classes= --debug-png= --files-from= --format= --lm= --lm-weight= --max-pixels= --model= --merge --output= --pattern= --plain --polarity= --prior= --recursive --threads= --threshold= --top= --vote= --words= --help --version --quiet --verbose" ;;
	hwr-split) words="--candidates --lattice --layout= --lines --no-deskew --output= --plain --word-gap= --help --version --quiet --verbose" ;;
	hwr-train) words="--data= --labels= --either= --mapping= --transpose --group= --keep= --lines= --skip-unknown --characters= --pick= --limit= --weight= --hold --arch= --init= --member= --list-arch --epochs= --batch= --optimizer= --rate= --momentum= --decay= --schedule= --smooth= --ema= --augment= --join= --fade= --mixup= --reject= --teacher= --distill= --logit-adjust --balance= --validate= --seed= --style= --reads= --precision= --note= --output= --force --log= --checkpoint= --resume --threads= --progress --no-progress --help --version --quiet --verbose" ;;
	hwr-trim) words="--keep-rules --margin= --max-pixels= --output= --polarity= --speck= --threshold= --help --version --quiet --verbose" ;;
	esac
	# shellcheck disable=SC2207
	COMPREPLY=($(compgen -W "$words" -- "$cur"))
	[[ ${COMPREPLY[0]-} != *= ]] || compopt -o nospace
}
complete -o default -F _hwr hwr-eval hwr-lm hwr-normalize hwr-predict hwr-recognize hwr-split hwr-train hwr-trim
