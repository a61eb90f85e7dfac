#!/bin/bash

__misstep_cursor_index_in_current_word() {
    local remaining="${COMP_LINE}"

    local word
    for word in "${COMP_WORDS[@]::COMP_CWORD}"; do
        remaining="${remaining##*([[:space:]])"${word}"*([[:space:]])}"
    done

    local -ir index="$((COMP_POINT - ${#COMP_LINE} + ${#remaining}))"
    if [[ "${index}" -le 0 ]]; then
        printf 0
    else
        printf %s "${index}"
    fi
}

# positional arguments:
#
# - 1: the current (sub)command's count of positional arguments
#
# required variables:
#
# - repeating_flags: the repeating flags that the current (sub)command can accept
# - non_repeating_flags: the non-repeating flags that the current (sub)command can accept
# - repeating_options: the repeating options that the current (sub)command can accept
# - non_repeating_options: the non-repeating options that the current (sub)command can accept
# - positional_number: value ignored
# - unparsed_words: unparsed words from the current command line
#
# modified variables:
#
# - non_repeating_flags: remove flags for this (sub)command that are already on the command line
# - non_repeating_options: remove options for this (sub)command that are already on the command line
# - positional_number: set to the current positional number
# - unparsed_words: remove all flags, options, and option values for this (sub)command
__misstep_offer_flags_options() {
    local -ir positional_count="${1}"
    positional_number=0

    local was_flag_option_terminator_seen=false
    local is_parsing_option_value=false

    local -ar unparsed_word_indices=("${!unparsed_words[@]}")
    local -i word_index
    for word_index in "${unparsed_word_indices[@]}"; do
        if "${is_parsing_option_value}"; then
            # This word is an option value:
            # Reset marker for next word iff not currently the last word
            [[ "${word_index}" -ne "${unparsed_word_indices[${#unparsed_word_indices[@]} - 1]}" ]] && is_parsing_option_value=false
            unset "unparsed_words[${word_index}]"
            # Do not process this word as a flag or an option
            continue
        fi

        local word="${unparsed_words["${word_index}"]}"
        if ! "${was_flag_option_terminator_seen}"; then
            case "${word}" in
            --)
                unset "unparsed_words[${word_index}]"
                # by itself -- is a flag/option terminator, but if it is the last word, it is the start of a completion
                if [[ "${word_index}" -ne "${unparsed_word_indices[${#unparsed_word_indices[@]} - 1]}" ]]; then
                    was_flag_option_terminator_seen=true
                fi
                continue
                ;;
            -*)
                # ${word} is a flag or an option
                # If ${word} is an option, mark that the next word to be parsed is an option value
                local option
                for option in "${repeating_options[@]}" "${non_repeating_options[@]}"; do
                    [[ "${word}" = "${option}" ]] && is_parsing_option_value=true && break
                done

                # Remove ${word} from ${non_repeating_flags} or ${non_repeating_options} so it isn't offered again
                local not_found=true
                local -i index
                for index in "${!non_repeating_flags[@]}"; do
                    if [[ "${non_repeating_flags[${index}]}" = "${word}" ]]; then
                        unset "non_repeating_flags[${index}]"
                        non_repeating_flags=("${non_repeating_flags[@]}")
                        not_found=false
                        break
                    fi
                done
                if "${not_found}"; then
                    for index in "${!non_repeating_flags[@]}"; do
                        if [[ "${non_repeating_flags[${index}]}" = "${word}" ]]; then
                            unset "non_repeating_flags[${index}]"
                            non_repeating_flags=("${non_repeating_flags[@]}")
                            break
                        fi
                    done
                fi
                unset "unparsed_words[${word_index}]"
                continue
                ;;
            esac
        fi

        # ${word} is neither a flag, nor an option, nor an option value
        if [[ "${positional_number}" -lt "${positional_count}" || "${positional_count}" -lt 0 ]]; then
            # ${word} is a positional
            ((positional_number++))
            unset "unparsed_words[${word_index}]"
        else
            if [[ -z "${word}" ]]; then
                # Could be completing a flag, option, or subcommand
                positional_number=-1
            else
                # ${word} is a subcommand or invalid, so stop processing this (sub)command
                positional_number=-2
            fi
            break
        fi
    done

    unparsed_words=("${unparsed_words[@]}")

    if\
        ! "${was_flag_option_terminator_seen}"\
        && ! "${is_parsing_option_value}"\
        && [[ ("${cur}" = -* && "${positional_number}" -ge 0) || "${positional_number}" -eq -1 ]]
    then
        COMPREPLY+=($(compgen -W "${repeating_flags[*]} ${non_repeating_flags[*]} ${repeating_options[*]} ${non_repeating_options[*]}" -- "${cur}"))
    fi
}

__misstep_add_completions() {
    local completion
    while IFS='' read -r completion; do
        COMPREPLY+=("${completion}")
    done < <(IFS=$'\n' compgen "${@}" -- "${cur}")
}

__misstep_custom_complete() {
    if [[ -n "${cur}" || -z ${COMP_WORDS[${COMP_CWORD}]} || "${COMP_LINE:${COMP_POINT}:1}" != ' ' ]]; then
        local -ar words=("${COMP_WORDS[@]}")
    else
        local -ar words=("${COMP_WORDS[@]::${COMP_CWORD}}" '' "${COMP_WORDS[@]:${COMP_CWORD}}")
    fi

    "${COMP_WORDS[0]}" "${@}" "${words[@]}"
}

_misstep() {
    local state
    state="$(shopt -p;shopt -po)"
    trap "${state//$'\n'/;}" RETURN
    shopt -s extglob
    set +o history +o posix

    local -xr SAP_SHELL=bash
    local -x SAP_SHELL_VERSION
    SAP_SHELL_VERSION="$(IFS='.';printf %s "${BASH_VERSINFO[*]}")"
    local -r SAP_SHELL_VERSION

    local -r cur="${2}"
    local -r prev="${3}"

    local -i positional_number
    local -a unparsed_words=("${COMP_WORDS[@]:1:${COMP_CWORD}}")

    local -a repeating_flags=()
    local -a non_repeating_flags=(--version -h --help)
    local -a repeating_options=()
    local -a non_repeating_options=()
    __misstep_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    open|show|score|label|export|check|stats|evaluate|report|select|sample|search|rollouts|train|next|simulate|generate|corrupt|formats|keys|models|help)
        # Offer subcommand argument completions
        "_misstep_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'open show score label export check stats evaluate report select sample search rollouts train next simulate generate corrupt formats keys models help' -- "${cur}"))
        ;;
    esac
}

_misstep_open() {
    repeating_flags=()
    non_repeating_flags=(--blind --follow --version -h --help)
    repeating_options=()
    non_repeating_options=(--format --split-steps --requests --model --base --reference --precision --kind --head --readout --step-tag --prompt-template --step-template --separator --beta --predict --labels --annotator --compare --next --theme)
    __misstep_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--format')
        __misstep_add_completions -W 'processbench'$'\n''native'$'\n''prm800k'$'\n''math-shepherd'$'\n''openrlhf'$'\n''prmbench'$'\n''bigbench-mistake'$'\n''mr-gsm8k'$'\n''mr-math'$'\n''mr-ben'$'\n''deltabench'$'\n''agent-process-bench'$'\n''openr'$'\n''math-aps'$'\n''search-tree'$'\n''versaprm'$'\n''r-prm-steps'$'\n''r-prm-samples'$'\n''trl'$'\n''openai-batch'$'\n''rlhflow'$'\n''verl'$'\n''best-of-n'$'\n''openr1'$'\n''math-evaluation'$'\n''best-of-n-rlhflow'$'\n''search-and-learn'$'\n''gsm8k-solutions'$'\n''lm-evaluation-harness'$'\n''autorace'$'\n''mmlu-pro'$'\n''preference'$'\n''chat'$'\n''plain'
        return
        ;;
    '--split-steps')
        return
        ;;
    '--requests')
        __misstep_add_completions -f
        return
        ;;
    '--model')
        __misstep_add_completions -f
        return
        ;;
    '--base')
        __misstep_add_completions -d
        return
        ;;
    '--reference')
        __misstep_add_completions -d
        return
        ;;
    '--precision')
        __misstep_add_completions -W 'auto'$'\n''f32'$'\n''bf16'$'\n''int8'
        return
        ;;
    '--kind')
        __misstep_add_completions -W 'crm'$'\n''prm'$'\n''pqm'$'\n''orm'$'\n''iprm'
        return
        ;;
    '--head')
        return
        ;;
    '--readout')
        __misstep_add_completions -W 'hazard'$'\n''probability'$'\n''logit'
        return
        ;;
    '--step-tag')
        return
        ;;
    '--prompt-template')
        return
        ;;
    '--step-template')
        return
        ;;
    '--separator')
        return
        ;;
    '--beta')
        return
        ;;
    '--predict')
        return
        ;;
    '--labels')
        __misstep_add_completions -f
        return
        ;;
    '--annotator')
        return
        ;;
    '--compare')
        __misstep_add_completions -f
        return
        ;;
    '--next')
        __misstep_add_completions -W 'informative'$'\n''uncertain'$'\n''disagreement'$'\n''convincing'$'\n''noise'$'\n''random'
        return
        ;;
    '--theme')
        __misstep_add_completions -W 'dark'$'\n''light'$'\n''mono'$'\n''colorblind'
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __misstep_add_completions -f
        return
        ;;
    esac
}

