#compdef misstep

__misstep_complete() {
    local -ar non_empty_completions=("${@:#(|:*)}")
    local -ar empty_completions=("${(M)@:#(|:*)}")
    _describe -V '' non_empty_completions -- empty_completions -P $'\'\''
}

__misstep_custom_complete() {
    local -a completions
    completions=("${(@f)"$("${command_name}" "${@}" "${command_line[@]}")"}")
    if [[ "${#completions[@]}" -gt 1 ]]; then
        __misstep_complete "${completions[@]:0:-1}"
    fi
}

__misstep_cursor_index_in_current_word() {
    if [[ -z "${QIPREFIX}${IPREFIX}${PREFIX}" ]]; then
        printf 0
    else
        printf %s "${#${(z)LBUFFER}[-1]}"
    fi
}

_misstep() {
    emulate -RL zsh -G
    setopt extendedglob nullglob numericglobsort
    unsetopt aliases banghist

    local -xr SAP_SHELL=zsh
    local -x SAP_SHELL_VERSION
    SAP_SHELL_VERSION="$(builtin emulate zsh -c 'printf %s "${ZSH_VERSION}"')"
    local -r SAP_SHELL_VERSION

    local context state state_descr line
    local -A opt_args

    local -r command_name="${words[1]}"
    local -ar command_line=("${words[@]}")
    local -ir current_word_index="$((CURRENT - 1))"

    local -i ret=1
    local -ar arg_specs=(
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
        '(-): :->command'
        '(-)*:: :->arg'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0
    case "${state}" in
    command)
        local -ar subcommands=(
            'open:Open the inspector; the default command.'
            'show:Print one trajectory with its figures as text.'
            'score:Write native JSONL with a model'\''s figures for every step.'
            'label:Give a verdict without the screen.'
            'export:Write corrected data sets; also converts between formats.'
            'check:Read everything and report each bad record.'
            'stats:Count trajectories and labels, and judge a model by them.'
            'evaluate:Measure models on labelled trajectories: benchmarks, calibration, comparison.'
            'report:Write trajectories with figures and curves as an HTML page.'
            'select:Choose one candidate of every question.'
            'sample:Let a language model solve the problems of a file.'
            'search:Let a language model solve problems step by step, led by a reward model.'
            'rollouts:Label steps by whether a language model can still reach the right answer.'
            'train:Fit the built-in model, or train a reward model or a policy on a decoder.'
            'next:List what to label next, as the inspector offers it.'
            'simulate:Replay the labelling of a labelled file in several orders, and compare them.'
            'generate:Write problems with solutions whose first wrong step is known exactly.'
            'corrupt:Put errors into reference solutions, carried on exactly.'
            'formats:List the formats that can be read and written.'
            'keys:List the inspector'\''s keys, yours included.'
            'models:Describe a model, or list what can be one.'
            'help:Show subcommand help information.'
        )
        _describe -V subcommand subcommands && ret=0
        ;;
    arg)
        case "${words[1]}" in
        open|show|score|label|export|check|stats|evaluate|report|select|sample|search|rollouts|train|next|simulate|generate|corrupt|formats|keys|models|help)
            "_misstep_${words[1]}" && ret=0
            ;;
        esac
        ;;
    esac

    return "${ret}"
}

