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
            'train:Fit the built-in model, or train a reward head for a decoder.'
            'select:Choose one candidate of every question.'
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
        open|show|score|label|export|check|stats|evaluate|train|generate|corrupt|formats|keys|models|help)
            "_misstep_${words[1]}" && ret=0
            ;;
        esac
        ;;
    esac

    return "${ret}"
}

_misstep_open() {
    local -i ret=1
    local -ar ___format=('processbench' 'native' 'prm800k' 'math-shepherd' 'openrlhf' 'prmbench' 'bigbench-mistake' 'mr-gsm8k' 'mr-math' 'mr-ben' 'deltabench' 'agent-process-bench' 'openr' 'math-aps' 'versaprm' 'r-prm-steps' 'r-prm-samples' 'trl' 'openai-batch' 'rlhflow' 'verl' 'best-of-n' 'openr1' 'math-evaluation' 'best-of-n-rlhflow' 'search-and-learn' 'gsm8k-solutions' 'lm-evaluation-harness' 'autorace' 'mmlu-pro' 'preference' 'chat' 'plain')
    local -ar ___precision=('auto' 'f32' 'bf16' 'int8')
    local -ar ___kind=('crm' 'prm' 'pqm' 'orm' 'iprm')
    local -ar ___readout=('hazard' 'probability' 'logit')
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
        '--theme[dark, light, mono or colorblind.]:name:{__misstep_complete "${___theme[@]}"}'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_misstep_show() {
    local -i ret=1
    local -ar ___format=('processbench' 'native' 'prm800k' 'math-shepherd' 'openrlhf' 'prmbench' 'bigbench-mistake' 'mr-gsm8k' 'mr-math' 'mr-ben' 'deltabench' 'agent-process-bench' 'openr' 'math-aps' 'versaprm' 'r-prm-steps' 'r-prm-samples' 'trl' 'openai-batch' 'rlhflow' 'verl' 'best-of-n' 'openr1' 'math-evaluation' 'best-of-n-rlhflow' 'search-and-learn' 'gsm8k-solutions' 'lm-evaluation-harness' 'autorace' 'mmlu-pro' 'preference' 'chat' 'plain')
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
    local -ar ___format=('processbench' 'native' 'prm800k' 'math-shepherd' 'openrlhf' 'prmbench' 'bigbench-mistake' 'mr-gsm8k' 'mr-math' 'mr-ben' 'deltabench' 'agent-process-bench' 'openr' 'math-aps' 'versaprm' 'r-prm-steps' 'r-prm-samples' 'trl' 'openai-batch' 'rlhflow' 'verl' 'best-of-n' 'openr1' 'math-evaluation' 'best-of-n-rlhflow' 'search-and-learn' 'gsm8k-solutions' 'lm-evaluation-harness' 'autorace' 'mmlu-pro' 'preference' 'chat' 'plain')
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
    local -ar ___format=('processbench' 'native' 'prm800k' 'math-shepherd' 'openrlhf' 'prmbench' 'bigbench-mistake' 'mr-gsm8k' 'mr-math' 'mr-ben' 'deltabench' 'agent-process-bench' 'openr' 'math-aps' 'versaprm' 'r-prm-steps' 'r-prm-samples' 'trl' 'openai-batch' 'rlhflow' 'verl' 'best-of-n' 'openr1' 'math-evaluation' 'best-of-n-rlhflow' 'search-and-learn' 'gsm8k-solutions' 'lm-evaluation-harness' 'autorace' 'mmlu-pro' 'preference' 'chat' 'plain')
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
    local -ar ___format=('processbench' 'native' 'prm800k' 'math-shepherd' 'openrlhf' 'prmbench' 'bigbench-mistake' 'mr-gsm8k' 'mr-math' 'mr-ben' 'deltabench' 'agent-process-bench' 'openr' 'math-aps' 'versaprm' 'r-prm-steps' 'r-prm-samples' 'trl' 'openai-batch' 'rlhflow' 'verl' 'best-of-n' 'openr1' 'math-evaluation' 'best-of-n-rlhflow' 'search-and-learn' 'gsm8k-solutions' 'lm-evaluation-harness' 'autorace' 'mmlu-pro' 'preference' 'chat' 'plain')
    local -ar ___precision=('auto' 'f32' 'bf16' 'int8')
    local -ar ___kind=('crm' 'prm' 'pqm' 'orm' 'iprm')
    local -ar ___readout=('hazard' 'probability' 'logit')
    local -ar ___to=('native' 'processbench' 'prm800k' 'math-shepherd' 'openrlhf' 'prmbench' 'bigbench-mistake' 'trl' 'rlhflow')
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
    local -ar ___format=('processbench' 'native' 'prm800k' 'math-shepherd' 'openrlhf' 'prmbench' 'bigbench-mistake' 'mr-gsm8k' 'mr-math' 'mr-ben' 'deltabench' 'agent-process-bench' 'openr' 'math-aps' 'versaprm' 'r-prm-steps' 'r-prm-samples' 'trl' 'openai-batch' 'rlhflow' 'verl' 'best-of-n' 'openr1' 'math-evaluation' 'best-of-n-rlhflow' 'search-and-learn' 'gsm8k-solutions' 'lm-evaluation-harness' 'autorace' 'mmlu-pro' 'preference' 'chat' 'plain')
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
    local -ar ___format=('processbench' 'native' 'prm800k' 'math-shepherd' 'openrlhf' 'prmbench' 'bigbench-mistake' 'mr-gsm8k' 'mr-math' 'mr-ben' 'deltabench' 'agent-process-bench' 'openr' 'math-aps' 'versaprm' 'r-prm-steps' 'r-prm-samples' 'trl' 'openai-batch' 'rlhflow' 'verl' 'best-of-n' 'openr1' 'math-evaluation' 'best-of-n-rlhflow' 'search-and-learn' 'gsm8k-solutions' 'lm-evaluation-harness' 'autorace' 'mmlu-pro' 'preference' 'chat' 'plain')
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
            'calibration:Whether S(T) and h(t) can be trusted as probabilities.'
        )
        _describe -V subcommand subcommands && ret=0
        ;;
    arg)
        case "${words[1]}" in
        processbench|calibration)
            "_misstep_evaluate_${words[1]}" && ret=0
            ;;
        esac
        ;;
    esac

    return "${ret}"
}