_misstep_show() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--format --split-steps --requests --id --index --where --limit --model --base --reference --precision --kind --head --readout --step-tag --prompt-template --step-template --separator --beta --predict --labels --annotator --width --color)
    __misstep_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--format')
        __misstep_add_completions -W 'processbench'$'\n''native'$'\n''prm800k'$'\n''math-shepherd'$'\n''openrlhf'$'\n''prmbench'$'\n''bigbench-mistake'$'\n''mr-gsm8k'$'\n''mr-math'$'\n''mr-ben'$'\n''deltabench'$'\n''agent-process-bench'$'\n''openr'$'\n''math-aps'$'\n''search-tree'$'\n''versaprm'$'\n''r-prm-steps'$'\n''r-prm-samples'$'\n''trl'$'\n''openai-batch'$'\n''rlhflow'$'\n''verl'$'\n''best-of-n'$'\n''openr1'$'\n''math-evaluation'$'\n''best-of-n-rlhflow'$'\n''search-and-learn'$'\n''gsm8k-solutions'$'\n''lm-evaluation-harness'$'\n''autorace'$'\n''mmlu-pro'$'\n''preference'$'\n''chat'$'\n''plain'
        return
        ;;
    '--split-steps')
        return
        ;;
    '--requests')
        __misstep_add_completions -f
        return
        ;;
    '--id')
        return
        ;;
    '--index')
        return
        ;;
    '--where')
        return
        ;;
    '--limit')
        return
        ;;
    '--model')
        __misstep_add_completions -f
        return
        ;;
    '--base')
        __misstep_add_completions -d
        return
        ;;
    '--reference')
        __misstep_add_completions -d
        return
        ;;
    '--precision')
        __misstep_add_completions -W 'auto'$'\n''f32'$'\n''bf16'$'\n''int8'
        return
        ;;
    '--kind')
        __misstep_add_completions -W 'crm'$'\n''prm'$'\n''pqm'$'\n''orm'$'\n''iprm'
        return
        ;;
    '--head')
        return
        ;;
    '--readout')
        __misstep_add_completions -W 'hazard'$'\n''probability'$'\n''logit'
        return
        ;;
    '--step-tag')
        return
        ;;
    '--prompt-template')
        return
        ;;
    '--step-template')
        return
        ;;
    '--separator')
        return
        ;;
    '--beta')
        return
        ;;
    '--predict')
        return
        ;;
    '--labels')
        __misstep_add_completions -f
        return
        ;;
    '--annotator')
        return
        ;;
    '--width')
        return
        ;;
    '--color')
        __misstep_add_completions -W 'auto'$'\n''always'$'\n''never'
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __misstep_add_completions -f
        return
        ;;
    esac
}

_misstep_score() {
    repeating_flags=()
    non_repeating_flags=(--resume --force --version -h --help)
    repeating_options=()
    non_repeating_options=(--format --split-steps --requests --model --base --reference --precision --kind --head --readout --step-tag --prompt-template --step-template --separator --beta --predict --labels --where -o --output)
    __misstep_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--format')
        __misstep_add_completions -W 'processbench'$'\n''native'$'\n''prm800k'$'\n''math-shepherd'$'\n''openrlhf'$'\n''prmbench'$'\n''bigbench-mistake'$'\n''mr-gsm8k'$'\n''mr-math'$'\n''mr-ben'$'\n''deltabench'$'\n''agent-process-bench'$'\n''openr'$'\n''math-aps'$'\n''search-tree'$'\n''versaprm'$'\n''r-prm-steps'$'\n''r-prm-samples'$'\n''trl'$'\n''openai-batch'$'\n''rlhflow'$'\n''verl'$'\n''best-of-n'$'\n''openr1'$'\n''math-evaluation'$'\n''best-of-n-rlhflow'$'\n''search-and-learn'$'\n''gsm8k-solutions'$'\n''lm-evaluation-harness'$'\n''autorace'$'\n''mmlu-pro'$'\n''preference'$'\n''chat'$'\n''plain'
        return
        ;;
    '--split-steps')
        return
        ;;
    '--requests')
        __misstep_add_completions -f
        return
        ;;
    '--model')
        __misstep_add_completions -f
        return
        ;;
    '--base')
        __misstep_add_completions -d
        return
        ;;
    '--reference')
        __misstep_add_completions -d
        return
        ;;
    '--precision')
        __misstep_add_completions -W 'auto'$'\n''f32'$'\n''bf16'$'\n''int8'
        return
        ;;
    '--kind')
        __misstep_add_completions -W 'crm'$'\n''prm'$'\n''pqm'$'\n''orm'$'\n''iprm'
        return
        ;;
    '--head')
        return
        ;;
    '--readout')
        __misstep_add_completions -W 'hazard'$'\n''probability'$'\n''logit'
        return
        ;;
    '--step-tag')
        return
        ;;
    '--prompt-template')
        return
        ;;
    '--step-template')
        return
        ;;
    '--separator')
        return
        ;;
    '--beta')
        return
        ;;
    '--predict')
        return
        ;;
    '--labels')
        __misstep_add_completions -f
        return
        ;;
    '--where')
        return
        ;;
    '-o'|'--output')
        __misstep_add_completions -f
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __misstep_add_completions -f
        return
        ;;
    esac
}

_misstep_label() {
    repeating_flags=()
    non_repeating_flags=(--no-error --unsure --bad-problem --version -h --help)
    repeating_options=()
    non_repeating_options=(--format --split-steps --requests --id --index --first-error --note --labels --annotator)
    __misstep_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--format')
        __misstep_add_completions -W 'processbench'$'\n''native'$'\n''prm800k'$'\n''math-shepherd'$'\n''openrlhf'$'\n''prmbench'$'\n''bigbench-mistake'$'\n''mr-gsm8k'$'\n''mr-math'$'\n''mr-ben'$'\n''deltabench'$'\n''agent-process-bench'$'\n''openr'$'\n''math-aps'$'\n''search-tree'$'\n''versaprm'$'\n''r-prm-steps'$'\n''r-prm-samples'$'\n''trl'$'\n''openai-batch'$'\n''rlhflow'$'\n''verl'$'\n''best-of-n'$'\n''openr1'$'\n''math-evaluation'$'\n''best-of-n-rlhflow'$'\n''search-and-learn'$'\n''gsm8k-solutions'$'\n''lm-evaluation-harness'$'\n''autorace'$'\n''mmlu-pro'$'\n''preference'$'\n''chat'$'\n''plain'
        return
        ;;
    '--split-steps')
        return
        ;;
    '--requests')
        __misstep_add_completions -f
        return
        ;;
    '--id')
        return
        ;;
    '--index')
        return
        ;;
    '--first-error')
        return
        ;;
    '--note')
        return
        ;;
    '--labels')
        __misstep_add_completions -f
        return
        ;;
    '--annotator')
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __misstep_add_completions -f
        return
        ;;
    esac
}