_misstep_open() {
    local -i ret=1
    local -ar ___format=('processbench' 'native' 'prm800k' 'math-shepherd' 'openrlhf' 'prmbench' 'bigbench-mistake' 'mr-gsm8k' 'mr-math' 'mr-ben' 'deltabench' 'agent-process-bench' 'openr' 'math-aps' 'search-tree' 'versaprm' 'r-prm-steps' 'r-prm-samples' 'trl' 'openai-batch' 'rlhflow' 'verl' 'best-of-n' 'openr1' 'math-evaluation' 'best-of-n-rlhflow' 'search-and-learn' 'gsm8k-solutions' 'lm-evaluation-harness' 'autorace' 'mmlu-pro' 'preference' 'chat' 'plain')
    local -ar ___precision=('auto' 'f32' 'bf16' 'int8')
    local -ar ___kind=('crm' 'prm' 'pqm' 'orm' 'iprm')
    local -ar ___readout=('hazard' 'probability' 'logit')
    local -ar ___next=('informative' 'uncertain' 'disagreement' 'convincing' 'noise' 'random')
    local -ar ___theme=('dark' 'light' 'mono' 'colorblind')
    local -ar arg_specs=(
        '*:file:_files'
        '--format[Read every file as this format instead of telling by content ('\''misstep formats'\'' lists them).]:name:{__misstep_complete "${___format[@]}"}'
        '--split-steps[How a response is cut into steps\: auto, blank, line, mark, tag=TEXT or regex=PATTERN.]:rule:'
        '--requests[The requests that OpenAI'\''s batch outputs answer. Default\: the file beside them that holds them.]:file:_files'
        '--model[builtin, recorded (scores that the file carries), a checkpoint'\''s folder, or a file that '\''misstep train'\'' wrote.]:model:_files'
        '--base[The base of a LoRA adapter, where it is neither beside it nor in the hub'\''s cache.]:folder:_files -/'
        '--reference[The reference of an implicit model'\''s folder.]:folder:_files -/'
        '--precision[Of a checkpoint'\''s matrix products\: auto, f32, bf16 or int8.]:precision:{__misstep_complete "${___precision[@]}"}'
        '--kind[crm, prm, pqm, orm or iprm.]:kind:{__misstep_complete "${___kind[@]}"}'
        '--head[The head'\''s tensors, such as v_head.summary.]:name:'
        '--readout[hazard, probability or logit.]:meaning:{__misstep_complete "${___readout[@]}"}'
        '--step-tag[The token that marks the end of a step.]:token:'
        '--prompt-template[What comes before the steps, with {problem}.]:text:'
        '--step-template[What a step becomes, with {step}.]:text:'
        '--separator[What stands behind or between steps.]:text:'
        '--beta[β of an implicit model, above 0.]:number:'
        '--predict[How the first error is predicted\: map, median, threshold=X (S(t) < X) or hazard=X (h(t) > X). Default\: the model'\''s own rule.]:rule:'
        '--labels[The label store, or '\''none'\''. Default\: $MISSTEP_LABELS, else labels.sqlite in $XDG_DATA_HOME/misstep.]:file:_files'
        '--annotator[Your name in the history. Default\: $USER.]:name:'
        '--blind[Hide every model figure until a verdict is given.]'
        '--compare[A second model, whose curve is drawn beside the first one'\''s.]:model:_files'
        '--follow[Watch the files\: trajectories that are added to them show up.]'
        '--next[What to label next\: informative, uncertain, disagreement, convincing, noise or random; with a share of random draws, as in '\''informative 20%'\''. Default\: the order of the files.]:order:{__misstep_complete "${___next[@]}"}'
        '--theme[dark, light, mono or colorblind.]:name:{__misstep_complete "${___theme[@]}"}'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_misstep_show() {
    local -i ret=1
    local -ar ___format=('processbench' 'native' 'prm800k' 'math-shepherd' 'openrlhf' 'prmbench' 'bigbench-mistake' 'mr-gsm8k' 'mr-math' 'mr-ben' 'deltabench' 'agent-process-bench' 'openr' 'math-aps' 'search-tree' 'versaprm' 'r-prm-steps' 'r-prm-samples' 'trl' 'openai-batch' 'rlhflow' 'verl' 'best-of-n' 'openr1' 'math-evaluation' 'best-of-n-rlhflow' 'search-and-learn' 'gsm8k-solutions' 'lm-evaluation-harness' 'autorace' 'mmlu-pro' 'preference' 'chat' 'plain')
    local -ar ___precision=('auto' 'f32' 'bf16' 'int8')
    local -ar ___kind=('crm' 'prm' 'pqm' 'orm' 'iprm')
    local -ar ___readout=('hazard' 'probability' 'logit')
    local -ar ___color=('auto' 'always' 'never')
    local -ar arg_specs=(
        '*:file:_files'
        '--format[Read every file as this format instead of telling by content ('\''misstep formats'\'' lists them).]:name:{__misstep_complete "${___format[@]}"}'
        '--split-steps[How a response is cut into steps\: auto, blank, line, mark, tag=TEXT or regex=PATTERN.]:rule:'
        '--requests[The requests that OpenAI'\''s batch outputs answer. Default\: the file beside them that holds them.]:file:_files'
        '--id[The trajectory of this id.]:id:'
        '--index[The trajectory at this place, counted from 1.]:n:'
        '--where[Only these, such as '\''S < 0.3 and outcome = right and not labelled'\'' (docs/guide.md).]:filter:'
        '--limit[Show at most so many of those that --where finds.]:n:'
        '--model[builtin, recorded (scores that the file carries), a checkpoint'\''s folder, or a file that '\''misstep train'\'' wrote.]:model:_files'
        '--base[The base of a LoRA adapter, where it is neither beside it nor in the hub'\''s cache.]:folder:_files -/'
        '--reference[The reference of an implicit model'\''s folder.]:folder:_files -/'
        '--precision[Of a checkpoint'\''s matrix products\: auto, f32, bf16 or int8.]:precision:{__misstep_complete "${___precision[@]}"}'
        '--kind[crm, prm, pqm, orm or iprm.]:kind:{__misstep_complete "${___kind[@]}"}'
        '--head[The head'\''s tensors, such as v_head.summary.]:name:'
        '--readout[hazard, probability or logit.]:meaning:{__misstep_complete "${___readout[@]}"}'
        '--step-tag[The token that marks the end of a step.]:token:'
        '--prompt-template[What comes before the steps, with {problem}.]:text:'
        '--step-template[What a step becomes, with {step}.]:text:'
        '--separator[What stands behind or between steps.]:text:'
        '--beta[β of an implicit model, above 0.]:number:'
        '--predict[How the first error is predicted\: map, median, threshold=X (S(t) < X) or hazard=X (h(t) > X). Default\: the model'\''s own rule.]:rule:'
        '--labels[The label store, or '\''none'\''. Default\: $MISSTEP_LABELS, else labels.sqlite in $XDG_DATA_HOME/misstep.]:file:_files'
        '--annotator[Your name in the history. Default\: $USER.]:name:'
        '--width[Columns to fill.]:columns:'
        '--color[Colours\: auto, always or never.]:when:{__misstep_complete "${___color[@]}"}'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_misstep_score() {
    local -i ret=1
    local -ar ___format=('processbench' 'native' 'prm800k' 'math-shepherd' 'openrlhf' 'prmbench' 'bigbench-mistake' 'mr-gsm8k' 'mr-math' 'mr-ben' 'deltabench' 'agent-process-bench' 'openr' 'math-aps' 'search-tree' 'versaprm' 'r-prm-steps' 'r-prm-samples' 'trl' 'openai-batch' 'rlhflow' 'verl' 'best-of-n' 'openr1' 'math-evaluation' 'best-of-n-rlhflow' 'search-and-learn' 'gsm8k-solutions' 'lm-evaluation-harness' 'autorace' 'mmlu-pro' 'preference' 'chat' 'plain')
    local -ar ___precision=('auto' 'f32' 'bf16' 'int8')
    local -ar ___kind=('crm' 'prm' 'pqm' 'orm' 'iprm')
    local -ar ___readout=('hazard' 'probability' 'logit')
    local -ar arg_specs=(
        '*:file:_files'
        '--format[Read every file as this format instead of telling by content ('\''misstep formats'\'' lists them).]:name:{__misstep_complete "${___format[@]}"}'
        '--split-steps[How a response is cut into steps\: auto, blank, line, mark, tag=TEXT or regex=PATTERN.]:rule:'
        '--requests[The requests that OpenAI'\''s batch outputs answer. Default\: the file beside them that holds them.]:file:_files'
        '--model[builtin, recorded (scores that the file carries), a checkpoint'\''s folder, or a file that '\''misstep train'\'' wrote.]:model:_files'
        '--base[The base of a LoRA adapter, where it is neither beside it nor in the hub'\''s cache.]:folder:_files -/'
        '--reference[The reference of an implicit model'\''s folder.]:folder:_files -/'
        '--precision[Of a checkpoint'\''s matrix products\: auto, f32, bf16 or int8.]:precision:{__misstep_complete "${___precision[@]}"}'
        '--kind[crm, prm, pqm, orm or iprm.]:kind:{__misstep_complete "${___kind[@]}"}'
        '--head[The head'\''s tensors, such as v_head.summary.]:name:'
        '--readout[hazard, probability or logit.]:meaning:{__misstep_complete "${___readout[@]}"}'
        '--step-tag[The token that marks the end of a step.]:token:'
        '--prompt-template[What comes before the steps, with {problem}.]:text:'
        '--step-template[What a step becomes, with {step}.]:text:'
        '--separator[What stands behind or between steps.]:text:'
        '--beta[β of an implicit model, above 0.]:number:'
        '--predict[How the first error is predicted\: map, median, threshold=X (S(t) < X) or hazard=X (h(t) > X). Default\: the model'\''s own rule.]:rule:'
        '--labels[The label store, or '\''none'\''. Default\: $MISSTEP_LABELS, else labels.sqlite in $XDG_DATA_HOME/misstep.]:file:_files'
        '--where[Only these, such as '\''S < 0.3 and outcome = right and not labelled'\'' (docs/guide.md).]:filter:'
        '(-o --output)'{-o,--output}'[Where to write. Default\: standard output.]:file:_files'
        '--resume[Keep what an interrupted run wrote beside the output, and go on with it.]'
        '--force[Replace the output if it exists.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_misstep_label() {
    local -i ret=1
    local -ar ___format=('processbench' 'native' 'prm800k' 'math-shepherd' 'openrlhf' 'prmbench' 'bigbench-mistake' 'mr-gsm8k' 'mr-math' 'mr-ben' 'deltabench' 'agent-process-bench' 'openr' 'math-aps' 'search-tree' 'versaprm' 'r-prm-steps' 'r-prm-samples' 'trl' 'openai-batch' 'rlhflow' 'verl' 'best-of-n' 'openr1' 'math-evaluation' 'best-of-n-rlhflow' 'search-and-learn' 'gsm8k-solutions' 'lm-evaluation-harness' 'autorace' 'mmlu-pro' 'preference' 'chat' 'plain')
    local -ar arg_specs=(
        '*:file:_files'
        '--format[Read every file as this format instead of telling by content ('\''misstep formats'\'' lists them).]:name:{__misstep_complete "${___format[@]}"}'
        '--split-steps[How a response is cut into steps\: auto, blank, line, mark, tag=TEXT or regex=PATTERN.]:rule:'
        '--requests[The requests that OpenAI'\''s batch outputs answer. Default\: the file beside them that holds them.]:file:_files'
        '--id[The trajectory of this id.]:id:'
        '--index[The trajectory at this place, counted from 1.]:n:'
        '--first-error[The first wrong step, counted from 1.]:step:'
        '--no-error[Every step is right.]'
        '--unsure[It cannot be told.]'
        '--bad-problem[The problem itself cannot be answered.]'
        '--note[A note beside the verdict.]:text:'
        '--labels[The label store, or '\''none'\''. Default\: $MISSTEP_LABELS, else labels.sqlite in $XDG_DATA_HOME/misstep.]:file:_files'
        '--annotator[Your name in the history. Default\: $USER.]:name:'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_misstep_export() {
    local -i ret=1
    local -ar ___format=('processbench' 'native' 'prm800k' 'math-shepherd' 'openrlhf' 'prmbench' 'bigbench-mistake' 'mr-gsm8k' 'mr-math' 'mr-ben' 'deltabench' 'agent-process-bench' 'openr' 'math-aps' 'search-tree' 'versaprm' 'r-prm-steps' 'r-prm-samples' 'trl' 'openai-batch' 'rlhflow' 'verl' 'best-of-n' 'openr1' 'math-evaluation' 'best-of-n-rlhflow' 'search-and-learn' 'gsm8k-solutions' 'lm-evaluation-harness' 'autorace' 'mmlu-pro' 'preference' 'chat' 'plain')
    local -ar ___precision=('auto' 'f32' 'bf16' 'int8')
    local -ar ___kind=('crm' 'prm' 'pqm' 'orm' 'iprm')
    local -ar ___readout=('hazard' 'probability' 'logit')
    local -ar ___to=('native' 'processbench' 'prm800k' 'math-shepherd' 'openrlhf' 'prmbench' 'bigbench-mistake' 'math-aps' 'trl' 'rlhflow')
    local -ar ___only=('verdict' 'labelled' 'all')
    local -ar arg_specs=(
        '*:file:_files'
        '--format[Read every file as this format instead of telling by content ('\''misstep formats'\'' lists them).]:name:{__misstep_complete "${___format[@]}"}'
        '--split-steps[How a response is cut into steps\: auto, blank, line, mark, tag=TEXT or regex=PATTERN.]:rule:'
        '--requests[The requests that OpenAI'\''s batch outputs answer. Default\: the file beside them that holds them.]:file:_files'
        '--labels[The label store, or '\''none'\''. Default\: $MISSTEP_LABELS, else labels.sqlite in $XDG_DATA_HOME/misstep.]:file:_files'
        '--where[Only these, such as '\''S < 0.3 and outcome = right and not labelled'\'' (docs/guide.md).]:filter:'
        '--model[builtin, recorded (scores that the file carries), a checkpoint'\''s folder, or a file that '\''misstep train'\'' wrote.]:model:_files'
        '--base[The base of a LoRA adapter, where it is neither beside it nor in the hub'\''s cache.]:folder:_files -/'
        '--reference[The reference of an implicit model'\''s folder.]:folder:_files -/'
        '--precision[Of a checkpoint'\''s matrix products\: auto, f32, bf16 or int8.]:precision:{__misstep_complete "${___precision[@]}"}'
        '--kind[crm, prm, pqm, orm or iprm.]:kind:{__misstep_complete "${___kind[@]}"}'
        '--head[The head'\''s tensors, such as v_head.summary.]:name:'
        '--readout[hazard, probability or logit.]:meaning:{__misstep_complete "${___readout[@]}"}'
        '--step-tag[The token that marks the end of a step.]:token:'
        '--prompt-template[What comes before the steps, with {problem}.]:text:'
        '--step-template[What a step becomes, with {step}.]:text:'
        '--separator[What stands behind or between steps.]:text:'
        '--beta[β of an implicit model, above 0.]:number:'
        '--predict[How the first error is predicted\: map, median, threshold=X (S(t) < X) or hazard=X (h(t) > X). Default\: the model'\''s own rule.]:rule:'
        '--to[The format to write.]:format:{__misstep_complete "${___to[@]}"}'
        '(-o --output)'{-o,--output}'[Where to write. Default\: standard output.]:file:_files'
        '--only[verdict\: only what a person judged; labelled\: that or the file'\''s own label; all.]:which:{__misstep_complete "${___only[@]}"}'
        '--split[Split by question, such as train=0.9,test=0.1; writes one file for each beside OUT.]:parts:'
        '--seed[Seed of the split.]:n:'
        '--soft-labels[Write trl'\''s labels as shares of right continuations, where '\''rollouts'\'' counted them.]'
        '--resume[Keep what an interrupted run wrote beside the output, and go on with it.]'
        '--force[Replace the output if it exists.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_misstep_check() {
    local -i ret=1
    local -ar ___format=('processbench' 'native' 'prm800k' 'math-shepherd' 'openrlhf' 'prmbench' 'bigbench-mistake' 'mr-gsm8k' 'mr-math' 'mr-ben' 'deltabench' 'agent-process-bench' 'openr' 'math-aps' 'search-tree' 'versaprm' 'r-prm-steps' 'r-prm-samples' 'trl' 'openai-batch' 'rlhflow' 'verl' 'best-of-n' 'openr1' 'math-evaluation' 'best-of-n-rlhflow' 'search-and-learn' 'gsm8k-solutions' 'lm-evaluation-harness' 'autorace' 'mmlu-pro' 'preference' 'chat' 'plain')
    local -ar arg_specs=(
        '*:file:_files'
        '--format[Read every file as this format instead of telling by content ('\''misstep formats'\'' lists them).]:name:{__misstep_complete "${___format[@]}"}'
        '--split-steps[How a response is cut into steps\: auto, blank, line, mark, tag=TEXT or regex=PATTERN.]:rule:'
        '--requests[The requests that OpenAI'\''s batch outputs answer. Default\: the file beside them that holds them.]:file:_files'
        '--strict[Hold records to RFC 8259\: integers beyond 64 bits, NaN and halves of surrogate pairs are bad.]'
        '--json[Print JSON.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_misstep_stats() {
    local -i ret=1
    local -ar ___format=('processbench' 'native' 'prm800k' 'math-shepherd' 'openrlhf' 'prmbench' 'bigbench-mistake' 'mr-gsm8k' 'mr-math' 'mr-ben' 'deltabench' 'agent-process-bench' 'openr' 'math-aps' 'search-tree' 'versaprm' 'r-prm-steps' 'r-prm-samples' 'trl' 'openai-batch' 'rlhflow' 'verl' 'best-of-n' 'openr1' 'math-evaluation' 'best-of-n-rlhflow' 'search-and-learn' 'gsm8k-solutions' 'lm-evaluation-harness' 'autorace' 'mmlu-pro' 'preference' 'chat' 'plain')
    local -ar ___precision=('auto' 'f32' 'bf16' 'int8')
    local -ar ___kind=('crm' 'prm' 'pqm' 'orm' 'iprm')
    local -ar ___readout=('hazard' 'probability' 'logit')
    local -ar arg_specs=(
        '*:file:_files'
        '--format[Read every file as this format instead of telling by content ('\''misstep formats'\'' lists them).]:name:{__misstep_complete "${___format[@]}"}'
        '--split-steps[How a response is cut into steps\: auto, blank, line, mark, tag=TEXT or regex=PATTERN.]:rule:'
        '--requests[The requests that OpenAI'\''s batch outputs answer. Default\: the file beside them that holds them.]:file:_files'
        '--labels[The label store, or '\''none'\''. Default\: $MISSTEP_LABELS, else labels.sqlite in $XDG_DATA_HOME/misstep.]:file:_files'
        '--model[builtin, recorded (scores that the file carries), a checkpoint'\''s folder, or a file that '\''misstep train'\'' wrote.]:model:_files'
        '--base[The base of a LoRA adapter, where it is neither beside it nor in the hub'\''s cache.]:folder:_files -/'
        '--reference[The reference of an implicit model'\''s folder.]:folder:_files -/'
        '--precision[Of a checkpoint'\''s matrix products\: auto, f32, bf16 or int8.]:precision:{__misstep_complete "${___precision[@]}"}'
        '--kind[crm, prm, pqm, orm or iprm.]:kind:{__misstep_complete "${___kind[@]}"}'
        '--head[The head'\''s tensors, such as v_head.summary.]:name:'
        '--readout[hazard, probability or logit.]:meaning:{__misstep_complete "${___readout[@]}"}'
        '--step-tag[The token that marks the end of a step.]:token:'
        '--prompt-template[What comes before the steps, with {problem}.]:text:'
        '--step-template[What a step becomes, with {step}.]:text:'
        '--separator[What stands behind or between steps.]:text:'
        '--beta[β of an implicit model, above 0.]:number:'
        '--predict[How the first error is predicted\: map, median, threshold=X (S(t) < X) or hazard=X (h(t) > X). Default\: the model'\''s own rule.]:rule:'
        '--where[Only these, such as '\''S < 0.3 and outcome = right and not labelled'\'' (docs/guide.md).]:filter:'
        '--json[Print JSON.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_misstep_evaluate() {
    local -i ret=1
    local -ar arg_specs=(
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
        '(-): :->command'
        '(-)*:: :->arg'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0
    case "${state}" in
    command)
        local -ar subcommands=(
            'processbench:How exactly a model finds first wrong steps.'
            'prmbench:How well a model judges single steps, class by class.'
            'calibration:Whether S(T) and h(t) can be trusted as probabilities.'
            'best-of-n:How often a right candidate is chosen among N.'
            'compare:Several models on the same trajectories.'
            'hacking:Whether the reward follows what solutions look like.'
            'noise:Labels that models and exact arithmetic contradict.'
        )
        _describe -V subcommand subcommands && ret=0
        ;;
    arg)
        case "${words[1]}" in
        processbench|prmbench|calibration|best-of-n|compare|hacking|noise)
            "_misstep_evaluate_${words[1]}" && ret=0
            ;;
        esac
        ;;
    esac

    return "${ret}"
}

