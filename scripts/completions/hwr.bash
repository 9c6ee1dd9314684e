# bash completion of the hwr programs; made by scripts/completions/make-completions.sh

# _hwr_models KIND - names of models that are found: model or lms.
_hwr_models() {
	hwr-recognize --list-models 2>/dev/null | awk -F '\t' -v lms="$1" '
		$1 != "-" && (lms == "lms") == ($2 ~ /language model/) {print $1}'
}

_hwr() {
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}
	local name=${COMP_WORDS[0]##*/} words='' kind='' before=''
	COMPREPLY=()
	if [[ $cur == = ]]; then
		cur=
	elif [[ $prev == = ]]; then
		prev=${COMP_WORDS[COMP_CWORD-2]}
	fi
	case $name:$prev in
	hwr-eval:--model|hwr-eval:-m) words="" kind=model ;;
	hwr-eval:--vote) words="majority mean weighted" ;;
	hwr-eval:--prior) words="alone trained uniform" kind=file ;;
	hwr-lm:--lm|hwr-lm:-l) words="" kind=lms ;;
	hwr-normalize:--style|hwr-normalize:-s) words="emnist mnist line" ;;
	hwr-predict:--format) words="text tsv jsonl words" ;;
	hwr-predict:--lm) words="none" kind=lms ;;
	hwr-predict:--model|hwr-predict:-m) words="" kind=model ;;
	hwr-predict:--prior) words="alone trained uniform" kind=file ;;
	hwr-predict:--vote) words="majority mean weighted" ;;
	hwr-recognize:--debug-png) words="" kind=folder ;;
	hwr-recognize:--format) words="text tsv jsonl words" ;;
	hwr-recognize:--lm) words="none" kind=lms ;;
	hwr-recognize:--model|hwr-recognize:-m) words="" kind=model ;;
	hwr-recognize:--polarity) words="auto dark light" ;;
	hwr-recognize:--prior) words="alone trained uniform" kind=file ;;
	hwr-recognize:--threshold) words="auto otsu sauvola" ;;
	hwr-recognize:--vote) words="majority mean weighted" ;;
	hwr-train:--arch) words="seed vgg32 vgg64 pool3 wide5 lenet tiny line" ;;
	hwr-train:--init) words="" kind=model ;;
	hwr-train:--member) words="all" ;;
	hwr-train:--optimizer) words="sgd adamw" ;;
	hwr-train:--schedule) words="constant cosine onecycle" ;;
	hwr-train:--augment) words="none default" ;;
	hwr-train:--teacher) words="" kind=model ;;
	hwr-train:--style) words="emnist mnist" ;;
	hwr-train:--reads) words="all lines alone" ;;
	hwr-train:--precision) words="f32 f16" ;;
	hwr-trim:--polarity) words="auto dark light" ;;
	hwr-trim:--threshold) words="auto otsu sauvola" ;;
	esac
	if [[ -n $words || -n $kind ]]; then
		if [[ $kind == lms && $cur == *,* ]]; then
			before=${cur%,*},
			words=
		fi
		# shellcheck disable=SC2207
		case $kind in
		model|lms) COMPREPLY=($(compgen -P "$before" -W "$words $(_hwr_models "$kind")" -- "${cur#"$before"}") $(compgen -f -- "$cur")) ;;
		folder)    COMPREPLY=($(compgen -W "$words" -- "$cur") $(compgen -d -- "$cur")) ;;
		file)      COMPREPLY=($(compgen -W "$words" -- "$cur") $(compgen -f -- "$cur")) ;;
		*)         COMPREPLY=($(compgen -W "$words" -- "$cur")) ;;
		esac
		return
	fi
	[[ $cur == -* ]] || return
	case $name in
	hwr-each) words="--output= --help --version --quiet --verbose" ;;
	hwr-eval) words="--model= --max-model-work= --output= --data= --labels= --mapping= --transpose --pick= --limit= --only= --classes= --vote= --confusion= --picture= --prior= --lines= --text= --curves= --worst= --threads= --help --version --quiet --verbose" ;;
	hwr-lm) words="--lm= --note= --order= --output= --perplexity --prune= --query --help --version --quiet --verbose" ;;
	hwr-normalize) words="--output= --style= --help --version --quiet --verbose" ;;
	hwr-predict) words="--classes= --format= --list-models --lm= --lm-weight= --model= --max-model-work= --merge --output= --pattern= --prior= --threads= --top= --vote= --words= --help --version --quiet --verbose" ;;
	hwr-recognize) words="--null --with-filename --classes= --debug-png= --files-from= --format= --list-models --lm= --lm-weight= --model= --max-model-work= --max-pixels= --merge --no-filename --output= --pattern= --plain --polarity= --prior= --recursive --threads= --threshold= --top= --vote= --words= --help --version --quiet --verbose" ;;
	hwr-split) words="--candidates --lattice --layout= --lines --no-deskew --output= --plain --word-gap= --help --version --quiet --verbose" ;;
	hwr-train) words="--data= --labels= --either= --mapping= --transpose --group= --keep= --lines= --skip-unknown --characters= --pick= --limit= --weight= --hold --skip-bad --arch= --init= --member= --list-arch --max-model-work= --epochs= --batch= --optimizer= --rate= --momentum= --decay= --schedule= --smooth= --ema= --augment= --join= --fade= --mixup= --reject= --teacher= --distill= --logit-adjust --balance= --validate= --seed= --style= --reads= --precision= --note= --output= --force --log= --checkpoint= --resume --threads= --progress --no-progress --help --version --quiet --verbose" ;;
	hwr-trim) words="--keep-rules --margin= --max-pixels= --output= --polarity= --speck= --threshold= --help --version --quiet --verbose" ;;
	esac
	# shellcheck disable=SC2207
	COMPREPLY=($(compgen -W "$words" -- "$cur"))
	[[ ${COMPREPLY[0]-} != *= ]] || compopt -o nospace
}
complete -o default -F _hwr hwr-each hwr-eval hwr-lm hwr-normalize hwr-predict hwr-recognize hwr-split hwr-train hwr-trim