_misstep_export() {
    repeating_flags=()
    non_repeating_flags=(--soft-labels --resume --force --version -h --help)
    repeating_options=()
    non_repeating_options=(--format --split-steps --requests --labels --where --model --base --reference --precision --kind --head --readout --step-tag --prompt-template --step-template --separator --beta --predict --to -o --output --only --split --seed)
    __misstep_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--format')
        __misstep_add_completions -W 'processbench'$'\n''native'$'\n''prm800k'$'\n''math-shepherd'$'\n''openrlhf'$'\n''prmbench'$'\n''bigbench-mistake'$'\n''mr-gsm8k'$'\n''mr-math'$'\n''mr-ben'$'\n''deltabench'$'\n''agent-process-bench'$'\n''openr'$'\n''math-aps'$'\n''search-tree'$'\n''versaprm'$'\n''r-prm-steps'$'\n''r-prm-samples'$'\n''trl'$'\n''openai-batch'$'\n''rlhflow'$'\n''verl'$'\n''best-of-n'$'\n''openr1'$'\n''math-evaluation'$'\n''best-of-n-rlhflow'$'\n''search-and-learn'$'\n''gsm8k-solutions'$'\n''lm-evaluation-harness'$'\n''autorace'$'\n''mmlu-pro'$'\n''preference'$'\n''chat'$'\n''plain'
        return
        ;;
    '--split-steps')
        return
        ;;
    '--requests')
        __misstep_add_completions -f
        return
        ;;
    '--labels')
        __misstep_add_completions -f
        return
        ;;
    '--where')
        return
        ;;
    '--model')
        __misstep_add_completions -f
        return
        ;;
    '--base')
        __misstep_add_completions -d
        return
        ;;
    '--reference')
        __misstep_add_completions -d
        return
        ;;
    '--precision')
        __misstep_add_completions -W 'auto'$'\n''f32'$'\n''bf16'$'\n''int8'
        return
        ;;
    '--kind')
        __misstep_add_completions -W 'crm'$'\n''prm'$'\n''pqm'$'\n''orm'$'\n''iprm'
        return
        ;;
    '--head')
        return
        ;;
    '--readout')
        __misstep_add_completions -W 'hazard'$'\n''probability'$'\n''logit'
        return
        ;;
    '--step-tag')
        return
        ;;
    '--prompt-template')
        return
        ;;
    '--step-template')
        return
        ;;
    '--separator')
        return
        ;;
    '--beta')
        return
        ;;
    '--predict')
        return
        ;;
    '--to')
        __misstep_add_completions -W 'native'$'\n''processbench'$'\n''prm800k'$'\n''math-shepherd'$'\n''openrlhf'$'\n''prmbench'$'\n''bigbench-mistake'$'\n''math-aps'$'\n''trl'$'\n''rlhflow'
        return
        ;;
    '-o'|'--output')
        __misstep_add_completions -f
        return
        ;;
    '--only')
        __misstep_add_completions -W 'verdict'$'\n''labelled'$'\n''all'
        return
        ;;
    '--split')
        return
        ;;
    '--seed')
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __misstep_add_completions -f
        return
        ;;
    esac
}

_misstep_check() {
    repeating_flags=()
    non_repeating_flags=(--strict --json --version -h --help)
    repeating_options=()
    non_repeating_options=(--format --split-steps --requests)
    __misstep_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--format')
        __misstep_add_completions -W 'processbench'$'\n''native'$'\n''prm800k'$'\n''math-shepherd'$'\n''openrlhf'$'\n''prmbench'$'\n''bigbench-mistake'$'\n''mr-gsm8k'$'\n''mr-math'$'\n''mr-ben'$'\n''deltabench'$'\n''agent-process-bench'$'\n''openr'$'\n''math-aps'$'\n''search-tree'$'\n''versaprm'$'\n''r-prm-steps'$'\n''r-prm-samples'$'\n''trl'$'\n''openai-batch'$'\n''rlhflow'$'\n''verl'$'\n''best-of-n'$'\n''openr1'$'\n''math-evaluation'$'\n''best-of-n-rlhflow'$'\n''search-and-learn'$'\n''gsm8k-solutions'$'\n''lm-evaluation-harness'$'\n''autorace'$'\n''mmlu-pro'$'\n''preference'$'\n''chat'$'\n''plain'
        return
        ;;
    '--split-steps')
        return
        ;;
    '--requests')
        __misstep_add_completions -f
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __misstep_add_completions -f
        return
        ;;
    esac
}

_misstep_stats() {
    repeating_flags=()
    non_repeating_flags=(--json --version -h --help)
    repeating_options=()
    non_repeating_options=(--format --split-steps --requests --labels --model --base --reference --precision --kind --head --readout --step-tag --prompt-template --step-template --separator --beta --predict --where)
    __misstep_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--format')
        __misstep_add_completions -W 'processbench'$'\n''native'$'\n''prm800k'$'\n''math-shepherd'$'\n''openrlhf'$'\n''prmbench'$'\n''bigbench-mistake'$'\n''mr-gsm8k'$'\n''mr-math'$'\n''mr-ben'$'\n''deltabench'$'\n''agent-process-bench'$'\n''openr'$'\n''math-aps'$'\n''search-tree'$'\n''versaprm'$'\n''r-prm-steps'$'\n''r-prm-samples'$'\n''trl'$'\n''openai-batch'$'\n''rlhflow'$'\n''verl'$'\n''best-of-n'$'\n''openr1'$'\n''math-evaluation'$'\n''best-of-n-rlhflow'$'\n''search-and-learn'$'\n''gsm8k-solutions'$'\n''lm-evaluation-harness'$'\n''autorace'$'\n''mmlu-pro'$'\n''preference'$'\n''chat'$'\n''plain'
        return
        ;;
    '--split-steps')
        return
        ;;
    '--requests')
        __misstep_add_completions -f
        return
        ;;
    '--labels')
        __misstep_add_completions -f
        return
        ;;
    '--model')
        __misstep_add_completions -f
        return
        ;;
    '--base')
        __misstep_add_completions -d
        return
        ;;
    '--reference')
        __misstep_add_completions -d
        return
        ;;
    '--precision')
        __misstep_add_completions -W 'auto'$'\n''f32'$'\n''bf16'$'\n''int8'
        return
        ;;
    '--kind')
        __misstep_add_completions -W 'crm'$'\n''prm'$'\n''pqm'$'\n''orm'$'\n''iprm'
        return
        ;;
    '--head')
        return
        ;;
    '--readout')
        __misstep_add_completions -W 'hazard'$'\n''probability'$'\n''logit'
        return
        ;;
    '--step-tag')
        return
        ;;
    '--prompt-template')
        return
        ;;
    '--step-template')
        return
        ;;
    '--separator')
        return
        ;;
    '--beta')
        return
        ;;
    '--predict')
        return
        ;;
    '--where')
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __misstep_add_completions -f
        return
        ;;
    esac
}

_misstep_evaluate() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __misstep_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    processbench|prmbench|calibration|best-of-n|compare|hacking|noise)
        # Offer subcommand argument completions
        "_misstep_evaluate_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'processbench prmbench calibration best-of-n compare hacking noise' -- "${cur}"))
        ;;
    esac
}

_misstep_evaluate_processbench() {
    repeating_flags=()
    non_repeating_flags=(--json --force --upper-bound --version -h --help)
    repeating_options=()
    non_repeating_options=(--format --split-steps --requests --labels --where --seed --draws --html --model --base --reference --precision --kind --head --readout --step-tag --prompt-template --step-template --separator --beta --predict --choose-on)
    __misstep_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--format')
        __misstep_add_completions -W 'processbench'$'\n''native'$'\n''prm800k'$'\n''math-shepherd'$'\n''openrlhf'$'\n''prmbench'$'\n''bigbench-mistake'$'\n''mr-gsm8k'$'\n''mr-math'$'\n''mr-ben'$'\n''deltabench'$'\n''agent-process-bench'$'\n''openr'$'\n''math-aps'$'\n''search-tree'$'\n''versaprm'$'\n''r-prm-steps'$'\n''r-prm-samples'$'\n''trl'$'\n''openai-batch'$'\n''rlhflow'$'\n''verl'$'\n''best-of-n'$'\n''openr1'$'\n''math-evaluation'$'\n''best-of-n-rlhflow'$'\n''search-and-learn'$'\n''gsm8k-solutions'$'\n''lm-evaluation-harness'$'\n''autorace'$'\n''mmlu-pro'$'\n''preference'$'\n''chat'$'\n''plain'
        return
        ;;
    '--split-steps')
        return
        ;;
    '--requests')
        __misstep_add_completions -f
        return
        ;;
    '--labels')
        __misstep_add_completions -f
        return
        ;;
    '--where')
        return
        ;;
    '--seed')
        return
        ;;
    '--draws')
        return
        ;;
    '--html')
        __misstep_add_completions -f
        return
        ;;
    '--model')
        __misstep_add_completions -f
        return
        ;;
    '--base')
        __misstep_add_completions -d
        return
        ;;
    '--reference')
        __misstep_add_completions -d
        return
        ;;
    '--precision')
        __misstep_add_completions -W 'auto'$'\n''f32'$'\n''bf16'$'\n''int8'
        return
        ;;
    '--kind')
        __misstep_add_completions -W 'crm'$'\n''prm'$'\n''pqm'$'\n''orm'$'\n''iprm'
        return
        ;;
    '--head')
        return
        ;;
    '--readout')
        __misstep_add_completions -W 'hazard'$'\n''probability'$'\n''logit'
        return
        ;;
    '--step-tag')
        return
        ;;
    '--prompt-template')
        return
        ;;
    '--step-template')
        return
        ;;
    '--separator')
        return
        ;;
    '--beta')
        return
        ;;
    '--predict')
        return
        ;;
    '--choose-on')
        __misstep_add_completions -f
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __misstep_add_completions -f
        return
        ;;
    esac
}