_misstep_evaluate_processbench() {
    local -i ret=1
    local -ar ___format=('processbench' 'native' 'prm800k' 'math-shepherd' 'openrlhf' 'prmbench' 'bigbench-mistake' 'mr-gsm8k' 'mr-math' 'mr-ben' 'deltabench' 'agent-process-bench' 'openr' 'math-aps' 'versaprm' 'r-prm-steps' 'r-prm-samples' 'trl' 'openai-batch' 'rlhflow' 'verl' 'best-of-n' 'openr1' 'math-evaluation' 'best-of-n-rlhflow' 'search-and-learn' 'gsm8k-solutions' 'lm-evaluation-harness' 'autorace' 'mmlu-pro' 'preference' 'chat' 'plain')
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
        '--draws[Draws of the bootstrap; 0 gives no intervals.]:n:'
        '--json[Print JSON.]'
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

_misstep_evaluate_calibration() {
    local -i ret=1
    local -ar ___format=('processbench' 'native' 'prm800k' 'math-shepherd' 'openrlhf' 'prmbench' 'bigbench-mistake' 'mr-gsm8k' 'mr-math' 'mr-ben' 'deltabench' 'agent-process-bench' 'openr' 'math-aps' 'versaprm' 'r-prm-steps' 'r-prm-samples' 'trl' 'openai-batch' 'rlhflow' 'verl' 'best-of-n' 'openr1' 'math-evaluation' 'best-of-n-rlhflow' 'search-and-learn' 'gsm8k-solutions' 'lm-evaluation-harness' 'autorace' 'mmlu-pro' 'preference' 'chat' 'plain')
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
        '--draws[Draws of the bootstrap; 0 gives no intervals.]:n:'
        '--json[Print JSON.]'
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

_misstep_train() {
    local -i ret=1
    local -ar ___format=('processbench' 'native' 'prm800k' 'math-shepherd' 'openrlhf' 'prmbench' 'bigbench-mistake' 'mr-gsm8k' 'mr-math' 'mr-ben' 'deltabench' 'agent-process-bench' 'openr' 'math-aps' 'versaprm' 'r-prm-steps' 'r-prm-samples' 'trl' 'openai-batch' 'rlhflow' 'verl' 'best-of-n' 'openr1' 'math-evaluation' 'best-of-n-rlhflow' 'search-and-learn' 'gsm8k-solutions' 'lm-evaluation-harness' 'autorace' 'mmlu-pro' 'preference' 'chat' 'plain')
    local -ar ___kind=('builtin')
    local -ar ___objective=('crm' 'prm' 'orm' 'pqm')
    local -ar ___tune=('head')
    local -ar ___precision=('auto' 'f32' 'bf16' 'int8')
    local -ar arg_specs=(
        '*:file:_files'
        '--format[Read every file as this format instead of telling by content ('\''misstep formats'\'' lists them).]:name:{__misstep_complete "${___format[@]}"}'
        '--split-steps[How a response is cut into steps\: auto, blank, line, mark, tag=TEXT or regex=PATTERN.]:rule:'
        '--requests[The requests that OpenAI'\''s batch outputs answer. Default\: the file beside them that holds them.]:file:_files'
        '--kind[The kind of model.]:kind:{__misstep_complete "${___kind[@]}"}'
        '--objective[Train a reward head for this instead\: crm, prm, orm or pqm.]:objective:{__misstep_complete "${___objective[@]}"}'
        '--tune[What is trained\: the head; the decoder stays.]:part:{__misstep_complete "${___tune[@]}"}'
        '--body[The decoder that the head is for\: a folder of Hugging Face layout.]:folder:_files -/'
        '--epochs[At most so many passes over the data (40); it ends when held-out questions get no better.]:n:'
        '--z-fraction[Share of wrong trajectories whose first error is used (1); crm only.]:share:'
        '--layers[Layers of the head, 1 or 2 (1).]:n:'
        '--validation-share[Share of the questions that are held out (0.1).]:share:'
        '--precision[Of the decoder'\''s matrix products\: auto, f32, bf16 or int8.]:precision:{__misstep_complete "${___precision[@]}"}'
        '--step-tag[Read this token behind each step, not a line break.]:token:'
        '--resume[Go on where a run was stopped.]'
        '--log[Write a line of JSON for each step there.]:file:_files'
        '(-o --output)'{-o,--output}'[Where to write the model\: a file, of a head a folder.]:file:_files'
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