_misstep_evaluate_processbench() {
    local -i ret=1
    local -ar ___format=('processbench' 'native' 'prm800k' 'math-shepherd' 'openrlhf' 'prmbench' 'bigbench-mistake' 'mr-gsm8k' 'mr-math' 'mr-ben' 'deltabench' 'agent-process-bench' 'openr' 'math-aps' 'search-tree' 'versaprm' 'r-prm-steps' 'r-prm-samples' 'trl' 'openai-batch' 'rlhflow' 'verl' 'best-of-n' 'openr1' 'math-evaluation' 'best-of-n-rlhflow' 'search-and-learn' 'gsm8k-solutions' 'lm-evaluation-harness' 'autorace' 'mmlu-pro' 'preference' 'chat' 'plain')
    local -ar ___precision=('auto' 'f32' 'bf16' 'int8')
    local -ar ___kind=('crm' 'prm' 'pqm' 'orm' 'iprm')
    local -ar ___readout=('hazard' 'probability' 'logit')
    local -ar arg_specs=(
        '*:file:_files'
        '--format[Read every file as this format instead of telling by content ('\''misstep formats'\'' lists them).]:name:{__misstep_complete "${___format[@]}"}'
        '--split-steps[How a response is cut into steps\: auto, blank, line, mark, tag=TEXT or regex=PATTERN.]:rule:'
        '--requests[The requests that OpenAI'\''s batch outputs answer. Default\: the file beside them that holds them.]:file:_files'
        '--labels[The label store, or '\''none'\''. Default\: $MISSTEP_LABELS, else labels.sqlite in $XDG_DATA_HOME/misstep.]:file:_files'
        '--where[Only these, such as '\''S < 0.3 and outcome = right and not labelled'\'' (docs/guide.md).]:filter:'
        '--seed[Seed of the bootstrap.]:n:'
        '--draws[Draws of the bootstrap.]:n:'
        '--json[Print JSON.]'
        '--html[Also write a page with pictures and chosen trajectories, which loads nothing from elsewhere.]:file:_files'
        '--force[Replace the page if it exists.]'
        '--model[builtin, recorded (scores that the file carries), a checkpoint'\''s folder, or a file that '\''misstep train'\'' wrote.]:model:_files'
        '--base[The base of a LoRA adapter, where it is neither beside it nor in the hub'\''s cache.]:folder:_files -/'
        '--reference[The reference of an implicit model'\''s folder.]:folder:_files -/'
        '--precision[Of a checkpoint'\''s matrix products\: auto, f32, bf16 or int8.]:precision:{__misstep_complete "${___precision[@]}"}'
        '--kind[crm, prm, pqm, orm or iprm.]:kind:{__misstep_complete "${___kind[@]}"}'
        '--head[The head'\''s tensors, such as v_head.summary.]:name:'
        '--readout[hazard, probability or logit.]:meaning:{__misstep_complete "${___readout[@]}"}'
        '--step-tag[The token that marks the end of a step.]:token:'
        '--prompt-template[What comes before the steps, with {problem}.]:text:'
        '--step-template[What a step becomes, with {step}.]:text:'
        '--separator[What stands behind or between steps.]:text:'
        '--beta[β of an implicit model, above 0.]:number:'
        '--predict[How the first error is predicted\: map, median, threshold=X (S(t) < X) or hazard=X (h(t) > X). Default\: the model'\''s own rule.]:rule:'
        '--choose-on[Choose the rule on this subset, or on this other file.]:subset:_files'
        '--upper-bound[Also tell the best rule on each subset itself\: an upper bound, no result.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_misstep_evaluate_prmbench() {
    local -i ret=1
    local -ar ___format=('processbench' 'native' 'prm800k' 'math-shepherd' 'openrlhf' 'prmbench' 'bigbench-mistake' 'mr-gsm8k' 'mr-math' 'mr-ben' 'deltabench' 'agent-process-bench' 'openr' 'math-aps' 'search-tree' 'versaprm' 'r-prm-steps' 'r-prm-samples' 'trl' 'openai-batch' 'rlhflow' 'verl' 'best-of-n' 'openr1' 'math-evaluation' 'best-of-n-rlhflow' 'search-and-learn' 'gsm8k-solutions' 'lm-evaluation-harness' 'autorace' 'mmlu-pro' 'preference' 'chat' 'plain')
    local -ar ___precision=('auto' 'f32' 'bf16' 'int8')
    local -ar ___kind=('crm' 'prm' 'pqm' 'orm' 'iprm')
    local -ar ___readout=('hazard' 'probability' 'logit')
    local -ar arg_specs=(
        '*:file:_files'
        '--format[Read every file as this format instead of telling by content ('\''misstep formats'\'' lists them).]:name:{__misstep_complete "${___format[@]}"}'
        '--split-steps[How a response is cut into steps\: auto, blank, line, mark, tag=TEXT or regex=PATTERN.]:rule:'
        '--requests[The requests that OpenAI'\''s batch outputs answer. Default\: the file beside them that holds them.]:file:_files'
        '--labels[The label store, or '\''none'\''. Default\: $MISSTEP_LABELS, else labels.sqlite in $XDG_DATA_HOME/misstep.]:file:_files'
        '--where[Only these, such as '\''S < 0.3 and outcome = right and not labelled'\'' (docs/guide.md).]:filter:'
        '--seed[Seed of the bootstrap.]:n:'
        '--draws[Draws of the bootstrap.]:n:'
        '--json[Print JSON.]'
        '--html[Also write a page with pictures and chosen trajectories, which loads nothing from elsewhere.]:file:_files'
        '--force[Replace the page if it exists.]'
        '--model[builtin, recorded (scores that the file carries), a checkpoint'\''s folder, or a file that '\''misstep train'\'' wrote.]:model:_files'
        '--base[The base of a LoRA adapter, where it is neither beside it nor in the hub'\''s cache.]:folder:_files -/'
        '--reference[The reference of an implicit model'\''s folder.]:folder:_files -/'
        '--precision[Of a checkpoint'\''s matrix products\: auto, f32, bf16 or int8.]:precision:{__misstep_complete "${___precision[@]}"}'
        '--kind[crm, prm, pqm, orm or iprm.]:kind:{__misstep_complete "${___kind[@]}"}'
        '--head[The head'\''s tensors, such as v_head.summary.]:name:'
        '--readout[hazard, probability or logit.]:meaning:{__misstep_complete "${___readout[@]}"}'
        '--step-tag[The token that marks the end of a step.]:token:'
        '--prompt-template[What comes before the steps, with {problem}.]:text:'
        '--step-template[What a step becomes, with {step}.]:text:'
        '--separator[What stands behind or between steps.]:text:'
        '--beta[β of an implicit model, above 0.]:number:'
        '--predict[How the first error is predicted\: map, median, threshold=X (S(t) < X) or hazard=X (h(t) > X). Default\: the model'\''s own rule.]:rule:'
        '--valid[When a step is valid\: probability=X, difference=X or survival=X. Default\: probability=0.5, for Skywork'\''s models difference=-0.05.]:rule:'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_misstep_evaluate_calibration() {
    local -i ret=1
    local -ar ___format=('processbench' 'native' 'prm800k' 'math-shepherd' 'openrlhf' 'prmbench' 'bigbench-mistake' 'mr-gsm8k' 'mr-math' 'mr-ben' 'deltabench' 'agent-process-bench' 'openr' 'math-aps' 'search-tree' 'versaprm' 'r-prm-steps' 'r-prm-samples' 'trl' 'openai-batch' 'rlhflow' 'verl' 'best-of-n' 'openr1' 'math-evaluation' 'best-of-n-rlhflow' 'search-and-learn' 'gsm8k-solutions' 'lm-evaluation-harness' 'autorace' 'mmlu-pro' 'preference' 'chat' 'plain')
    local -ar ___precision=('auto' 'f32' 'bf16' 'int8')
    local -ar ___kind=('crm' 'prm' 'pqm' 'orm' 'iprm')
    local -ar ___readout=('hazard' 'probability' 'logit')
    local -ar ___against=('label' 'outcome')
    local -ar arg_specs=(
        '*:file:_files'
        '--format[Read every file as this format instead of telling by content ('\''misstep formats'\'' lists them).]:name:{__misstep_complete "${___format[@]}"}'
        '--split-steps[How a response is cut into steps\: auto, blank, line, mark, tag=TEXT or regex=PATTERN.]:rule:'
        '--requests[The requests that OpenAI'\''s batch outputs answer. Default\: the file beside them that holds them.]:file:_files'
        '--labels[The label store, or '\''none'\''. Default\: $MISSTEP_LABELS, else labels.sqlite in $XDG_DATA_HOME/misstep.]:file:_files'
        '--where[Only these, such as '\''S < 0.3 and outcome = right and not labelled'\'' (docs/guide.md).]:filter:'
        '--seed[Seed of the bootstrap.]:n:'
        '--draws[Draws of the bootstrap.]:n:'
        '--json[Print JSON.]'
        '--html[Also write a page with pictures and chosen trajectories, which loads nothing from elsewhere.]:file:_files'
        '--force[Replace the page if it exists.]'
        '--model[builtin, recorded (scores that the file carries), a checkpoint'\''s folder, or a file that '\''misstep train'\'' wrote.]:model:_files'
        '--base[The base of a LoRA adapter, where it is neither beside it nor in the hub'\''s cache.]:folder:_files -/'
        '--reference[The reference of an implicit model'\''s folder.]:folder:_files -/'
        '--precision[Of a checkpoint'\''s matrix products\: auto, f32, bf16 or int8.]:precision:{__misstep_complete "${___precision[@]}"}'
        '--kind[crm, prm, pqm, orm or iprm.]:kind:{__misstep_complete "${___kind[@]}"}'
        '--head[The head'\''s tensors, such as v_head.summary.]:name:'
        '--readout[hazard, probability or logit.]:meaning:{__misstep_complete "${___readout[@]}"}'
        '--step-tag[The token that marks the end of a step.]:token:'
        '--prompt-template[What comes before the steps, with {problem}.]:text:'
        '--step-template[What a step becomes, with {step}.]:text:'
        '--separator[What stands behind or between steps.]:text:'
        '--beta[β of an implicit model, above 0.]:number:'
        '--predict[How the first error is predicted\: map, median, threshold=X (S(t) < X) or hazard=X (h(t) > X). Default\: the model'\''s own rule.]:rule:'
        '--against[What S(T) is compared with\: label or outcome. Default\: both, where known.]:target:{__misstep_complete "${___against[@]}"}'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_misstep_evaluate_best-of-n() {
    local -i ret=1
    local -ar ___format=('processbench' 'native' 'prm800k' 'math-shepherd' 'openrlhf' 'prmbench' 'bigbench-mistake' 'mr-gsm8k' 'mr-math' 'mr-ben' 'deltabench' 'agent-process-bench' 'openr' 'math-aps' 'search-tree' 'versaprm' 'r-prm-steps' 'r-prm-samples' 'trl' 'openai-batch' 'rlhflow' 'verl' 'best-of-n' 'openr1' 'math-evaluation' 'best-of-n-rlhflow' 'search-and-learn' 'gsm8k-solutions' 'lm-evaluation-harness' 'autorace' 'mmlu-pro' 'preference' 'chat' 'plain')
    local -ar ___precision=('auto' 'f32' 'bf16' 'int8')
    local -ar ___kind=('crm' 'prm' 'pqm' 'orm' 'iprm')
    local -ar ___readout=('hazard' 'probability' 'logit')
    local -ar arg_specs=(
        '*:file:_files'
        '--format[Read every file as this format instead of telling by content ('\''misstep formats'\'' lists them).]:name:{__misstep_complete "${___format[@]}"}'
        '--split-steps[How a response is cut into steps\: auto, blank, line, mark, tag=TEXT or regex=PATTERN.]:rule:'
        '--requests[The requests that OpenAI'\''s batch outputs answer. Default\: the file beside them that holds them.]:file:_files'
        '--labels[The label store, or '\''none'\''. Default\: $MISSTEP_LABELS, else labels.sqlite in $XDG_DATA_HOME/misstep.]:file:_files'
        '--where[Only these, such as '\''S < 0.3 and outcome = right and not labelled'\'' (docs/guide.md).]:filter:'
        '--seed[Seed of the bootstrap.]:n:'
        '--draws[Draws of the bootstrap.]:n:'
        '--json[Print JSON.]'
        '--html[Also write a page with pictures and chosen trajectories, which loads nothing from elsewhere.]:file:_files'
        '--force[Replace the page if it exists.]'
        '*--model[builtin, recorded, a checkpoint'\''s folder, or a file that '\''misstep train'\'' wrote; may be given several times.]:model:_files'
        '--base[The base of a LoRA adapter, where it is neither beside it nor in the hub'\''s cache.]:folder:_files -/'
        '--reference[The reference of an implicit model'\''s folder.]:folder:_files -/'
        '--precision[Of a checkpoint'\''s matrix products\: auto, f32, bf16 or int8.]:precision:{__misstep_complete "${___precision[@]}"}'
        '--kind[crm, prm, pqm, orm or iprm.]:kind:{__misstep_complete "${___kind[@]}"}'
        '--head[The head'\''s tensors, such as v_head.summary.]:name:'
        '--readout[hazard, probability or logit.]:meaning:{__misstep_complete "${___readout[@]}"}'
        '--step-tag[The token that marks the end of a step.]:token:'
        '--prompt-template[What comes before the steps, with {problem}.]:text:'
        '--step-template[What a step becomes, with {step}.]:text:'
        '--separator[What stands behind or between steps.]:text:'
        '--beta[β of an implicit model, above 0.]:number:'
        '--predict[How first errors are predicted by all of them\: map, median, threshold=X or hazard=X. Default\: each model'\''s own rule.]:rule:'
        '--max-n[The largest N.]:n:'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_misstep_evaluate_compare() {
    local -i ret=1
    local -ar ___format=('processbench' 'native' 'prm800k' 'math-shepherd' 'openrlhf' 'prmbench' 'bigbench-mistake' 'mr-gsm8k' 'mr-math' 'mr-ben' 'deltabench' 'agent-process-bench' 'openr' 'math-aps' 'search-tree' 'versaprm' 'r-prm-steps' 'r-prm-samples' 'trl' 'openai-batch' 'rlhflow' 'verl' 'best-of-n' 'openr1' 'math-evaluation' 'best-of-n-rlhflow' 'search-and-learn' 'gsm8k-solutions' 'lm-evaluation-harness' 'autorace' 'mmlu-pro' 'preference' 'chat' 'plain')
    local -ar ___precision=('auto' 'f32' 'bf16' 'int8')
    local -ar ___kind=('crm' 'prm' 'pqm' 'orm' 'iprm')
    local -ar ___readout=('hazard' 'probability' 'logit')
    local -ar arg_specs=(
        '*:file:_files'
        '--format[Read every file as this format instead of telling by content ('\''misstep formats'\'' lists them).]:name:{__misstep_complete "${___format[@]}"}'
        '--split-steps[How a response is cut into steps\: auto, blank, line, mark, tag=TEXT or regex=PATTERN.]:rule:'
        '--requests[The requests that OpenAI'\''s batch outputs answer. Default\: the file beside them that holds them.]:file:_files'
        '--labels[The label store, or '\''none'\''. Default\: $MISSTEP_LABELS, else labels.sqlite in $XDG_DATA_HOME/misstep.]:file:_files'
        '--where[Only these, such as '\''S < 0.3 and outcome = right and not labelled'\'' (docs/guide.md).]:filter:'
        '--seed[Seed of the bootstrap.]:n:'
        '--draws[Draws of the bootstrap.]:n:'
        '--json[Print JSON.]'
        '--html[Also write a page with pictures and chosen trajectories, which loads nothing from elsewhere.]:file:_files'
        '--force[Replace the page if it exists.]'
        '*--model[builtin, recorded, a checkpoint'\''s folder, or a file that '\''misstep train'\'' wrote; may be given several times.]:model:_files'
        '--base[The base of a LoRA adapter, where it is neither beside it nor in the hub'\''s cache.]:folder:_files -/'
        '--reference[The reference of an implicit model'\''s folder.]:folder:_files -/'
        '--precision[Of a checkpoint'\''s matrix products\: auto, f32, bf16 or int8.]:precision:{__misstep_complete "${___precision[@]}"}'
        '--kind[crm, prm, pqm, orm or iprm.]:kind:{__misstep_complete "${___kind[@]}"}'
        '--head[The head'\''s tensors, such as v_head.summary.]:name:'
        '--readout[hazard, probability or logit.]:meaning:{__misstep_complete "${___readout[@]}"}'
        '--step-tag[The token that marks the end of a step.]:token:'
        '--prompt-template[What comes before the steps, with {problem}.]:text:'
        '--step-template[What a step becomes, with {step}.]:text:'
        '--separator[What stands behind or between steps.]:text:'
        '--beta[β of an implicit model, above 0.]:number:'
        '--predict[How first errors are predicted by all of them\: map, median, threshold=X or hazard=X. Default\: each model'\''s own rule.]:rule:'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_misstep_evaluate_hacking() {
    local -i ret=1
    local -ar ___format=('processbench' 'native' 'prm800k' 'math-shepherd' 'openrlhf' 'prmbench' 'bigbench-mistake' 'mr-gsm8k' 'mr-math' 'mr-ben' 'deltabench' 'agent-process-bench' 'openr' 'math-aps' 'search-tree' 'versaprm' 'r-prm-steps' 'r-prm-samples' 'trl' 'openai-batch' 'rlhflow' 'verl' 'best-of-n' 'openr1' 'math-evaluation' 'best-of-n-rlhflow' 'search-and-learn' 'gsm8k-solutions' 'lm-evaluation-harness' 'autorace' 'mmlu-pro' 'preference' 'chat' 'plain')
    local -ar ___precision=('auto' 'f32' 'bf16' 'int8')
    local -ar ___kind=('crm' 'prm' 'pqm' 'orm' 'iprm')
    local -ar ___readout=('hazard' 'probability' 'logit')
    local -ar arg_specs=(
        '*:file:_files'
        '--format[Read every file as this format instead of telling by content ('\''misstep formats'\'' lists them).]:name:{__misstep_complete "${___format[@]}"}'
        '--split-steps[How a response is cut into steps\: auto, blank, line, mark, tag=TEXT or regex=PATTERN.]:rule:'
        '--requests[The requests that OpenAI'\''s batch outputs answer. Default\: the file beside them that holds them.]:file:_files'
        '--labels[The label store, or '\''none'\''. Default\: $MISSTEP_LABELS, else labels.sqlite in $XDG_DATA_HOME/misstep.]:file:_files'
        '--where[Only these, such as '\''S < 0.3 and outcome = right and not labelled'\'' (docs/guide.md).]:filter:'
        '--seed[Seed of the bootstrap.]:n:'
        '--draws[Draws of the bootstrap.]:n:'
        '--json[Print JSON.]'
        '--html[Also write a page with pictures and chosen trajectories, which loads nothing from elsewhere.]:file:_files'
        '--force[Replace the page if it exists.]'
        '--model[builtin, recorded (scores that the file carries), a checkpoint'\''s folder, or a file that '\''misstep train'\'' wrote.]:model:_files'
        '--base[The base of a LoRA adapter, where it is neither beside it nor in the hub'\''s cache.]:folder:_files -/'
        '--reference[The reference of an implicit model'\''s folder.]:folder:_files -/'
        '--precision[Of a checkpoint'\''s matrix products\: auto, f32, bf16 or int8.]:precision:{__misstep_complete "${___precision[@]}"}'
        '--kind[crm, prm, pqm, orm or iprm.]:kind:{__misstep_complete "${___kind[@]}"}'
        '--head[The head'\''s tensors, such as v_head.summary.]:name:'
        '--readout[hazard, probability or logit.]:meaning:{__misstep_complete "${___readout[@]}"}'
        '--step-tag[The token that marks the end of a step.]:token:'
        '--prompt-template[What comes before the steps, with {problem}.]:text:'
        '--step-template[What a step becomes, with {step}.]:text:'
        '--separator[What stands behind or between steps.]:text:'
        '--beta[β of an implicit model, above 0.]:number:'
        '--predict[How the first error is predicted\: map, median, threshold=X (S(t) < X) or hazard=X (h(t) > X). Default\: the model'\''s own rule.]:rule:'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_misstep_evaluate_noise() {
    local -i ret=1
    local -ar ___format=('processbench' 'native' 'prm800k' 'math-shepherd' 'openrlhf' 'prmbench' 'bigbench-mistake' 'mr-gsm8k' 'mr-math' 'mr-ben' 'deltabench' 'agent-process-bench' 'openr' 'math-aps' 'search-tree' 'versaprm' 'r-prm-steps' 'r-prm-samples' 'trl' 'openai-batch' 'rlhflow' 'verl' 'best-of-n' 'openr1' 'math-evaluation' 'best-of-n-rlhflow' 'search-and-learn' 'gsm8k-solutions' 'lm-evaluation-harness' 'autorace' 'mmlu-pro' 'preference' 'chat' 'plain')
    local -ar ___precision=('auto' 'f32' 'bf16' 'int8')
    local -ar ___kind=('crm' 'prm' 'pqm' 'orm' 'iprm')
    local -ar ___readout=('hazard' 'probability' 'logit')
    local -ar arg_specs=(
        '*:file:_files'
        '--format[Read every file as this format instead of telling by content ('\''misstep formats'\'' lists them).]:name:{__misstep_complete "${___format[@]}"}'
        '--split-steps[How a response is cut into steps\: auto, blank, line, mark, tag=TEXT or regex=PATTERN.]:rule:'
        '--requests[The requests that OpenAI'\''s batch outputs answer. Default\: the file beside them that holds them.]:file:_files'
        '--labels[The label store, or '\''none'\''. Default\: $MISSTEP_LABELS, else labels.sqlite in $XDG_DATA_HOME/misstep.]:file:_files'
        '--where[Only these, such as '\''S < 0.3 and outcome = right and not labelled'\'' (docs/guide.md).]:filter:'
        '--seed[Seed of the bootstrap.]:n:'
        '--draws[Draws of the bootstrap.]:n:'
        '--json[Print JSON.]'
        '--html[Also write a page with pictures and chosen trajectories, which loads nothing from elsewhere.]:file:_files'
        '--force[Replace the page if it exists.]'
        '*--model[builtin, recorded, a checkpoint'\''s folder, or a file that '\''misstep train'\'' wrote; may be given several times.]:model:_files'
        '--base[The base of a LoRA adapter, where it is neither beside it nor in the hub'\''s cache.]:folder:_files -/'
        '--reference[The reference of an implicit model'\''s folder.]:folder:_files -/'
        '--precision[Of a checkpoint'\''s matrix products\: auto, f32, bf16 or int8.]:precision:{__misstep_complete "${___precision[@]}"}'
        '--kind[crm, prm, pqm, orm or iprm.]:kind:{__misstep_complete "${___kind[@]}"}'
        '--head[The head'\''s tensors, such as v_head.summary.]:name:'
        '--readout[hazard, probability or logit.]:meaning:{__misstep_complete "${___readout[@]}"}'
        '--step-tag[The token that marks the end of a step.]:token:'
        '--prompt-template[What comes before the steps, with {problem}.]:text:'
        '--step-template[What a step becomes, with {step}.]:text:'
        '--separator[What stands behind or between steps.]:text:'
        '--beta[β of an implicit model, above 0.]:number:'
        '--predict[How first errors are predicted by all of them\: map, median, threshold=X or hazard=X. Default\: each model'\''s own rule.]:rule:'
        '--limit[List at most so many labels.]:n:'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_misstep_report() {
    local -i ret=1
    local -ar ___format=('processbench' 'native' 'prm800k' 'math-shepherd' 'openrlhf' 'prmbench' 'bigbench-mistake' 'mr-gsm8k' 'mr-math' 'mr-ben' 'deltabench' 'agent-process-bench' 'openr' 'math-aps' 'search-tree' 'versaprm' 'r-prm-steps' 'r-prm-samples' 'trl' 'openai-batch' 'rlhflow' 'verl' 'best-of-n' 'openr1' 'math-evaluation' 'best-of-n-rlhflow' 'search-and-learn' 'gsm8k-solutions' 'lm-evaluation-harness' 'autorace' 'mmlu-pro' 'preference' 'chat' 'plain')
    local -ar ___precision=('auto' 'f32' 'bf16' 'int8')
    local -ar ___kind=('crm' 'prm' 'pqm' 'orm' 'iprm')
    local -ar ___readout=('hazard' 'probability' 'logit')
    local -ar arg_specs=(
        '*:file:_files'
        '--format[Read every file as this format instead of telling by content ('\''misstep formats'\'' lists them).]:name:{__misstep_complete "${___format[@]}"}'
        '--split-steps[How a response is cut into steps\: auto, blank, line, mark, tag=TEXT or regex=PATTERN.]:rule:'
        '--requests[The requests that OpenAI'\''s batch outputs answer. Default\: the file beside them that holds them.]:file:_files'
        '--id[The trajectory of this id.]:id:'
        '--index[The trajectory at this place, counted from 1.]:n:'
        '--where[Only these, such as '\''S < 0.3 and outcome = right and not labelled'\'' (docs/guide.md).]:filter:'
        '--limit[At most so many of those that --where finds.]:n:'
        '--model[builtin, recorded (scores that the file carries), a checkpoint'\''s folder, or a file that '\''misstep train'\'' wrote.]:model:_files'
        '--base[The base of a LoRA adapter, where it is neither beside it nor in the hub'\''s cache.]:folder:_files -/'
        '--reference[The reference of an implicit model'\''s folder.]:folder:_files -/'
        '--precision[Of a checkpoint'\''s matrix products\: auto, f32, bf16 or int8.]:precision:{__misstep_complete "${___precision[@]}"}'
        '--kind[crm, prm, pqm, orm or iprm.]:kind:{__misstep_complete "${___kind[@]}"}'
        '--head[The head'\''s tensors, such as v_head.summary.]:name:'
        '--readout[hazard, probability or logit.]:meaning:{__misstep_complete "${___readout[@]}"}'
        '--step-tag[The token that marks the end of a step.]:token:'
        '--prompt-template[What comes before the steps, with {problem}.]:text:'
        '--step-template[What a step becomes, with {step}.]:text:'
        '--separator[What stands behind or between steps.]:text:'
        '--beta[β of an implicit model, above 0.]:number:'
        '--predict[How the first error is predicted\: map, median, threshold=X (S(t) < X) or hazard=X (h(t) > X). Default\: the model'\''s own rule.]:rule:'
        '--labels[The label store, or '\''none'\''. Default\: $MISSTEP_LABELS, else labels.sqlite in $XDG_DATA_HOME/misstep.]:file:_files'
        '(-o --output)'{-o,--output}'[Where to write. Default\: standard output.]:file:_files'
        '--text[Lines of text instead of HTML.]'
        '--force[Replace the output if it exists.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_misstep_select() {
    local -i ret=1
    local -ar ___format=('processbench' 'native' 'prm800k' 'math-shepherd' 'openrlhf' 'prmbench' 'bigbench-mistake' 'mr-gsm8k' 'mr-math' 'mr-ben' 'deltabench' 'agent-process-bench' 'openr' 'math-aps' 'search-tree' 'versaprm' 'r-prm-steps' 'r-prm-samples' 'trl' 'openai-batch' 'rlhflow' 'verl' 'best-of-n' 'openr1' 'math-evaluation' 'best-of-n-rlhflow' 'search-and-learn' 'gsm8k-solutions' 'lm-evaluation-harness' 'autorace' 'mmlu-pro' 'preference' 'chat' 'plain')
    local -ar ___precision=('auto' 'f32' 'bf16' 'int8')
    local -ar ___kind=('crm' 'prm' 'pqm' 'orm' 'iprm')
    local -ar ___readout=('hazard' 'probability' 'logit')
    local -ar ___rule=('own' 'min' 'product' 'last' 'mean' 'soft-min' 'sum' 'min-sum' 'majority' 'vote' 'vote-min' 'vote-product' 'vote-last' 'vote-mean' 'vote-soft-min' 'vote-sum' 'vote-min-sum' 'first' 'oracle')
    local -ar arg_specs=(
        '*:file:_files'
        '--format[Read every file as this format instead of telling by content ('\''misstep formats'\'' lists them).]:name:{__misstep_complete "${___format[@]}"}'
        '--split-steps[How a response is cut into steps\: auto, blank, line, mark, tag=TEXT or regex=PATTERN.]:rule:'
        '--requests[The requests that OpenAI'\''s batch outputs answer. Default\: the file beside them that holds them.]:file:_files'
        '--model[builtin, recorded (scores that the file carries), a checkpoint'\''s folder, or a file that '\''misstep train'\'' wrote.]:model:_files'
        '--base[The base of a LoRA adapter, where it is neither beside it nor in the hub'\''s cache.]:folder:_files -/'
        '--reference[The reference of an implicit model'\''s folder.]:folder:_files -/'
        '--precision[Of a checkpoint'\''s matrix products\: auto, f32, bf16 or int8.]:precision:{__misstep_complete "${___precision[@]}"}'
        '--kind[crm, prm, pqm, orm or iprm.]:kind:{__misstep_complete "${___kind[@]}"}'
        '--head[The head'\''s tensors, such as v_head.summary.]:name:'
        '--readout[hazard, probability or logit.]:meaning:{__misstep_complete "${___readout[@]}"}'
        '--step-tag[The token that marks the end of a step.]:token:'
        '--prompt-template[What comes before the steps, with {problem}.]:text:'
        '--step-template[What a step becomes, with {step}.]:text:'
        '--separator[What stands behind or between steps.]:text:'
        '--beta[β of an implicit model, above 0.]:number:'
        '--predict[How the first error is predicted\: map, median, threshold=X (S(t) < X) or hazard=X (h(t) > X). Default\: the model'\''s own rule.]:rule:'
        '--labels[The label store, or '\''none'\''. Default\: $MISSTEP_LABELS, else labels.sqlite in $XDG_DATA_HOME/misstep.]:file:_files'
        '--where[Only these, such as '\''S < 0.3 and outcome = right and not labelled'\'' (docs/guide.md).]:filter:'
        '--rule[How one is chosen\: the model'\''s '\''own'\'', '\''majority'\'', '\''vote'\'' or another of those listed above.]:rule:{__misstep_complete "${___rule[@]}"}'
        '--among[Choose among the first so many candidates of a question.]:n:'
        '(-o --output)'{-o,--output}'[Where to write. Default\: standard output.]:file:_files'
        '--json[Print a summary as JSON; without -o, in place of the chosen.]'
        '--force[Replace the output if it exists.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_misstep_sample() {
    local -i ret=1
    local -ar ___format=('processbench' 'native' 'prm800k' 'math-shepherd' 'openrlhf' 'prmbench' 'bigbench-mistake' 'mr-gsm8k' 'mr-math' 'mr-ben' 'deltabench' 'agent-process-bench' 'openr' 'math-aps' 'search-tree' 'versaprm' 'r-prm-steps' 'r-prm-samples' 'trl' 'openai-batch' 'rlhflow' 'verl' 'best-of-n' 'openr1' 'math-evaluation' 'best-of-n-rlhflow' 'search-and-learn' 'gsm8k-solutions' 'lm-evaluation-harness' 'autorace' 'mmlu-pro' 'preference' 'chat' 'plain')
    local -ar ___precision=('auto' 'f32' 'bf16' 'int8')
    local -ar ___chat=('auto' 'chatml' 'llama2' 'llama3' 'mistral' 'plain')
    local -ar arg_specs=(
        '*:file:_files'
        '--format[Read every file as this format instead of telling by content ('\''misstep formats'\'' lists them).]:name:{__misstep_complete "${___format[@]}"}'
        '--split-steps[How a response is cut into steps\: auto, blank, line, mark, tag=TEXT or regex=PATTERN.]:rule:'
        '--requests[The requests that OpenAI'\''s batch outputs answer. Default\: the file beside them that holds them.]:file:_files'
        '--policy[The language model that writes\: a folder of Hugging Face layout.]:folder:_files -/'
        '--base[The base of a LoRA adapter, where it is neither beside it nor in the hub'\''s cache.]:folder:_files -/'
        '--precision[Of its matrix products\: auto, f32, bf16 or int8.]:precision:{__misstep_complete "${___precision[@]}"}'
        '--chat[How a problem is put\: auto, chatml, llama2, llama3, mistral or plain (auto).]:family:{__misstep_complete "${___chat[@]}"}'
        '--prompt-template[The prompt itself, with {problem}, in place of a chat'\''s.]:text:'
        '--system[Words for the system, in place of the chat'\''s own.]:text:'
        '--temperature[Divides the logits; 0 takes the likeliest token.]:number:'
        '--top-p[Only the likeliest tokens with this probability together, up to 1.]:share:'
        '--top-k[Only so many of the likeliest tokens.]:n:'
        '--min-p[Only tokens this many times as likely as the likeliest one, below 1.]:share:'
        '--seed[Another seed gives other texts.]:n:'
        '--max-tokens[At most so many tokens a text.]:n:'
        '*--stop[End a text where this occurs; \\n is a line break. May be given several times.]:text:'
        '--batch[Texts that are computed at once.]:n:'
        '(-n --samples)'{-n,--samples}'[Solutions for each problem.]:n:'
        '--solutions[The files'\'' responses are right solutions, such as GSM8K'\''s own\: compare with their answers.]'
        '--limit[Only the first so many problems.]:n:'
        '(-o --output)'{-o,--output}'[Where to write. Default\: standard output, which '\''-'\'' names too.]:file:_files'
        '--resume[Keep what an interrupted run wrote beside the output, and go on with it.]'
        '--force[Replace the output if it exists.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_misstep_search() {
    local -i ret=1
    local -ar ___format=('processbench' 'native' 'prm800k' 'math-shepherd' 'openrlhf' 'prmbench' 'bigbench-mistake' 'mr-gsm8k' 'mr-math' 'mr-ben' 'deltabench' 'agent-process-bench' 'openr' 'math-aps' 'search-tree' 'versaprm' 'r-prm-steps' 'r-prm-samples' 'trl' 'openai-batch' 'rlhflow' 'verl' 'best-of-n' 'openr1' 'math-evaluation' 'best-of-n-rlhflow' 'search-and-learn' 'gsm8k-solutions' 'lm-evaluation-harness' 'autorace' 'mmlu-pro' 'preference' 'chat' 'plain')
    local -ar ___precision=('auto' 'f32' 'bf16' 'int8')
    local -ar ___chat=('auto' 'chatml' 'llama2' 'llama3' 'mistral' 'plain')
    local -ar ___rule=('own' 'min' 'product' 'last' 'mean' 'soft-min' 'sum' 'min-sum')
    local -ar ___choose=('best' 'majority' 'vote')
    local -ar arg_specs=(
        '*:file:_files'
        '--format[Read every file as this format instead of telling by content ('\''misstep formats'\'' lists them).]:name:{__misstep_complete "${___format[@]}"}'
        '--split-steps[How a response is cut into steps\: auto, blank, line, mark, tag=TEXT or regex=PATTERN.]:rule:'
        '--requests[The requests that OpenAI'\''s batch outputs answer. Default\: the file beside them that holds them.]:file:_files'
        '--policy[The language model that writes\: a folder of Hugging Face layout.]:folder:_files -/'
        '--base[The base of a LoRA adapter, where it is neither beside it nor in the hub'\''s cache.]:folder:_files -/'
        '--precision[Of its matrix products\: auto, f32, bf16 or int8.]:precision:{__misstep_complete "${___precision[@]}"}'
        '--chat[How a problem is put\: auto, chatml, llama2, llama3, mistral or plain (auto).]:family:{__misstep_complete "${___chat[@]}"}'
        '--prompt-template[The prompt itself, with {problem}, in place of a chat'\''s.]:text:'
        '--system[Words for the system, in place of the chat'\''s own.]:text:'
        '--temperature[Divides the logits; 0 takes the likeliest token.]:number:'
        '--top-p[Only the likeliest tokens with this probability together, up to 1.]:share:'
        '--top-k[Only so many of the likeliest tokens.]:n:'
        '--min-p[Only tokens this many times as likely as the likeliest one, below 1.]:share:'
        '--seed[Another seed gives other texts.]:n:'
        '--max-tokens[At most so many tokens a text.]:n:'
        '*--stop[End a text where this occurs; \\n is a line break. May be given several times.]:text:'
        '--batch[Texts that are computed at once.]:n:'
        '--model[The model that ranks\: builtin, a checkpoint'\''s folder, or a file that '\''misstep train'\'' wrote.]:model:_files'
        '(-n --beams)'{-n,--beams}'[Beams, a multiple of the width.]:n:'
        '--width[How often each kept beginning is continued.]:m:'
        '--rounds[At most so many steps.]:n:'
        '--diverse[N/M trees that never meet, each of which keeps one (DVTS).]'
        '--rule[What beginnings are ranked by\: the model'\''s '\''own'\'', or as of '\''misstep select'\''.]:rule:{__misstep_complete "${___rule[@]}"}'
        '--choose[Which complete solution is taken\: best, majority or vote.]:rule:{__misstep_complete "${___choose[@]}"}'
        '--step-end[The text that ends a step; \\n is a line break.]:text:'
        '--keep-duplicates[Keep the same text twice where it was drawn twice.]'
        '--solutions[The files'\'' responses are right solutions, such as GSM8K'\''s own\: compare with their answers.]'
        '--limit[Only the first so many problems.]:n:'
        '(-o --output)'{-o,--output}'[Where to write. Default\: standard output, which '\''-'\'' names too.]:file:_files'
        '--tree[Write all steps of each search there, a line each.]:file:_files'
        '--resume[Keep what an interrupted run wrote beside the output, and go on with it.]'
        '--force[Replace the output if it exists.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_misstep_rollouts() {
    local -i ret=1
    local -ar ___format=('processbench' 'native' 'prm800k' 'math-shepherd' 'openrlhf' 'prmbench' 'bigbench-mistake' 'mr-gsm8k' 'mr-math' 'mr-ben' 'deltabench' 'agent-process-bench' 'openr' 'math-aps' 'search-tree' 'versaprm' 'r-prm-steps' 'r-prm-samples' 'trl' 'openai-batch' 'rlhflow' 'verl' 'best-of-n' 'openr1' 'math-evaluation' 'best-of-n-rlhflow' 'search-and-learn' 'gsm8k-solutions' 'lm-evaluation-harness' 'autorace' 'mmlu-pro' 'preference' 'chat' 'plain')
    local -ar ___precision=('auto' 'f32' 'bf16' 'int8')
    local -ar ___chat=('auto' 'chatml' 'llama2' 'llama3' 'mistral' 'plain')
    local -ar ___search=('linear' 'binary')
    local -ar arg_specs=(
        '*:file:_files'
        '--format[Read every file as this format instead of telling by content ('\''misstep formats'\'' lists them).]:name:{__misstep_complete "${___format[@]}"}'
        '--split-steps[How a response is cut into steps\: auto, blank, line, mark, tag=TEXT or regex=PATTERN.]:rule:'
        '--requests[The requests that OpenAI'\''s batch outputs answer. Default\: the file beside them that holds them.]:file:_files'
        '--policy[The language model that writes\: a folder of Hugging Face layout.]:folder:_files -/'
        '--base[The base of a LoRA adapter, where it is neither beside it nor in the hub'\''s cache.]:folder:_files -/'
        '--precision[Of its matrix products\: auto, f32, bf16 or int8.]:precision:{__misstep_complete "${___precision[@]}"}'
        '--chat[How a problem is put\: auto, chatml, llama2, llama3, mistral or plain (auto).]:family:{__misstep_complete "${___chat[@]}"}'
        '--prompt-template[The prompt itself, with {problem}, in place of a chat'\''s.]:text:'
        '--system[Words for the system, in place of the chat'\''s own.]:text:'
        '--temperature[Divides the logits; 0 takes the likeliest token.]:number:'
        '--top-p[Only the likeliest tokens with this probability together, up to 1.]:share:'
        '--top-k[Only so many of the likeliest tokens.]:n:'
        '--min-p[Only tokens this many times as likely as the likeliest one, below 1.]:share:'
        '--seed[Another seed gives other texts.]:n:'
        '--max-tokens[At most so many tokens a text.]:n:'
        '*--stop[End a text where this occurs; \\n is a line break. May be given several times.]:text:'
        '--batch[Texts that are computed at once.]:n:'
        '(-n --samples)'{-n,--samples}'[Continuations of each beginning.]:n:'
        '--search[Try all beginnings, or halve\: linear or binary.]:order:{__misstep_complete "${___search[@]}"}'
        '--relabel[Replace labels and ratings that the file has.]'
        '(-o --output)'{-o,--output}'[Where to write. Default\: standard output, which '\''-'\'' names too.]:file:_files'
        '--resume[Keep what an interrupted run wrote beside the output, and go on with it.]'
        '--force[Replace the output if it exists.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_misstep_train() {
    local -i ret=1
    local -ar ___format=('processbench' 'native' 'prm800k' 'math-shepherd' 'openrlhf' 'prmbench' 'bigbench-mistake' 'mr-gsm8k' 'mr-math' 'mr-ben' 'deltabench' 'agent-process-bench' 'openr' 'math-aps' 'search-tree' 'versaprm' 'r-prm-steps' 'r-prm-samples' 'trl' 'openai-batch' 'rlhflow' 'verl' 'best-of-n' 'openr1' 'math-evaluation' 'best-of-n-rlhflow' 'search-and-learn' 'gsm8k-solutions' 'lm-evaluation-harness' 'autorace' 'mmlu-pro' 'preference' 'chat' 'plain')
    local -ar ___kind=('builtin')
    local -ar ___tune=('head' 'lora' 'all')
    local -ar ___precision=('auto' 'f32' 'bf16' 'int8')
    local -ar ___store=('f32' 'bf16' 'f16')
    local -ar ___advantage=('rloo' 'grpo')
    local -ar ___chat=('auto' 'chatml' 'llama2' 'llama3' 'mistral' 'plain')
    local -ar arg_specs=(
        '*:file:_files'
        '--format[Read every file as this format instead of telling by content ('\''misstep formats'\'' lists them).]:name:{__misstep_complete "${___format[@]}"}'
        '--split-steps[How a response is cut into steps\: auto, blank, line, mark, tag=TEXT or regex=PATTERN.]:rule:'
        '--requests[The requests that OpenAI'\''s batch outputs answer. Default\: the file beside them that holds them.]:file:_files'
        '--kind[The kind of model.]:kind:{__misstep_complete "${___kind[@]}"}'
        '--stack[Fit the weights of several models, whose logits are added\: builtin+FOLDER. Writes a file for --model.]:A+B:'
        '--objective[Train this instead\: crm, prm, orm, pqm, iprm, lm for a policy, or rl for one that is rewarded.]:objective:'
        '--tune[What is trained\: head, the decoder stays; lora, low-rank updates; all, every weight.]:part:{__misstep_complete "${___tune[@]}"}'
        '--body[The decoder that is trained on\: a folder of Hugging Face layout.]:folder:_files -/'
        '--new[Make a new decoder of this shape instead, with a tokenizer for the texts, such as layers=4,width=192,heads=4,vocabulary=1024.]:shape:'
        '--layer[Read the states of this layer, counted from 1; those above are left out (the last).]:n:'
        '--epochs[At most so many passes over the data (40 for a head, else 3); it ends when held-out questions get no better.]:n:'
        '--steps[At most so many steps.]:n:'
        '--batch[Trajectories of a step (32 for a head, else 16).]:n:'
        '--rate[The highest learning rate (0.003 for a head, 0.0002 for lora, 0.00002 for all, 0.001 for a new decoder).]:rate:'
        '--z-fraction[Share of wrong trajectories whose first error is used (1); crm only.]:share:'
        '--balance[Let right and wrong trajectories count the same in sum.]'
        '--layers[Layers of the head, 1 or 2 (1).]:n:'
        '--validation-share[Share of the questions that are held out (0.1).]:share:'
        '--rank[Rank of low-rank updates (16).]:n:'
        '--alpha[Their alpha (twice the rank).]:number:'
        '--targets[Matrices that they are for, with commas (q_proj,k_proj,v_proj,o_proj,gate_proj,up_proj,down_proj).]:names:'
        '--beta[β of an implicit model (0.05).]:number:'
        '--reference-model[The reference of an implicit model (the decoder itself).]:folder:_files -/'
        '--precision[Of the decoder'\''s products where it is not trained\: auto, f32, bf16 or int8.]:precision:{__misstep_complete "${___precision[@]}"}'
        '--store[Store weights in f32, bf16 or f16 (f32).]:type:{__misstep_complete "${___store[@]}"}'
        '--step-tag[Read this token behind each step, not a line break.]:token:'
        '--recompute[Compute layers again on the way back\: slower, in much less memory.]'
        '--resume[Go on where a run was stopped; with another --rate if one is given.]'
        '--log[Write a line of JSON for each step there.]:file:_files'
        '--reward[What is rewarded\: vr, a right answer; crm, prm, pqm, pure or orm, the reward model'\''s figures; both, as crm+vr; or prime (what the reward model gives, else vr).]:reward:'
        '--reward-model[The model that judges\: a folder, or builtin. With prime, the one that learns beside the policy (the policy itself).]:model:_files -/'
        '--reward-base[The base of a reward model that is an adapter.]:folder:_files -/'
        '--advantage[How samples of a problem are compared\: rloo, with the mean of the others; grpo, by their spread (rloo).]:way:{__misstep_complete "${___advantage[@]}"}'
        '(-n --samples)'{-n,--samples}'[Solutions to each problem of a step (8).]:n:'
        '--kl[Weight of the divergence from the policy as it was (0.001).]:number:'
        '--clip[Clip probability ratios this far from 1; 0 never (0.2).]:number:'
        '--updates[Updates with the solutions of a step (1).]:n:'
        '--implicit-rate[Learning rate of the model that prime trains (the policy'\''s).]:rate:'
        '--temperature[Divides the logits of samples (1).]:number:'
        '--max-tokens[At most so many tokens a solution (512).]:n:'
        '*--stop[End a solution where this occurs; \\n is a line break. May be given several times.]:text:'
        '--chat[How a problem is put\: auto, chatml, llama2, llama3, mistral or plain (auto).]:family:{__misstep_complete "${___chat[@]}"}'
        '--prompt-template[The prompt itself, with {problem}, in place of a chat'\''s.]:text:'
        '--system[Words for the system, in place of the chat'\''s own.]:text:'
        '--policy-base[The base of a policy that is an adapter.]:folder:_files -/'
        '--rollouts[Write the solutions of each step there, as verl does (the output'\''s name and .rollouts).]:folder:_files -/'
        '--solutions[The files'\'' responses are right solutions, such as GSM8K'\''s own\: compare with their answers.]'
        '--limit[Only the first so many problems.]:n:'
        '(-o --output)'{-o,--output}'[Where to write the model\: a file, with --objective a folder.]:file:_files'
        '--seed[Seed of the split and the order.]:n:'
        '*--excluding[Leave out every problem that also occurs in this file; may be given several times.]:file:_files'
        '*--reference[Right solutions\: learned from as they are, and with one number changed; may be given several times.]:file:_files'
        '--force[Replace the output if it exists.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_misstep_next() {
    local -i ret=1
    local -ar ___format=('processbench' 'native' 'prm800k' 'math-shepherd' 'openrlhf' 'prmbench' 'bigbench-mistake' 'mr-gsm8k' 'mr-math' 'mr-ben' 'deltabench' 'agent-process-bench' 'openr' 'math-aps' 'search-tree' 'versaprm' 'r-prm-steps' 'r-prm-samples' 'trl' 'openai-batch' 'rlhflow' 'verl' 'best-of-n' 'openr1' 'math-evaluation' 'best-of-n-rlhflow' 'search-and-learn' 'gsm8k-solutions' 'lm-evaluation-harness' 'autorace' 'mmlu-pro' 'preference' 'chat' 'plain')
    local -ar ___precision=('auto' 'f32' 'bf16' 'int8')
    local -ar ___kind=('crm' 'prm' 'pqm' 'orm' 'iprm')
    local -ar ___readout=('hazard' 'probability' 'logit')
    local -ar ___order=('informative' 'uncertain' 'convincing' 'noise' 'random')
    local -ar arg_specs=(
        '*:file:_files'
        '--format[Read every file as this format instead of telling by content ('\''misstep formats'\'' lists them).]:name:{__misstep_complete "${___format[@]}"}'
        '--split-steps[How a response is cut into steps\: auto, blank, line, mark, tag=TEXT or regex=PATTERN.]:rule:'
        '--requests[The requests that OpenAI'\''s batch outputs answer. Default\: the file beside them that holds them.]:file:_files'
        '--labels[The label store, or '\''none'\''. Default\: $MISSTEP_LABELS, else labels.sqlite in $XDG_DATA_HOME/misstep.]:file:_files'
        '--model[builtin, recorded (scores that the file carries), a checkpoint'\''s folder, or a file that '\''misstep train'\'' wrote.]:model:_files'
        '--base[The base of a LoRA adapter, where it is neither beside it nor in the hub'\''s cache.]:folder:_files -/'
        '--reference[The reference of an implicit model'\''s folder.]:folder:_files -/'
        '--precision[Of a checkpoint'\''s matrix products\: auto, f32, bf16 or int8.]:precision:{__misstep_complete "${___precision[@]}"}'
        '--kind[crm, prm, pqm, orm or iprm.]:kind:{__misstep_complete "${___kind[@]}"}'
        '--head[The head'\''s tensors, such as v_head.summary.]:name:'
        '--readout[hazard, probability or logit.]:meaning:{__misstep_complete "${___readout[@]}"}'
        '--step-tag[The token that marks the end of a step.]:token:'
        '--prompt-template[What comes before the steps, with {problem}.]:text:'
        '--step-template[What a step becomes, with {step}.]:text:'
        '--separator[What stands behind or between steps.]:text:'
        '--beta[β of an implicit model, above 0.]:number:'
        '--predict[How the first error is predicted\: map, median, threshold=X (S(t) < X) or hazard=X (h(t) > X). Default\: the model'\''s own rule.]:rule:'
        '--where[Only these, such as '\''S < 0.3 and outcome = right and not labelled'\'' (docs/guide.md).]:filter:'
        '--order[What comes first, with a share of random draws if wanted\: '\''noise 20%'\''. Default\: informative.]:order:{__misstep_complete "${___order[@]}"}'
        '(-n --count)'{-n,--count}'[How many.]:n:'
        '--json[Print JSON.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_misstep_simulate() {
    local -i ret=1
    local -ar ___format=('processbench' 'native' 'prm800k' 'math-shepherd' 'openrlhf' 'prmbench' 'bigbench-mistake' 'mr-gsm8k' 'mr-math' 'mr-ben' 'deltabench' 'agent-process-bench' 'openr' 'math-aps' 'search-tree' 'versaprm' 'r-prm-steps' 'r-prm-samples' 'trl' 'openai-batch' 'rlhflow' 'verl' 'best-of-n' 'openr1' 'math-evaluation' 'best-of-n-rlhflow' 'search-and-learn' 'gsm8k-solutions' 'lm-evaluation-harness' 'autorace' 'mmlu-pro' 'preference' 'chat' 'plain')
    local -ar ___precision=('auto' 'f32' 'bf16' 'int8')
    local -ar ___kind=('crm' 'prm' 'pqm' 'orm' 'iprm')
    local -ar ___readout=('hazard' 'probability' 'logit')
    local -ar arg_specs=(
        '*:file:_files'
        '--format[Read every file as this format instead of telling by content ('\''misstep formats'\'' lists them).]:name:{__misstep_complete "${___format[@]}"}'
        '--split-steps[How a response is cut into steps\: auto, blank, line, mark, tag=TEXT or regex=PATTERN.]:rule:'
        '--requests[The requests that OpenAI'\''s batch outputs answer. Default\: the file beside them that holds them.]:file:_files'
        '--model[builtin, recorded (scores that the file carries), a checkpoint'\''s folder, or a file that '\''misstep train'\'' wrote.]:model:_files'
        '--base[The base of a LoRA adapter, where it is neither beside it nor in the hub'\''s cache.]:folder:_files -/'
        '--reference[The reference of an implicit model'\''s folder.]:folder:_files -/'
        '--precision[Of a checkpoint'\''s matrix products\: auto, f32, bf16 or int8.]:precision:{__misstep_complete "${___precision[@]}"}'
        '--kind[crm, prm, pqm, orm or iprm.]:kind:{__misstep_complete "${___kind[@]}"}'
        '--head[The head'\''s tensors, such as v_head.summary.]:name:'
        '--readout[hazard, probability or logit.]:meaning:{__misstep_complete "${___readout[@]}"}'
        '--step-tag[The token that marks the end of a step.]:token:'
        '--prompt-template[What comes before the steps, with {problem}.]:text:'
        '--step-template[What a step becomes, with {step}.]:text:'
        '--separator[What stands behind or between steps.]:text:'
        '--beta[β of an implicit model, above 0.]:number:'
        '--predict[How the first error is predicted\: map, median, threshold=X (S(t) < X) or hazard=X (h(t) > X). Default\: the model'\''s own rule.]:rule:'
        '--labels[The label store, or '\''none'\''. Default\: $MISSTEP_LABELS, else labels.sqlite in $XDG_DATA_HOME/misstep.]:file:_files'
        '--where[Only these, such as '\''S < 0.3 and outcome = right and not labelled'\'' (docs/guide.md).]:filter:'
        '--compare[A second model, with which the first one disagrees. Default\: the model as it is before labelling.]:model:_files'
        '--orders[Orders to compare with random, with commas\: uncertain, informative, disagreement, convincing. Default\: all of them.]:list:'
        '--seeds[How many seeds, from 1 on.]:n:'
        '--start[Labels drawn at random before the first order.]:n:'
        '--batch[Labels between two fits.]:n:'
        '--limit[Labels at the end.]:n:'
        '--held-out[The share of the questions that is only judged on.]:share:'
        '--random-share[The share that every order draws at random.]:share:'
        '--target[The F1 to be reached. Default\: what random has with half of the labels, on average.]:f1:'
        '--from-scratch[Let the built-in model forget what it knows.]'
        '--json[Print JSON.]'
        '--html[Also write a page with the picture.]:file:_files'
        '--force[Replace the page if it exists.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_misstep_generate() {
    local -i ret=1
    local -ar arg_specs=(
        '(-o --output)'{-o,--output}'[Where to write. Default\: standard output, which '\''-'\'' names too.]:file:_files'
        '--count[Trajectories to write.]:n:'
        '--seed[Another seed gives another set.]:n:'
        '--difficulty[From 1, one or two computations, to 6; a number, or a range such as 2..4.]:range:'
        '--families[Only these, with commas between them; '\''--list-families'\'' shows their names.]:names:'
        '--wrong-share[Share of solutions with a wrong step, 0 to 1.]:share:'
        '--candidates[Solutions for each problem.]:n:'
        '*--excluding[Leave out every problem that also occurs in this file; may be given several times.]:file:_files'
        '--list-families[List the families with their difficulties.]'
        '--json[With --list-families\: print JSON.]'
        '--markdown[With --list-families\: print the table of docs/families.md.]'
        '--resume[Keep what an interrupted run wrote beside the output, and go on with it.]'
        '--force[Replace the output if it exists.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_misstep_corrupt() {
    local -i ret=1
    local -ar ___format=('processbench' 'native' 'prm800k' 'math-shepherd' 'openrlhf' 'prmbench' 'bigbench-mistake' 'mr-gsm8k' 'mr-math' 'mr-ben' 'deltabench' 'agent-process-bench' 'openr' 'math-aps' 'search-tree' 'versaprm' 'r-prm-steps' 'r-prm-samples' 'trl' 'openai-batch' 'rlhflow' 'verl' 'best-of-n' 'openr1' 'math-evaluation' 'best-of-n-rlhflow' 'search-and-learn' 'gsm8k-solutions' 'lm-evaluation-harness' 'autorace' 'mmlu-pro' 'preference' 'chat' 'plain')
    local -ar arg_specs=(
        '*:file:_files'
        '--format[Read every file as this format instead of telling by content ('\''misstep formats'\'' lists them).]:name:{__misstep_complete "${___format[@]}"}'
        '--split-steps[How a response is cut into steps\: auto, blank, line, mark, tag=TEXT or regex=PATTERN.]:rule:'
        '--requests[The requests that OpenAI'\''s batch outputs answer. Default\: the file beside them that holds them.]:file:_files'
        '(-o --output)'{-o,--output}'[Where to write. Default\: standard output, which '\''-'\'' names too.]:file:_files'
        '--per-solution[Wrong ones for each solution, where so many fit.]:n:'
        '--seed[Another seed gives other errors.]:n:'
        '*--excluding[Leave out every problem that also occurs in this file; may be given several times.]:file:_files'
        '--force[Replace the output if it exists.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_misstep_formats() {
    local -i ret=1
    local -ar arg_specs=(
        '--json[Print JSON.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_misstep_keys() {
    local -i ret=1
    local -ar arg_specs=(
        '--markdown[Print the built-in table as Markdown, as docs/keys.md holds it.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_misstep_models() {
    local -i ret=1
    local -ar ___precision=('auto' 'f32' 'bf16' 'int8')
    local -ar ___kind=('crm' 'prm' 'pqm' 'orm' 'iprm')
    local -ar ___readout=('hazard' 'probability' 'logit')
    local -ar arg_specs=(
        ':model:'
        '--base[The base of a LoRA adapter, where it is neither beside it nor in the hub'\''s cache.]:folder:_files -/'
        '--reference[The reference of an implicit model'\''s folder.]:folder:_files -/'
        '--precision[Of a checkpoint'\''s matrix products\: auto, f32, bf16 or int8.]:precision:{__misstep_complete "${___precision[@]}"}'
        '--kind[crm, prm, pqm, orm or iprm.]:kind:{__misstep_complete "${___kind[@]}"}'
        '--head[The head'\''s tensors, such as v_head.summary.]:name:'
        '--readout[hazard, probability or logit.]:meaning:{__misstep_complete "${___readout[@]}"}'
        '--step-tag[The token that marks the end of a step.]:token:'
        '--prompt-template[What comes before the steps, with {problem}.]:text:'
        '--step-template[What a step becomes, with {step}.]:text:'
        '--separator[What stands behind or between steps.]:text:'
        '--beta[β of an implicit model, above 0.]:number:'
        '--json[Print JSON.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_misstep_help() {
    local -i ret=1
    local -ar arg_specs=(
        '*:subcommands:'
        '--version[Show the version.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

if [[ "${funcstack[1]}" = _misstep ]]; then
    _misstep "${@}"
else
    compdef _misstep misstep
fi