_misstep_evaluate_prmbench() {
    repeating_flags=()
    non_repeating_flags=(--json --force --version -h --help)
    repeating_options=()
    non_repeating_options=(--format --split-steps --requests --labels --where --seed --draws --html --model --base --reference --precision --kind --head --readout --step-tag --prompt-template --step-template --separator --beta --predict --valid)
    __misstep_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--format')
        __misstep_add_completions -W 'processbench'$'\n''native'$'\n''prm800k'$'\n''math-shepherd'$'\n''openrlhf'$'\n''prmbench'$'\n''bigbench-mistake'$'\n''mr-gsm8k'$'\n''mr-math'$'\n''mr-ben'$'\n''deltabench'$'\n''agent-process-bench'$'\n''openr'$'\n''math-aps'$'\n''search-tree'$'\n''versaprm'$'\n''r-prm-steps'$'\n''r-prm-samples'$'\n''trl'$'\n''openai-batch'$'\n''rlhflow'$'\n''verl'$'\n''best-of-n'$'\n''openr1'$'\n''math-evaluation'$'\n''best-of-n-rlhflow'$'\n''search-and-learn'$'\n''gsm8k-solutions'$'\n''lm-evaluation-harness'$'\n''autorace'$'\n''mmlu-pro'$'\n''preference'$'\n''chat'$'\n''plain'
        return
        ;;
    '--split-steps')
        return
        ;;
    '--requests')
        __misstep_add_completions -f
        return
        ;;
    '--labels')
        __misstep_add_completions -f
        return
        ;;
    '--where')
        return
        ;;
    '--seed')
        return
        ;;
    '--draws')
        return
        ;;
    '--html')
        __misstep_add_completions -f
        return
        ;;
    '--model')
        __misstep_add_completions -f
        return
        ;;
    '--base')
        __misstep_add_completions -d
        return
        ;;
    '--reference')
        __misstep_add_completions -d
        return
        ;;
    '--precision')
        __misstep_add_completions -W 'auto'$'\n''f32'$'\n''bf16'$'\n''int8'
        return
        ;;
    '--kind')
        __misstep_add_completions -W 'crm'$'\n''prm'$'\n''pqm'$'\n''orm'$'\n''iprm'
        return
        ;;
    '--head')
        return
        ;;
    '--readout')
        __misstep_add_completions -W 'hazard'$'\n''probability'$'\n''logit'
        return
        ;;
    '--step-tag')
        return
        ;;
    '--prompt-template')
        return
        ;;
    '--step-template')
        return
        ;;
    '--separator')
        return
        ;;
    '--beta')
        return
        ;;
    '--predict')
        return
        ;;
    '--valid')
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __misstep_add_completions -f
        return
        ;;
    esac
}

_misstep_evaluate_calibration() {
    repeating_flags=()
    non_repeating_flags=(--json --force --version -h --help)
    repeating_options=()
    non_repeating_options=(--format --split-steps --requests --labels --where --seed --draws --html --model --base --reference --precision --kind --head --readout --step-tag --prompt-template --step-template --separator --beta --predict --against)
    __misstep_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--format')
        __misstep_add_completions -W 'processbench'$'\n''native'$'\n''prm800k'$'\n''math-shepherd'$'\n''openrlhf'$'\n''prmbench'$'\n''bigbench-mistake'$'\n''mr-gsm8k'$'\n''mr-math'$'\n''mr-ben'$'\n''deltabench'$'\n''agent-process-bench'$'\n''openr'$'\n''math-aps'$'\n''search-tree'$'\n''versaprm'$'\n''r-prm-steps'$'\n''r-prm-samples'$'\n''trl'$'\n''openai-batch'$'\n''rlhflow'$'\n''verl'$'\n''best-of-n'$'\n''openr1'$'\n''math-evaluation'$'\n''best-of-n-rlhflow'$'\n''search-and-learn'$'\n''gsm8k-solutions'$'\n''lm-evaluation-harness'$'\n''autorace'$'\n''mmlu-pro'$'\n''preference'$'\n''chat'$'\n''plain'
        return
        ;;
    '--split-steps')
        return
        ;;
    '--requests')
        __misstep_add_completions -f
        return
        ;;
    '--labels')
        __misstep_add_completions -f
        return
        ;;
    '--where')
        return
        ;;
    '--seed')
        return
        ;;
    '--draws')
        return
        ;;
    '--html')
        __misstep_add_completions -f
        return
        ;;
    '--model')
        __misstep_add_completions -f
        return
        ;;
    '--base')
        __misstep_add_completions -d
        return
        ;;
    '--reference')
        __misstep_add_completions -d
        return
        ;;
    '--precision')
        __misstep_add_completions -W 'auto'$'\n''f32'$'\n''bf16'$'\n''int8'
        return
        ;;
    '--kind')
        __misstep_add_completions -W 'crm'$'\n''prm'$'\n''pqm'$'\n''orm'$'\n''iprm'
        return
        ;;
    '--head')
        return
        ;;
    '--readout')
        __misstep_add_completions -W 'hazard'$'\n''probability'$'\n''logit'
        return
        ;;
    '--step-tag')
        return
        ;;
    '--prompt-template')
        return
        ;;
    '--step-template')
        return
        ;;
    '--separator')
        return
        ;;
    '--beta')
        return
        ;;
    '--predict')
        return
        ;;
    '--against')
        __misstep_add_completions -W 'label'$'\n''outcome'
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __misstep_add_completions -f
        return
        ;;
    esac
}

_misstep_evaluate_best-of-n() {
    repeating_flags=()
    non_repeating_flags=(--json --force --version -h --help)
    repeating_options=(--model)
    non_repeating_options=(--format --split-steps --requests --labels --where --seed --draws --html --base --reference --precision --kind --head --readout --step-tag --prompt-template --step-template --separator --beta --predict --max-n)
    __misstep_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--format')
        __misstep_add_completions -W 'processbench'$'\n''native'$'\n''prm800k'$'\n''math-shepherd'$'\n''openrlhf'$'\n''prmbench'$'\n''bigbench-mistake'$'\n''mr-gsm8k'$'\n''mr-math'$'\n''mr-ben'$'\n''deltabench'$'\n''agent-process-bench'$'\n''openr'$'\n''math-aps'$'\n''search-tree'$'\n''versaprm'$'\n''r-prm-steps'$'\n''r-prm-samples'$'\n''trl'$'\n''openai-batch'$'\n''rlhflow'$'\n''verl'$'\n''best-of-n'$'\n''openr1'$'\n''math-evaluation'$'\n''best-of-n-rlhflow'$'\n''search-and-learn'$'\n''gsm8k-solutions'$'\n''lm-evaluation-harness'$'\n''autorace'$'\n''mmlu-pro'$'\n''preference'$'\n''chat'$'\n''plain'
        return
        ;;
    '--split-steps')
        return
        ;;
    '--requests')
        __misstep_add_completions -f
        return
        ;;
    '--labels')
        __misstep_add_completions -f
        return
        ;;
    '--where')
        return
        ;;
    '--seed')
        return
        ;;
    '--draws')
        return
        ;;
    '--html')
        __misstep_add_completions -f
        return
        ;;
    '--model')
        __misstep_add_completions -f
        return
        ;;
    '--base')
        __misstep_add_completions -d
        return
        ;;
    '--reference')
        __misstep_add_completions -d
        return
        ;;
    '--precision')
        __misstep_add_completions -W 'auto'$'\n''f32'$'\n''bf16'$'\n''int8'
        return
        ;;
    '--kind')
        __misstep_add_completions -W 'crm'$'\n''prm'$'\n''pqm'$'\n''orm'$'\n''iprm'
        return
        ;;
    '--head')
        return
        ;;
    '--readout')
        __misstep_add_completions -W 'hazard'$'\n''probability'$'\n''logit'
        return
        ;;
    '--step-tag')
        return
        ;;
    '--prompt-template')
        return
        ;;
    '--step-template')
        return
        ;;
    '--separator')
        return
        ;;
    '--beta')
        return
        ;;
    '--predict')
        return
        ;;
    '--max-n')
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __misstep_add_completions -f
        return
        ;;
    esac
}