_misstep_select() {
    local -i ret=1
    local -ar ___format=('processbench' 'native' 'prm800k' 'math-shepherd' 'openrlhf' 'prmbench' 'bigbench-mistake' 'mr-gsm8k' 'mr-math' 'mr-ben' 'deltabench' 'agent-process-bench' 'openr' 'math-aps' 'versaprm' 'r-prm-steps' 'r-prm-samples' 'trl' 'openai-batch' 'rlhflow' 'verl' 'best-of-n' 'openr1' 'math-evaluation' 'best-of-n-rlhflow' 'search-and-learn' 'gsm8k-solutions' 'lm-evaluation-harness' 'autorace' 'mmlu-pro' 'preference' 'chat' 'plain')
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
        '--predict[How the first error is predicted\: map, median or threshold=X. Default\: the model'\''s own rule.]:rule:'
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
    local -ar ___format=('processbench' 'native' 'prm800k' 'math-shepherd' 'openrlhf' 'prmbench' 'bigbench-mistake' 'mr-gsm8k' 'mr-math' 'mr-ben' 'deltabench' 'agent-process-bench' 'openr' 'math-aps' 'versaprm' 'r-prm-steps' 'r-prm-samples' 'trl' 'openai-batch' 'rlhflow' 'verl' 'best-of-n' 'openr1' 'math-evaluation' 'best-of-n-rlhflow' 'search-and-learn' 'gsm8k-solutions' 'lm-evaluation-harness' 'autorace' 'mmlu-pro' 'preference' 'chat' 'plain')
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