_misstep_evaluate_compare() {
    repeating_flags=()
    non_repeating_flags=(--json --force --version -h --help)
    repeating_options=(--model)
    non_repeating_options=(--format --split-steps --requests --labels --where --seed --draws --html --base --reference --precision --kind --head --readout --step-tag --prompt-template --step-template --separator --beta --predict)
    __misstep_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--format')
        __misstep_add_completions -W 'processbench'$'\n''native'$'\n''prm800k'$'\n''math-shepherd'$'\n''openrlhf'$'\n''prmbench'$'\n''bigbench-mistake'$'\n''mr-gsm8k'$'\n''mr-math'$'\n''mr-ben'$'\n''deltabench'$'\n''agent-process-bench'$'\n''openr'$'\n''math-aps'$'\n''search-tree'$'\n''versaprm'$'\n''r-prm-steps'$'\n''r-prm-samples'$'\n''trl'$'\n''openai-batch'$'\n''rlhflow'$'\n''verl'$'\n''best-of-n'$'\n''openr1'$'\n''math-evaluation'$'\n''best-of-n-rlhflow'$'\n''search-and-learn'$'\n''gsm8k-solutions'$'\n''lm-evaluation-harness'$'\n''autorace'$'\n''mmlu-pro'$'\n''preference'$'\n''chat'$'\n''plain'
        return
        ;;
    '--split-steps')
        return
        ;;
    '--requests')
        __misstep_add_completions -f
        return
        ;;
    '--labels')
        __misstep_add_completions -f
        return
        ;;
    '--where')
        return
        ;;
    '--seed')
        return
        ;;
    '--draws')
        return
        ;;
    '--html')
        __misstep_add_completions -f
        return
        ;;
    '--model')
        __misstep_add_completions -f
        return
        ;;
    '--base')
        __misstep_add_completions -d
        return
        ;;
    '--reference')
        __misstep_add_completions -d
        return
        ;;
    '--precision')
        __misstep_add_completions -W 'auto'$'\n''f32'$'\n''bf16'$'\n''int8'
        return
        ;;
    '--kind')
        __misstep_add_completions -W 'crm'$'\n''prm'$'\n''pqm'$'\n''orm'$'\n''iprm'
        return
        ;;
    '--head')
        return
        ;;
    '--readout')
        __misstep_add_completions -W 'hazard'$'\n''probability'$'\n''logit'
        return
        ;;
    '--step-tag')
        return
        ;;
    '--prompt-template')
        return
        ;;
    '--step-template')
        return
        ;;
    '--separator')
        return
        ;;
    '--beta')
        return
        ;;
    '--predict')
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __misstep_add_completions -f
        return
        ;;
    esac
}

_misstep_evaluate_hacking() {
    repeating_flags=()
    non_repeating_flags=(--json --force --version -h --help)
    repeating_options=()
    non_repeating_options=(--format --split-steps --requests --labels --where --seed --draws --html --model --base --reference --precision --kind --head --readout --step-tag --prompt-template --step-template --separator --beta --predict)
    __misstep_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--format')
        __misstep_add_completions -W 'processbench'$'\n''native'$'\n''prm800k'$'\n''math-shepherd'$'\n''openrlhf'$'\n''prmbench'$'\n''bigbench-mistake'$'\n''mr-gsm8k'$'\n''mr-math'$'\n''mr-ben'$'\n''deltabench'$'\n''agent-process-bench'$'\n''openr'$'\n''math-aps'$'\n''search-tree'$'\n''versaprm'$'\n''r-prm-steps'$'\n''r-prm-samples'$'\n''trl'$'\n''openai-batch'$'\n''rlhflow'$'\n''verl'$'\n''best-of-n'$'\n''openr1'$'\n''math-evaluation'$'\n''best-of-n-rlhflow'$'\n''search-and-learn'$'\n''gsm8k-solutions'$'\n''lm-evaluation-harness'$'\n''autorace'$'\n''mmlu-pro'$'\n''preference'$'\n''chat'$'\n''plain'
        return
        ;;
    '--split-steps')
        return
        ;;
    '--requests')
        __misstep_add_completions -f
        return
        ;;
    '--labels')
        __misstep_add_completions -f
        return
        ;;
    '--where')
        return
        ;;
    '--seed')
        return
        ;;
    '--draws')
        return
        ;;
    '--html')
        __misstep_add_completions -f
        return
        ;;
    '--model')
        __misstep_add_completions -f
        return
        ;;
    '--base')
        __misstep_add_completions -d
        return
        ;;
    '--reference')
        __misstep_add_completions -d
        return
        ;;
    '--precision')
        __misstep_add_completions -W 'auto'$'\n''f32'$'\n''bf16'$'\n''int8'
        return
        ;;
    '--kind')
        __misstep_add_completions -W 'crm'$'\n''prm'$'\n''pqm'$'\n''orm'$'\n''iprm'
        return
        ;;
    '--head')
        return
        ;;
    '--readout')
        __misstep_add_completions -W 'hazard'$'\n''probability'$'\n''logit'
        return
        ;;
    '--step-tag')
        return
        ;;
    '--prompt-template')
        return
        ;;
    '--step-template')
        return
        ;;
    '--separator')
        return
        ;;
    '--beta')
        return
        ;;
    '--predict')
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __misstep_add_completions -f
        return
        ;;
    esac
}

_misstep_evaluate_noise() {
    repeating_flags=()
    non_repeating_flags=(--json --force --version -h --help)
    repeating_options=(--model)
    non_repeating_options=(--format --split-steps --requests --labels --where --seed --draws --html --base --reference --precision --kind --head --readout --step-tag --prompt-template --step-template --separator --beta --predict --limit)
    __misstep_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--format')
        __misstep_add_completions -W 'processbench'$'\n''native'$'\n''prm800k'$'\n''math-shepherd'$'\n''openrlhf'$'\n''prmbench'$'\n''bigbench-mistake'$'\n''mr-gsm8k'$'\n''mr-math'$'\n''mr-ben'$'\n''deltabench'$'\n''agent-process-bench'$'\n''openr'$'\n''math-aps'$'\n''search-tree'$'\n''versaprm'$'\n''r-prm-steps'$'\n''r-prm-samples'$'\n''trl'$'\n''openai-batch'$'\n''rlhflow'$'\n''verl'$'\n''best-of-n'$'\n''openr1'$'\n''math-evaluation'$'\n''best-of-n-rlhflow'$'\n''search-and-learn'$'\n''gsm8k-solutions'$'\n''lm-evaluation-harness'$'\n''autorace'$'\n''mmlu-pro'$'\n''preference'$'\n''chat'$'\n''plain'
        return
        ;;
    '--split-steps')
        return
        ;;
    '--requests')
        __misstep_add_completions -f
        return
        ;;
    '--labels')
        __misstep_add_completions -f
        return
        ;;
    '--where')
        return
        ;;
    '--seed')
        return
        ;;
    '--draws')
        return
        ;;
    '--html')
        __misstep_add_completions -f
        return
        ;;
    '--model')
        __misstep_add_completions -f
        return
        ;;
    '--base')
        __misstep_add_completions -d
        return
        ;;
    '--reference')
        __misstep_add_completions -d
        return
        ;;
    '--precision')
        __misstep_add_completions -W 'auto'$'\n''f32'$'\n''bf16'$'\n''int8'
        return
        ;;
    '--kind')
        __misstep_add_completions -W 'crm'$'\n''prm'$'\n''pqm'$'\n''orm'$'\n''iprm'
        return
        ;;
    '--head')
        return
        ;;
    '--readout')
        __misstep_add_completions -W 'hazard'$'\n''probability'$'\n''logit'
        return
        ;;
    '--step-tag')
        return
        ;;
    '--prompt-template')
        return
        ;;
    '--step-template')
        return
        ;;
    '--separator')
        return
        ;;
    '--beta')
        return
        ;;
    '--predict')
        return
        ;;
    '--limit')
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __misstep_add_completions -f
        return
        ;;
    esac
}

_misstep_report() {
    repeating_flags=()
    non_repeating_flags=(--text --force --version -h --help)
    repeating_options=()
    non_repeating_options=(--format --split-steps --requests --id --index --where --limit --model --base --reference --precision --kind --head --readout --step-tag --prompt-template --step-template --separator --beta --predict --labels -o --output)
    __misstep_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--format')
        __misstep_add_completions -W 'processbench'$'\n''native'$'\n''prm800k'$'\n''math-shepherd'$'\n''openrlhf'$'\n''prmbench'$'\n''bigbench-mistake'$'\n''mr-gsm8k'$'\n''mr-math'$'\n''mr-ben'$'\n''deltabench'$'\n''agent-process-bench'$'\n''openr'$'\n''math-aps'$'\n''search-tree'$'\n''versaprm'$'\n''r-prm-steps'$'\n''r-prm-samples'$'\n''trl'$'\n''openai-batch'$'\n''rlhflow'$'\n''verl'$'\n''best-of-n'$'\n''openr1'$'\n''math-evaluation'$'\n''best-of-n-rlhflow'$'\n''search-and-learn'$'\n''gsm8k-solutions'$'\n''lm-evaluation-harness'$'\n''autorace'$'\n''mmlu-pro'$'\n''preference'$'\n''chat'$'\n''plain'
        return
        ;;
    '--split-steps')
        return
        ;;
    '--requests')
        __misstep_add_completions -f
        return
        ;;
    '--id')
        return
        ;;
    '--index')
        return
        ;;
    '--where')
        return
        ;;
    '--limit')
        return
        ;;
    '--model')
        __misstep_add_completions -f
        return
        ;;
    '--base')
        __misstep_add_completions -d
        return
        ;;
    '--reference')
        __misstep_add_completions -d
        return
        ;;
    '--precision')
        __misstep_add_completions -W 'auto'$'\n''f32'$'\n''bf16'$'\n''int8'
        return
        ;;
    '--kind')
        __misstep_add_completions -W 'crm'$'\n''prm'$'\n''pqm'$'\n''orm'$'\n''iprm'
        return
        ;;
    '--head')
        return
        ;;
    '--readout')
        __misstep_add_completions -W 'hazard'$'\n''probability'$'\n''logit'
        return
        ;;
    '--step-tag')
        return
        ;;
    '--prompt-template')
        return
        ;;
    '--step-template')
        return
        ;;
    '--separator')
        return
        ;;
    '--beta')
        return
        ;;
    '--predict')
        return
        ;;
    '--labels')
        __misstep_add_completions -f
        return
        ;;
    '-o'|'--output')
        __misstep_add_completions -f
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __misstep_add_completions -f
        return
        ;;
    esac
}

_misstep_select() {
    repeating_flags=()
    non_repeating_flags=(--json --force --version -h --help)
    repeating_options=()
    non_repeating_options=(--format --split-steps --requests --model --base --reference --precision --kind --head --readout --step-tag --prompt-template --step-template --separator --beta --predict --labels --where --rule --among -o --output)
    __misstep_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--format')
        __misstep_add_completions -W 'processbench'$'\n''native'$'\n''prm800k'$'\n''math-shepherd'$'\n''openrlhf'$'\n''prmbench'$'\n''bigbench-mistake'$'\n''mr-gsm8k'$'\n''mr-math'$'\n''mr-ben'$'\n''deltabench'$'\n''agent-process-bench'$'\n''openr'$'\n''math-aps'$'\n''search-tree'$'\n''versaprm'$'\n''r-prm-steps'$'\n''r-prm-samples'$'\n''trl'$'\n''openai-batch'$'\n''rlhflow'$'\n''verl'$'\n''best-of-n'$'\n''openr1'$'\n''math-evaluation'$'\n''best-of-n-rlhflow'$'\n''search-and-learn'$'\n''gsm8k-solutions'$'\n''lm-evaluation-harness'$'\n''autorace'$'\n''mmlu-pro'$'\n''preference'$'\n''chat'$'\n''plain'
        return
        ;;
    '--split-steps')
        return
        ;;
    '--requests')
        __misstep_add_completions -f
        return
        ;;
    '--model')
        __misstep_add_completions -f
        return
        ;;
    '--base')
        __misstep_add_completions -d
        return
        ;;
    '--reference')
        __misstep_add_completions -d
        return
        ;;
    '--precision')
        __misstep_add_completions -W 'auto'$'\n''f32'$'\n''bf16'$'\n''int8'
        return
        ;;
    '--kind')
        __misstep_add_completions -W 'crm'$'\n''prm'$'\n''pqm'$'\n''orm'$'\n''iprm'
        return
        ;;
    '--head')
        return
        ;;
    '--readout')
        __misstep_add_completions -W 'hazard'$'\n''probability'$'\n''logit'
        return
        ;;
    '--step-tag')
        return
        ;;
    '--prompt-template')
        return
        ;;
    '--step-template')
        return
        ;;
    '--separator')
        return
        ;;
    '--beta')
        return
        ;;
    '--predict')
        return
        ;;
    '--labels')
        __misstep_add_completions -f
        return
        ;;
    '--where')
        return
        ;;
    '--rule')
        __misstep_add_completions -W 'own'$'\n''min'$'\n''product'$'\n''last'$'\n''mean'$'\n''soft-min'$'\n''sum'$'\n''min-sum'$'\n''majority'$'\n''vote'$'\n''vote-min'$'\n''vote-product'$'\n''vote-last'$'\n''vote-mean'$'\n''vote-soft-min'$'\n''vote-sum'$'\n''vote-min-sum'$'\n''first'$'\n''oracle'
        return
        ;;
    '--among')
        return
        ;;
    '-o'|'--output')
        __misstep_add_completions -f
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __misstep_add_completions -f
        return
        ;;
    esac
}

_misstep_sample() {
    repeating_flags=()
    non_repeating_flags=(--solutions --resume --force --version -h --help)
    repeating_options=(--stop)
    non_repeating_options=(--format --split-steps --requests --policy --base --precision --chat --prompt-template --system --temperature --top-p --top-k --min-p --seed --max-tokens --batch -n --samples --limit -o --output)
    __misstep_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--format')
        __misstep_add_completions -W 'processbench'$'\n''native'$'\n''prm800k'$'\n''math-shepherd'$'\n''openrlhf'$'\n''prmbench'$'\n''bigbench-mistake'$'\n''mr-gsm8k'$'\n''mr-math'$'\n''mr-ben'$'\n''deltabench'$'\n''agent-process-bench'$'\n''openr'$'\n''math-aps'$'\n''search-tree'$'\n''versaprm'$'\n''r-prm-steps'$'\n''r-prm-samples'$'\n''trl'$'\n''openai-batch'$'\n''rlhflow'$'\n''verl'$'\n''best-of-n'$'\n''openr1'$'\n''math-evaluation'$'\n''best-of-n-rlhflow'$'\n''search-and-learn'$'\n''gsm8k-solutions'$'\n''lm-evaluation-harness'$'\n''autorace'$'\n''mmlu-pro'$'\n''preference'$'\n''chat'$'\n''plain'
        return
        ;;
    '--split-steps')
        return
        ;;
    '--requests')
        __misstep_add_completions -f
        return
        ;;
    '--policy')
        __misstep_add_completions -d
        return
        ;;
    '--base')
        __misstep_add_completions -d
        return
        ;;
    '--precision')
        __misstep_add_completions -W 'auto'$'\n''f32'$'\n''bf16'$'\n''int8'
        return
        ;;
    '--chat')
        __misstep_add_completions -W 'auto'$'\n''chatml'$'\n''llama2'$'\n''llama3'$'\n''mistral'$'\n''plain'
        return
        ;;
    '--prompt-template')
        return
        ;;
    '--system')
        return
        ;;
    '--temperature')
        return
        ;;
    '--top-p')
        return
        ;;
    '--top-k')
        return
        ;;
    '--min-p')
        return
        ;;
    '--seed')
        return
        ;;
    '--max-tokens')
        return
        ;;
    '--stop')
        return
        ;;
    '--batch')
        return
        ;;
    '-n'|'--samples')
        return
        ;;
    '--limit')
        return
        ;;
    '-o'|'--output')
        __misstep_add_completions -f
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __misstep_add_completions -f
        return
        ;;
    esac
}

_misstep_search() {
    repeating_flags=()
    non_repeating_flags=(--diverse --keep-duplicates --solutions --resume --force --version -h --help)
    repeating_options=(--stop)
    non_repeating_options=(--format --split-steps --requests --policy --base --precision --chat --prompt-template --system --temperature --top-p --top-k --min-p --seed --max-tokens --batch --model -n --beams --width --rounds --rule --choose --step-end --limit -o --output --tree)
    __misstep_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--format')
        __misstep_add_completions -W 'processbench'$'\n''native'$'\n''prm800k'$'\n''math-shepherd'$'\n''openrlhf'$'\n''prmbench'$'\n''bigbench-mistake'$'\n''mr-gsm8k'$'\n''mr-math'$'\n''mr-ben'$'\n''deltabench'$'\n''agent-process-bench'$'\n''openr'$'\n''math-aps'$'\n''search-tree'$'\n''versaprm'$'\n''r-prm-steps'$'\n''r-prm-samples'$'\n''trl'$'\n''openai-batch'$'\n''rlhflow'$'\n''verl'$'\n''best-of-n'$'\n''openr1'$'\n''math-evaluation'$'\n''best-of-n-rlhflow'$'\n''search-and-learn'$'\n''gsm8k-solutions'$'\n''lm-evaluation-harness'$'\n''autorace'$'\n''mmlu-pro'$'\n''preference'$'\n''chat'$'\n''plain'
        return
        ;;
    '--split-steps')
        return
        ;;
    '--requests')
        __misstep_add_completions -f
        return
        ;;
    '--policy')
        __misstep_add_completions -d
        return
        ;;
    '--base')
        __misstep_add_completions -d
        return
        ;;
    '--precision')
        __misstep_add_completions -W 'auto'$'\n''f32'$'\n''bf16'$'\n''int8'
        return
        ;;
    '--chat')
        __misstep_add_completions -W 'auto'$'\n''chatml'$'\n''llama2'$'\n''llama3'$'\n''mistral'$'\n''plain'
        return
        ;;
    '--prompt-template')
        return
        ;;
    '--system')
        return
        ;;
    '--temperature')
        return
        ;;
    '--top-p')
        return
        ;;
    '--top-k')
        return
        ;;
    '--min-p')
        return
        ;;
    '--seed')
        return
        ;;
    '--max-tokens')
        return
        ;;
    '--stop')
        return
        ;;
    '--batch')
        return
        ;;
    '--model')
        __misstep_add_completions -f
        return
        ;;
    '-n'|'--beams')
        return
        ;;
    '--width')
        return
        ;;
    '--rounds')
        return
        ;;
    '--rule')
        __misstep_add_completions -W 'own'$'\n''min'$'\n''product'$'\n''last'$'\n''mean'$'\n''soft-min'$'\n''sum'$'\n''min-sum'
        return
        ;;
    '--choose')
        __misstep_add_completions -W 'best'$'\n''majority'$'\n''vote'
        return
        ;;
    '--step-end')
        return
        ;;
    '--limit')
        return
        ;;
    '-o'|'--output')
        __misstep_add_completions -f
        return
        ;;
    '--tree')
        __misstep_add_completions -f
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __misstep_add_completions -f
        return
        ;;
    esac
}

_misstep_rollouts() {
    repeating_flags=()
    non_repeating_flags=(--relabel --resume --force --version -h --help)
    repeating_options=(--stop)
    non_repeating_options=(--format --split-steps --requests --policy --base --precision --chat --prompt-template --system --temperature --top-p --top-k --min-p --seed --max-tokens --batch -n --samples --search -o --output)
    __misstep_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--format')
        __misstep_add_completions -W 'processbench'$'\n''native'$'\n''prm800k'$'\n''math-shepherd'$'\n''openrlhf'$'\n''prmbench'$'\n''bigbench-mistake'$'\n''mr-gsm8k'$'\n''mr-math'$'\n''mr-ben'$'\n''deltabench'$'\n''agent-process-bench'$'\n''openr'$'\n''math-aps'$'\n''search-tree'$'\n''versaprm'$'\n''r-prm-steps'$'\n''r-prm-samples'$'\n''trl'$'\n''openai-batch'$'\n''rlhflow'$'\n''verl'$'\n''best-of-n'$'\n''openr1'$'\n''math-evaluation'$'\n''best-of-n-rlhflow'$'\n''search-and-learn'$'\n''gsm8k-solutions'$'\n''lm-evaluation-harness'$'\n''autorace'$'\n''mmlu-pro'$'\n''preference'$'\n''chat'$'\n''plain'
        return
        ;;
    '--split-steps')
        return
        ;;
    '--requests')
        __misstep_add_completions -f
        return
        ;;
    '--policy')
        __misstep_add_completions -d
        return
        ;;
    '--base')
        __misstep_add_completions -d
        return
        ;;
    '--precision')
        __misstep_add_completions -W 'auto'$'\n''f32'$'\n''bf16'$'\n''int8'
        return
        ;;
    '--chat')
        __misstep_add_completions -W 'auto'$'\n''chatml'$'\n''llama2'$'\n''llama3'$'\n''mistral'$'\n''plain'
        return
        ;;
    '--prompt-template')
        return
        ;;
    '--system')
        return
        ;;
    '--temperature')
        return
        ;;
    '--top-p')
        return
        ;;
    '--top-k')
        return
        ;;
    '--min-p')
        return
        ;;
    '--seed')
        return
        ;;
    '--max-tokens')
        return
        ;;
    '--stop')
        return
        ;;
    '--batch')
        return
        ;;
    '-n'|'--samples')
        return
        ;;
    '--search')
        __misstep_add_completions -W 'linear'$'\n''binary'
        return
        ;;
    '-o'|'--output')
        __misstep_add_completions -f
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __misstep_add_completions -f
        return
        ;;
    esac
}

_misstep_train() {
    repeating_flags=()
    non_repeating_flags=(--balance --recompute --resume --solutions --force --version -h --help)
    repeating_options=(--stop --excluding --reference)
    non_repeating_options=(--format --split-steps --requests --kind --stack --objective --tune --body --new --layer --epochs --steps --batch --rate --z-fraction --layers --validation-share --rank --alpha --targets --beta --reference-model --precision --store --step-tag --log --reward --reward-model --reward-base --advantage -n --samples --kl --clip --updates --implicit-rate --temperature --max-tokens --chat --prompt-template --system --policy-base --rollouts --limit -o --output --seed)
    __misstep_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--format')
        __misstep_add_completions -W 'processbench'$'\n''native'$'\n''prm800k'$'\n''math-shepherd'$'\n''openrlhf'$'\n''prmbench'$'\n''bigbench-mistake'$'\n''mr-gsm8k'$'\n''mr-math'$'\n''mr-ben'$'\n''deltabench'$'\n''agent-process-bench'$'\n''openr'$'\n''math-aps'$'\n''search-tree'$'\n''versaprm'$'\n''r-prm-steps'$'\n''r-prm-samples'$'\n''trl'$'\n''openai-batch'$'\n''rlhflow'$'\n''verl'$'\n''best-of-n'$'\n''openr1'$'\n''math-evaluation'$'\n''best-of-n-rlhflow'$'\n''search-and-learn'$'\n''gsm8k-solutions'$'\n''lm-evaluation-harness'$'\n''autorace'$'\n''mmlu-pro'$'\n''preference'$'\n''chat'$'\n''plain'
        return
        ;;
    '--split-steps')
        return
        ;;
    '--requests')
        __misstep_add_completions -f
        return
        ;;
    '--kind')
        __misstep_add_completions -W 'builtin'
        return
        ;;
    '--stack')
        return
        ;;
    '--objective')
        return
        ;;
    '--tune')
        __misstep_add_completions -W 'head'$'\n''lora'$'\n''all'
        return
        ;;
    '--body')
        __misstep_add_completions -d
        return
        ;;
    '--new')
        return
        ;;
    '--layer')
        return
        ;;
    '--epochs')
        return
        ;;
    '--steps')
        return
        ;;
    '--batch')
        return
        ;;
    '--rate')
        return
        ;;
    '--z-fraction')
        return
        ;;
    '--layers')
        return
        ;;
    '--validation-share')
        return
        ;;
    '--rank')
        return
        ;;
    '--alpha')
        return
        ;;
    '--targets')
        return
        ;;
    '--beta')
        return
        ;;
    '--reference-model')
        __misstep_add_completions -d
        return
        ;;
    '--precision')
        __misstep_add_completions -W 'auto'$'\n''f32'$'\n''bf16'$'\n''int8'
        return
        ;;
    '--store')
        __misstep_add_completions -W 'f32'$'\n''bf16'$'\n''f16'
        return
        ;;
    '--step-tag')
        return
        ;;
    '--log')
        __misstep_add_completions -f
        return
        ;;
    '--reward')
        return
        ;;
    '--reward-model')
        __misstep_add_completions -d
        return
        ;;
    '--reward-base')
        __misstep_add_completions -d
        return
        ;;
    '--advantage')
        __misstep_add_completions -W 'rloo'$'\n''grpo'
        return
        ;;
    '-n'|'--samples')
        return
        ;;
    '--kl')
        return
        ;;
    '--clip')
        return
        ;;
    '--updates')
        return
        ;;
    '--implicit-rate')
        return
        ;;
    '--temperature')
        return
        ;;
    '--max-tokens')
        return
        ;;
    '--stop')
        return
        ;;
    '--chat')
        __misstep_add_completions -W 'auto'$'\n''chatml'$'\n''llama2'$'\n''llama3'$'\n''mistral'$'\n''plain'
        return
        ;;
    '--prompt-template')
        return
        ;;
    '--system')
        return
        ;;
    '--policy-base')
        __misstep_add_completions -d
        return
        ;;
    '--rollouts')
        __misstep_add_completions -d
        return
        ;;
    '--limit')
        return
        ;;
    '-o'|'--output')
        __misstep_add_completions -f
        return
        ;;
    '--seed')
        return
        ;;
    '--excluding')
        __misstep_add_completions -f
        return
        ;;
    '--reference')
        __misstep_add_completions -f
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __misstep_add_completions -f
        return
        ;;
    esac
}

_misstep_next() {
    repeating_flags=()
    non_repeating_flags=(--json --version -h --help)
    repeating_options=()
    non_repeating_options=(--format --split-steps --requests --labels --model --base --reference --precision --kind --head --readout --step-tag --prompt-template --step-template --separator --beta --predict --where --order -n --count)
    __misstep_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--format')
        __misstep_add_completions -W 'processbench'$'\n''native'$'\n''prm800k'$'\n''math-shepherd'$'\n''openrlhf'$'\n''prmbench'$'\n''bigbench-mistake'$'\n''mr-gsm8k'$'\n''mr-math'$'\n''mr-ben'$'\n''deltabench'$'\n''agent-process-bench'$'\n''openr'$'\n''math-aps'$'\n''search-tree'$'\n''versaprm'$'\n''r-prm-steps'$'\n''r-prm-samples'$'\n''trl'$'\n''openai-batch'$'\n''rlhflow'$'\n''verl'$'\n''best-of-n'$'\n''openr1'$'\n''math-evaluation'$'\n''best-of-n-rlhflow'$'\n''search-and-learn'$'\n''gsm8k-solutions'$'\n''lm-evaluation-harness'$'\n''autorace'$'\n''mmlu-pro'$'\n''preference'$'\n''chat'$'\n''plain'
        return
        ;;
    '--split-steps')
        return
        ;;
    '--requests')
        __misstep_add_completions -f
        return
        ;;
    '--labels')
        __misstep_add_completions -f
        return
        ;;
    '--model')
        __misstep_add_completions -f
        return
        ;;
    '--base')
        __misstep_add_completions -d
        return
        ;;
    '--reference')
        __misstep_add_completions -d
        return
        ;;
    '--precision')
        __misstep_add_completions -W 'auto'$'\n''f32'$'\n''bf16'$'\n''int8'
        return
        ;;
    '--kind')
        __misstep_add_completions -W 'crm'$'\n''prm'$'\n''pqm'$'\n''orm'$'\n''iprm'
        return
        ;;
    '--head')
        return
        ;;
    '--readout')
        __misstep_add_completions -W 'hazard'$'\n''probability'$'\n''logit'
        return
        ;;
    '--step-tag')
        return
        ;;
    '--prompt-template')
        return
        ;;
    '--step-template')
        return
        ;;
    '--separator')
        return
        ;;
    '--beta')
        return
        ;;
    '--predict')
        return
        ;;
    '--where')
        return
        ;;
    '--order')
        __misstep_add_completions -W 'informative'$'\n''uncertain'$'\n''convincing'$'\n''noise'$'\n''random'
        return
        ;;
    '-n'|'--count')
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __misstep_add_completions -f
        return
        ;;
    esac
}

_misstep_simulate() {
    repeating_flags=()
    non_repeating_flags=(--from-scratch --json --force --version -h --help)
    repeating_options=()
    non_repeating_options=(--format --split-steps --requests --model --base --reference --precision --kind --head --readout --step-tag --prompt-template --step-template --separator --beta --predict --labels --where --compare --orders --seeds --start --batch --limit --held-out --random-share --target --html)
    __misstep_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--format')
        __misstep_add_completions -W 'processbench'$'\n''native'$'\n''prm800k'$'\n''math-shepherd'$'\n''openrlhf'$'\n''prmbench'$'\n''bigbench-mistake'$'\n''mr-gsm8k'$'\n''mr-math'$'\n''mr-ben'$'\n''deltabench'$'\n''agent-process-bench'$'\n''openr'$'\n''math-aps'$'\n''search-tree'$'\n''versaprm'$'\n''r-prm-steps'$'\n''r-prm-samples'$'\n''trl'$'\n''openai-batch'$'\n''rlhflow'$'\n''verl'$'\n''best-of-n'$'\n''openr1'$'\n''math-evaluation'$'\n''best-of-n-rlhflow'$'\n''search-and-learn'$'\n''gsm8k-solutions'$'\n''lm-evaluation-harness'$'\n''autorace'$'\n''mmlu-pro'$'\n''preference'$'\n''chat'$'\n''plain'
        return
        ;;
    '--split-steps')
        return
        ;;
    '--requests')
        __misstep_add_completions -f
        return
        ;;
    '--model')
        __misstep_add_completions -f
        return
        ;;
    '--base')
        __misstep_add_completions -d
        return
        ;;
    '--reference')
        __misstep_add_completions -d
        return
        ;;
    '--precision')
        __misstep_add_completions -W 'auto'$'\n''f32'$'\n''bf16'$'\n''int8'
        return
        ;;
    '--kind')
        __misstep_add_completions -W 'crm'$'\n''prm'$'\n''pqm'$'\n''orm'$'\n''iprm'
        return
        ;;
    '--head')
        return
        ;;
    '--readout')
        __misstep_add_completions -W 'hazard'$'\n''probability'$'\n''logit'
        return
        ;;
    '--step-tag')
        return
        ;;
    '--prompt-template')
        return
        ;;
    '--step-template')
        return
        ;;
    '--separator')
        return
        ;;
    '--beta')
        return
        ;;
    '--predict')
        return
        ;;
    '--labels')
        __misstep_add_completions -f
        return
        ;;
    '--where')
        return
        ;;
    '--compare')
        __misstep_add_completions -f
        return
        ;;
    '--orders')
        return
        ;;
    '--seeds')
        return
        ;;
    '--start')
        return
        ;;
    '--batch')
        return
        ;;
    '--limit')
        return
        ;;
    '--held-out')
        return
        ;;
    '--random-share')
        return
        ;;
    '--target')
        return
        ;;
    '--html')
        __misstep_add_completions -f
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __misstep_add_completions -f
        return
        ;;
    esac
}

_misstep_generate() {
    repeating_flags=()
    non_repeating_flags=(--list-families --json --markdown --resume --force --version -h --help)
    repeating_options=(--excluding)
    non_repeating_options=(-o --output --count --seed --difficulty --families --wrong-share --candidates)
    __misstep_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '-o'|'--output')
        __misstep_add_completions -f
        return
        ;;
    '--count')
        return
        ;;
    '--seed')
        return
        ;;
    '--difficulty')
        return
        ;;
    '--families')
        return
        ;;
    '--wrong-share')
        return
        ;;
    '--candidates')
        return
        ;;
    '--excluding')
        __misstep_add_completions -f
        return
        ;;
    esac
}

_misstep_corrupt() {
    repeating_flags=()
    non_repeating_flags=(--force --version -h --help)
    repeating_options=(--excluding)
    non_repeating_options=(--format --split-steps --requests -o --output --per-solution --seed)
    __misstep_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--format')
        __misstep_add_completions -W 'processbench'$'\n''native'$'\n''prm800k'$'\n''math-shepherd'$'\n''openrlhf'$'\n''prmbench'$'\n''bigbench-mistake'$'\n''mr-gsm8k'$'\n''mr-math'$'\n''mr-ben'$'\n''deltabench'$'\n''agent-process-bench'$'\n''openr'$'\n''math-aps'$'\n''search-tree'$'\n''versaprm'$'\n''r-prm-steps'$'\n''r-prm-samples'$'\n''trl'$'\n''openai-batch'$'\n''rlhflow'$'\n''verl'$'\n''best-of-n'$'\n''openr1'$'\n''math-evaluation'$'\n''best-of-n-rlhflow'$'\n''search-and-learn'$'\n''gsm8k-solutions'$'\n''lm-evaluation-harness'$'\n''autorace'$'\n''mmlu-pro'$'\n''preference'$'\n''chat'$'\n''plain'
        return
        ;;
    '--split-steps')
        return
        ;;
    '--requests')
        __misstep_add_completions -f
        return
        ;;
    '-o'|'--output')
        __misstep_add_completions -f
        return
        ;;
    '--per-solution')
        return
        ;;
    '--seed')
        return
        ;;
    '--excluding')
        __misstep_add_completions -f
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    *)
        __misstep_add_completions -f
        return
        ;;
    esac
}

_misstep_formats() {
    repeating_flags=()
    non_repeating_flags=(--json --version -h --help)
    repeating_options=()
    non_repeating_options=()
    __misstep_offer_flags_options 0
}

_misstep_keys() {
    repeating_flags=()
    non_repeating_flags=(--markdown --version -h --help)
    repeating_options=()
    non_repeating_options=()
    __misstep_offer_flags_options 0
}

_misstep_models() {
    repeating_flags=()
    non_repeating_flags=(--json --version -h --help)
    repeating_options=()
    non_repeating_options=(--base --reference --precision --kind --head --readout --step-tag --prompt-template --step-template --separator --beta)
    __misstep_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--base')
        __misstep_add_completions -d
        return
        ;;
    '--reference')
        __misstep_add_completions -d
        return
        ;;
    '--precision')
        __misstep_add_completions -W 'auto'$'\n''f32'$'\n''bf16'$'\n''int8'
        return
        ;;
    '--kind')
        __misstep_add_completions -W 'crm'$'\n''prm'$'\n''pqm'$'\n''orm'$'\n''iprm'
        return
        ;;
    '--head')
        return
        ;;
    '--readout')
        __misstep_add_completions -W 'hazard'$'\n''probability'$'\n''logit'
        return
        ;;
    '--step-tag')
        return
        ;;
    '--prompt-template')
        return
        ;;
    '--step-template')
        return
        ;;
    '--separator')
        return
        ;;
    '--beta')
        return
        ;;
    esac
}

_misstep_help() {
    repeating_flags=()
    non_repeating_flags=(--version)
    repeating_options=()
    non_repeating_options=()
    __misstep_offer_flags_options -1
}

complete -o filenames -F _misstep misstep
