function __misstep_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __misstep_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __misstep_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __misstep_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __misstep_parse_tokens -S
    set -l unparsed_tokens (__misstep_tokens -pc)
    switch $unparsed_tokens[1]
    case 'misstep'
        __misstep_parse_subcommand 0 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'open'
            __misstep_parse_subcommand -r 1 'format=' 'split-steps=' 'requests=' 'model=' 'base=' 'reference=' 'precision=' 'kind=' 'head=' 'readout=' 'step-tag=' 'prompt-template=' 'step-template=' 'separator=' 'beta=' 'predict=' 'labels=' 'annotator=' 'blind' 'compare=' 'follow' 'next=' 'theme=' 'version' 'h/help'
        case 'show'
            __misstep_parse_subcommand -r 1 'format=' 'split-steps=' 'requests=' 'id=' 'index=' 'where=' 'limit=' 'model=' 'base=' 'reference=' 'precision=' 'kind=' 'head=' 'readout=' 'step-tag=' 'prompt-template=' 'step-template=' 'separator=' 'beta=' 'predict=' 'labels=' 'annotator=' 'width=' 'color=' 'version' 'h/help'
        case 'score'
            __misstep_parse_subcommand -r 1 'format=' 'split-steps=' 'requests=' 'model=' 'base=' 'reference=' 'precision=' 'kind=' 'head=' 'readout=' 'step-tag=' 'prompt-template=' 'step-template=' 'separator=' 'beta=' 'predict=' 'labels=' 'where=' 'o/output=' 'resume' 'force' 'version' 'h/help'
        case 'label'
            __misstep_parse_subcommand -r 1 'format=' 'split-steps=' 'requests=' 'id=' 'index=' 'first-error=' 'no-error' 'unsure' 'bad-problem' 'note=' 'labels=' 'annotator=' 'version' 'h/help'
        case 'export'
            __misstep_parse_subcommand -r 1 'format=' 'split-steps=' 'requests=' 'labels=' 'where=' 'model=' 'base=' 'reference=' 'precision=' 'kind=' 'head=' 'readout=' 'step-tag=' 'prompt-template=' 'step-template=' 'separator=' 'beta=' 'predict=' 'to=' 'o/output=' 'only=' 'split=' 'seed=' 'soft-labels' 'resume' 'force' 'version' 'h/help'
        case 'check'
            __misstep_parse_subcommand -r 1 'format=' 'split-steps=' 'requests=' 'strict' 'json' 'version' 'h/help'
        case 'stats'
            __misstep_parse_subcommand -r 1 'format=' 'split-steps=' 'requests=' 'labels=' 'model=' 'base=' 'reference=' 'precision=' 'kind=' 'head=' 'readout=' 'step-tag=' 'prompt-template=' 'step-template=' 'separator=' 'beta=' 'predict=' 'where=' 'json' 'version' 'h/help'
        case 'evaluate'
            __misstep_parse_subcommand 0 'version' 'h/help'
            switch $unparsed_tokens[1]
            case 'processbench'
                __misstep_parse_subcommand -r 1 'format=' 'split-steps=' 'requests=' 'labels=' 'where=' 'seed=' 'draws=' 'json' 'html=' 'force' 'model=' 'base=' 'reference=' 'precision=' 'kind=' 'head=' 'readout=' 'step-tag=' 'prompt-template=' 'step-template=' 'separator=' 'beta=' 'predict=' 'choose-on=' 'upper-bound' 'version' 'h/help'
            case 'prmbench'
                __misstep_parse_subcommand -r 1 'format=' 'split-steps=' 'requests=' 'labels=' 'where=' 'seed=' 'draws=' 'json' 'html=' 'force' 'model=' 'base=' 'reference=' 'precision=' 'kind=' 'head=' 'readout=' 'step-tag=' 'prompt-template=' 'step-template=' 'separator=' 'beta=' 'predict=' 'valid=' 'version' 'h/help'
            case 'calibration'
                __misstep_parse_subcommand -r 1 'format=' 'split-steps=' 'requests=' 'labels=' 'where=' 'seed=' 'draws=' 'json' 'html=' 'force' 'model=' 'base=' 'reference=' 'precision=' 'kind=' 'head=' 'readout=' 'step-tag=' 'prompt-template=' 'step-template=' 'separator=' 'beta=' 'predict=' 'against=' 'version' 'h/help'
            case 'best-of-n'
                __misstep_parse_subcommand -r 1 'format=' 'split-steps=' 'requests=' 'labels=' 'where=' 'seed=' 'draws=' 'json' 'html=' 'force' 'model=+' 'base=' 'reference=' 'precision=' 'kind=' 'head=' 'readout=' 'step-tag=' 'prompt-template=' 'step-template=' 'separator=' 'beta=' 'predict=' 'max-n=' 'version' 'h/help'
            case 'compare'
                __misstep_parse_subcommand -r 1 'format=' 'split-steps=' 'requests=' 'labels=' 'where=' 'seed=' 'draws=' 'json' 'html=' 'force' 'model=+' 'base=' 'reference=' 'precision=' 'kind=' 'head=' 'readout=' 'step-tag=' 'prompt-template=' 'step-template=' 'separator=' 'beta=' 'predict=' 'version' 'h/help'
            case 'hacking'
                __misstep_parse_subcommand -r 1 'format=' 'split-steps=' 'requests=' 'labels=' 'where=' 'seed=' 'draws=' 'json' 'html=' 'force' 'model=' 'base=' 'reference=' 'precision=' 'kind=' 'head=' 'readout=' 'step-tag=' 'prompt-template=' 'step-template=' 'separator=' 'beta=' 'predict=' 'version' 'h/help'
            case 'noise'
                __misstep_parse_subcommand -r 1 'format=' 'split-steps=' 'requests=' 'labels=' 'where=' 'seed=' 'draws=' 'json' 'html=' 'force' 'model=+' 'base=' 'reference=' 'precision=' 'kind=' 'head=' 'readout=' 'step-tag=' 'prompt-template=' 'step-template=' 'separator=' 'beta=' 'predict=' 'limit=' 'version' 'h/help'
            end
        case 'report'
            __misstep_parse_subcommand -r 1 'format=' 'split-steps=' 'requests=' 'id=' 'index=' 'where=' 'limit=' 'model=' 'base=' 'reference=' 'precision=' 'kind=' 'head=' 'readout=' 'step-tag=' 'prompt-template=' 'step-template=' 'separator=' 'beta=' 'predict=' 'labels=' 'o/output=' 'text' 'force' 'version' 'h/help'
        case 'select'
            __misstep_parse_subcommand -r 1 'format=' 'split-steps=' 'requests=' 'model=' 'base=' 'reference=' 'precision=' 'kind=' 'head=' 'readout=' 'step-tag=' 'prompt-template=' 'step-template=' 'separator=' 'beta=' 'predict=' 'labels=' 'where=' 'rule=' 'among=' 'o/output=' 'json' 'force' 'version' 'h/help'
        case 'sample'
            __misstep_parse_subcommand -r 1 'format=' 'split-steps=' 'requests=' 'policy=' 'base=' 'precision=' 'chat=' 'prompt-template=' 'system=' 'temperature=' 'top-p=' 'top-k=' 'min-p=' 'seed=' 'max-tokens=' 'stop=+' 'batch=' 'n/samples=' 'solutions' 'limit=' 'o/output=' 'resume' 'force' 'version' 'h/help'
        case 'search'
            __misstep_parse_subcommand -r 1 'format=' 'split-steps=' 'requests=' 'policy=' 'base=' 'precision=' 'chat=' 'prompt-template=' 'system=' 'temperature=' 'top-p=' 'top-k=' 'min-p=' 'seed=' 'max-tokens=' 'stop=+' 'batch=' 'model=' 'n/beams=' 'width=' 'rounds=' 'diverse' 'rule=' 'choose=' 'step-end=' 'keep-duplicates' 'solutions' 'limit=' 'o/output=' 'tree=' 'resume' 'force' 'version' 'h/help'
        case 'rollouts'
            __misstep_parse_subcommand -r 1 'format=' 'split-steps=' 'requests=' 'policy=' 'base=' 'precision=' 'chat=' 'prompt-template=' 'system=' 'temperature=' 'top-p=' 'top-k=' 'min-p=' 'seed=' 'max-tokens=' 'stop=+' 'batch=' 'n/samples=' 'search=' 'relabel' 'o/output=' 'resume' 'force' 'version' 'h/help'
        case 'train'
            __misstep_parse_subcommand -r 1 'format=' 'split-steps=' 'requests=' 'kind=' 'stack=' 'objective=' 'tune=' 'body=' 'new=' 'layer=' 'epochs=' 'steps=' 'batch=' 'rate=' 'z-fraction=' 'balance' 'layers=' 'validation-share=' 'rank=' 'alpha=' 'targets=' 'beta=' 'reference-model=' 'precision=' 'store=' 'step-tag=' 'recompute' 'resume' 'log=' 'reward=' 'reward-model=' 'reward-base=' 'advantage=' 'n/samples=' 'kl=' 'clip=' 'updates=' 'implicit-rate=' 'temperature=' 'max-tokens=' 'stop=+' 'chat=' 'prompt-template=' 'system=' 'policy-base=' 'rollouts=' 'solutions' 'limit=' 'o/output=' 'seed=' 'excluding=+' 'reference=+' 'force' 'version' 'h/help'
        case 'next'
            __misstep_parse_subcommand -r 1 'format=' 'split-steps=' 'requests=' 'labels=' 'model=' 'base=' 'reference=' 'precision=' 'kind=' 'head=' 'readout=' 'step-tag=' 'prompt-template=' 'step-template=' 'separator=' 'beta=' 'predict=' 'where=' 'order=' 'n/count=' 'json' 'version' 'h/help'
        case 'simulate'
            __misstep_parse_subcommand -r 1 'format=' 'split-steps=' 'requests=' 'model=' 'base=' 'reference=' 'precision=' 'kind=' 'head=' 'readout=' 'step-tag=' 'prompt-template=' 'step-template=' 'separator=' 'beta=' 'predict=' 'labels=' 'where=' 'compare=' 'orders=' 'seeds=' 'start=' 'batch=' 'limit=' 'held-out=' 'random-share=' 'target=' 'from-scratch' 'json' 'html=' 'force' 'version' 'h/help'
        case 'generate'
            __misstep_parse_subcommand 0 'o/output=' 'count=' 'seed=' 'difficulty=' 'families=' 'wrong-share=' 'candidates=' 'excluding=+' 'list-families' 'json' 'markdown' 'resume' 'force' 'version' 'h/help'
        case 'corrupt'
            __misstep_parse_subcommand -r 1 'format=' 'split-steps=' 'requests=' 'o/output=' 'per-solution=' 'seed=' 'excluding=+' 'force' 'version' 'h/help'
        case 'formats'
            __misstep_parse_subcommand 0 'json' 'version' 'h/help'
        case 'keys'
            __misstep_parse_subcommand 0 'markdown' 'version' 'h/help'
        case 'models'
            __misstep_parse_subcommand 1 'base=' 'reference=' 'precision=' 'kind=' 'head=' 'readout=' 'step-tag=' 'prompt-template=' 'step-template=' 'separator=' 'beta=' 'json' 'version' 'h/help'
        case 'help'
            __misstep_parse_subcommand -r 1 'version'
        end
    end
end

function __misstep_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __misstep_parse_subcommand -S -a positional_count
    argparse -s r -- $argv
    set -l option_specs $argv[2..]
    set -l is_repeating_positional $_flag_r
    set -el _flag_r
    set -a commands $unparsed_tokens[1]
    set positional_index 0
    while true
        set -e unparsed_tokens[1]
        argparse -sn "$commands" $option_specs -- $unparsed_tokens 2> /dev/null
        set unparsed_tokens $argv
        set positional_index (math $positional_index + 1)
        for non_repeating_flag_or_option in $non_repeating_flags_or_options
            if set -ql "_flag_$(string replace -a - _ -- $non_repeating_flag_or_option)"
                set non_repeating_flags_or_options_absent 1
                break
            end
        end
        test (count $unparsed_tokens) -eq 0 -o \( -z "$is_repeating_positional" -a "$positional_index" -gt "$positional_count" \) && break
    end
end

function __misstep_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __misstep_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__misstep_tokens -p)
    if test -z "$(__misstep_tokens -t)"
        set -l index (count (__misstep_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'misstep' -f
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep" version' -l 'version' -d 'Show the version.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep" -eq 1' -fa 'open' -d 'Open the inspector; the default command.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep" -eq 1' -fa 'show' -d 'Print one trajectory with its figures as text.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep" -eq 1' -fa 'score' -d 'Write native JSONL with a model\'s figures for every step.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep" -eq 1' -fa 'label' -d 'Give a verdict without the screen.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep" -eq 1' -fa 'export' -d 'Write corrected data sets; also converts between formats.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep" -eq 1' -fa 'check' -d 'Read everything and report each bad record.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep" -eq 1' -fa 'stats' -d 'Count trajectories and labels, and judge a model by them.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep" -eq 1' -fa 'evaluate' -d 'Measure models on labelled trajectories: benchmarks, calibration, comparison.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep" -eq 1' -fa 'report' -d 'Write trajectories with figures and curves as an HTML page.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep" -eq 1' -fa 'select' -d 'Choose one candidate of every question.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep" -eq 1' -fa 'sample' -d 'Let a language model solve the problems of a file.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep" -eq 1' -fa 'search' -d 'Let a language model solve problems step by step, led by a reward model.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep" -eq 1' -fa 'rollouts' -d 'Label steps by whether a language model can still reach the right answer.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep" -eq 1' -fa 'train' -d 'Fit the built-in model, or train a reward model or a policy on a decoder.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep" -eq 1' -fa 'next' -d 'List what to label next, as the inspector offers it.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep" -eq 1' -fa 'simulate' -d 'Replay the labelling of a labelled file in several orders, and compare them.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep" -eq 1' -fa 'generate' -d 'Write problems with solutions whose first wrong step is known exactly.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep" -eq 1' -fa 'corrupt' -d 'Put errors into reference solutions, carried on exactly.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep" -eq 1' -fa 'formats' -d 'List the formats that can be read and written.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep" -eq 1' -fa 'keys' -d 'List the inspector\'s keys, yours included.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep" -eq 1' -fa 'models' -d 'Describe a model, or list what can be one.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep open" -ge 1' -F
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep open" format' -l 'format' -d 'Read every file as this format instead of telling by content (\'misstep formats\' lists them).' -rfka 'processbench native prm800k math-shepherd openrlhf prmbench bigbench-mistake mr-gsm8k mr-math mr-ben deltabench agent-process-bench openr math-aps search-tree versaprm r-prm-steps r-prm-samples trl openai-batch rlhflow verl best-of-n openr1 math-evaluation best-of-n-rlhflow search-and-learn gsm8k-solutions lm-evaluation-harness autorace mmlu-pro preference chat plain'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep open" split-steps' -l 'split-steps' -d 'How a response is cut into steps: auto, blank, line, mark, tag=TEXT or regex=PATTERN.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep open" requests' -l 'requests' -d 'The requests that OpenAI\'s batch outputs answer. Default: the file beside them that holds them.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep open" model' -l 'model' -d 'builtin, recorded (scores that the file carries), a checkpoint\'s folder, or a file that \'misstep train\' wrote.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep open" base' -l 'base' -d 'The base of a LoRA adapter, where it is neither beside it nor in the hub\'s cache.' -rfa '(__misstep_complete_directories)'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep open" reference' -l 'reference' -d 'The reference of an implicit model\'s folder.' -rfa '(__misstep_complete_directories)'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep open" precision' -l 'precision' -d 'Of a checkpoint\'s matrix products: auto, f32, bf16 or int8.' -rfka 'auto f32 bf16 int8'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep open" kind' -l 'kind' -d 'crm, prm, pqm, orm or iprm.' -rfka 'crm prm pqm orm iprm'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep open" head' -l 'head' -d 'The head\'s tensors, such as v_head.summary.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep open" readout' -l 'readout' -d 'hazard, probability or logit.' -rfka 'hazard probability logit'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep open" step-tag' -l 'step-tag' -d 'The token that marks the end of a step.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep open" prompt-template' -l 'prompt-template' -d 'What comes before the steps, with {problem}.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep open" step-template' -l 'step-template' -d 'What a step becomes, with {step}.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep open" separator' -l 'separator' -d 'What stands behind or between steps.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep open" beta' -l 'beta' -d 'β of an implicit model, above 0.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep open" predict' -l 'predict' -d 'How the first error is predicted: map, median, threshold=X (S(t) < X) or hazard=X (h(t) > X). Default: the model\'s own rule.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep open" labels' -l 'labels' -d 'The label store, or \'none\'. Default: $MISSTEP_LABELS, else labels.sqlite in $XDG_DATA_HOME/misstep.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep open" annotator' -l 'annotator' -d 'Your name in the history. Default: $USER.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep open" blind' -l 'blind' -d 'Hide every model figure until a verdict is given.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep open" compare' -l 'compare' -d 'A second model, whose curve is drawn beside the first one\'s.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep open" follow' -l 'follow' -d 'Watch the files: trajectories that are added to them show up.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep open" next' -l 'next' -d 'What to label next: informative, uncertain, disagreement, convincing, noise or random; with a share of random draws, as in \'informative 20%\'. Default: the order of the files.' -rfka 'informative uncertain disagreement convincing noise random'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep open" theme' -l 'theme' -d 'dark, light, mono or colorblind.' -rfka 'dark light mono colorblind'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep open" version' -l 'version' -d 'Show the version.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep open" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep show" -ge 1' -F
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep show" format' -l 'format' -d 'Read every file as this format instead of telling by content (\'misstep formats\' lists them).' -rfka 'processbench native prm800k math-shepherd openrlhf prmbench bigbench-mistake mr-gsm8k mr-math mr-ben deltabench agent-process-bench openr math-aps search-tree versaprm r-prm-steps r-prm-samples trl openai-batch rlhflow verl best-of-n openr1 math-evaluation best-of-n-rlhflow search-and-learn gsm8k-solutions lm-evaluation-harness autorace mmlu-pro preference chat plain'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep show" split-steps' -l 'split-steps' -d 'How a response is cut into steps: auto, blank, line, mark, tag=TEXT or regex=PATTERN.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep show" requests' -l 'requests' -d 'The requests that OpenAI\'s batch outputs answer. Default: the file beside them that holds them.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep show" id' -l 'id' -d 'The trajectory of this id.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep show" index' -l 'index' -d 'The trajectory at this place, counted from 1.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep show" where' -l 'where' -d 'Only these, such as \'S < 0.3 and outcome = right and not labelled\' (docs/guide.md).' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep show" limit' -l 'limit' -d 'Show at most so many of those that --where finds.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep show" model' -l 'model' -d 'builtin, recorded (scores that the file carries), a checkpoint\'s folder, or a file that \'misstep train\' wrote.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep show" base' -l 'base' -d 'The base of a LoRA adapter, where it is neither beside it nor in the hub\'s cache.' -rfa '(__misstep_complete_directories)'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep show" reference' -l 'reference' -d 'The reference of an implicit model\'s folder.' -rfa '(__misstep_complete_directories)'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep show" precision' -l 'precision' -d 'Of a checkpoint\'s matrix products: auto, f32, bf16 or int8.' -rfka 'auto f32 bf16 int8'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep show" kind' -l 'kind' -d 'crm, prm, pqm, orm or iprm.' -rfka 'crm prm pqm orm iprm'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep show" head' -l 'head' -d 'The head\'s tensors, such as v_head.summary.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep show" readout' -l 'readout' -d 'hazard, probability or logit.' -rfka 'hazard probability logit'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep show" step-tag' -l 'step-tag' -d 'The token that marks the end of a step.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep show" prompt-template' -l 'prompt-template' -d 'What comes before the steps, with {problem}.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep show" step-template' -l 'step-template' -d 'What a step becomes, with {step}.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep show" separator' -l 'separator' -d 'What stands behind or between steps.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep show" beta' -l 'beta' -d 'β of an implicit model, above 0.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep show" predict' -l 'predict' -d 'How the first error is predicted: map, median, threshold=X (S(t) < X) or hazard=X (h(t) > X). Default: the model\'s own rule.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep show" labels' -l 'labels' -d 'The label store, or \'none\'. Default: $MISSTEP_LABELS, else labels.sqlite in $XDG_DATA_HOME/misstep.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep show" annotator' -l 'annotator' -d 'Your name in the history. Default: $USER.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep show" width' -l 'width' -d 'Columns to fill.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep show" color' -l 'color' -d 'Colours: auto, always or never.' -rfka 'auto always never'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep show" version' -l 'version' -d 'Show the version.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep show" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep score" -ge 1' -F
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep score" format' -l 'format' -d 'Read every file as this format instead of telling by content (\'misstep formats\' lists them).' -rfka 'processbench native prm800k math-shepherd openrlhf prmbench bigbench-mistake mr-gsm8k mr-math mr-ben deltabench agent-process-bench openr math-aps search-tree versaprm r-prm-steps r-prm-samples trl openai-batch rlhflow verl best-of-n openr1 math-evaluation best-of-n-rlhflow search-and-learn gsm8k-solutions lm-evaluation-harness autorace mmlu-pro preference chat plain'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep score" split-steps' -l 'split-steps' -d 'How a response is cut into steps: auto, blank, line, mark, tag=TEXT or regex=PATTERN.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep score" requests' -l 'requests' -d 'The requests that OpenAI\'s batch outputs answer. Default: the file beside them that holds them.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep score" model' -l 'model' -d 'builtin, recorded (scores that the file carries), a checkpoint\'s folder, or a file that \'misstep train\' wrote.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep score" base' -l 'base' -d 'The base of a LoRA adapter, where it is neither beside it nor in the hub\'s cache.' -rfa '(__misstep_complete_directories)'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep score" reference' -l 'reference' -d 'The reference of an implicit model\'s folder.' -rfa '(__misstep_complete_directories)'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep score" precision' -l 'precision' -d 'Of a checkpoint\'s matrix products: auto, f32, bf16 or int8.' -rfka 'auto f32 bf16 int8'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep score" kind' -l 'kind' -d 'crm, prm, pqm, orm or iprm.' -rfka 'crm prm pqm orm iprm'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep score" head' -l 'head' -d 'The head\'s tensors, such as v_head.summary.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep score" readout' -l 'readout' -d 'hazard, probability or logit.' -rfka 'hazard probability logit'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep score" step-tag' -l 'step-tag' -d 'The token that marks the end of a step.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep score" prompt-template' -l 'prompt-template' -d 'What comes before the steps, with {problem}.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep score" step-template' -l 'step-template' -d 'What a step becomes, with {step}.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep score" separator' -l 'separator' -d 'What stands behind or between steps.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep score" beta' -l 'beta' -d 'β of an implicit model, above 0.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep score" predict' -l 'predict' -d 'How the first error is predicted: map, median, threshold=X (S(t) < X) or hazard=X (h(t) > X). Default: the model\'s own rule.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep score" labels' -l 'labels' -d 'The label store, or \'none\'. Default: $MISSTEP_LABELS, else labels.sqlite in $XDG_DATA_HOME/misstep.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep score" where' -l 'where' -d 'Only these, such as \'S < 0.3 and outcome = right and not labelled\' (docs/guide.md).' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep score" o output' -s 'o' -l 'output' -d 'Where to write. Default: standard output.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep score" resume' -l 'resume' -d 'Keep what an interrupted run wrote beside the output, and go on with it.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep score" force' -l 'force' -d 'Replace the output if it exists.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep score" version' -l 'version' -d 'Show the version.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep score" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep label" -ge 1' -F
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep label" format' -l 'format' -d 'Read every file as this format instead of telling by content (\'misstep formats\' lists them).' -rfka 'processbench native prm800k math-shepherd openrlhf prmbench bigbench-mistake mr-gsm8k mr-math mr-ben deltabench agent-process-bench openr math-aps search-tree versaprm r-prm-steps r-prm-samples trl openai-batch rlhflow verl best-of-n openr1 math-evaluation best-of-n-rlhflow search-and-learn gsm8k-solutions lm-evaluation-harness autorace mmlu-pro preference chat plain'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep label" split-steps' -l 'split-steps' -d 'How a response is cut into steps: auto, blank, line, mark, tag=TEXT or regex=PATTERN.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep label" requests' -l 'requests' -d 'The requests that OpenAI\'s batch outputs answer. Default: the file beside them that holds them.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep label" id' -l 'id' -d 'The trajectory of this id.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep label" index' -l 'index' -d 'The trajectory at this place, counted from 1.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep label" first-error' -l 'first-error' -d 'The first wrong step, counted from 1.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep label" no-error' -l 'no-error' -d 'Every step is right.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep label" unsure' -l 'unsure' -d 'It cannot be told.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep label" bad-problem' -l 'bad-problem' -d 'The problem itself cannot be answered.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep label" note' -l 'note' -d 'A note beside the verdict.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep label" labels' -l 'labels' -d 'The label store, or \'none\'. Default: $MISSTEP_LABELS, else labels.sqlite in $XDG_DATA_HOME/misstep.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep label" annotator' -l 'annotator' -d 'Your name in the history. Default: $USER.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep label" version' -l 'version' -d 'Show the version.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep label" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep export" -ge 1' -F
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep export" format' -l 'format' -d 'Read every file as this format instead of telling by content (\'misstep formats\' lists them).' -rfka 'processbench native prm800k math-shepherd openrlhf prmbench bigbench-mistake mr-gsm8k mr-math mr-ben deltabench agent-process-bench openr math-aps search-tree versaprm r-prm-steps r-prm-samples trl openai-batch rlhflow verl best-of-n openr1 math-evaluation best-of-n-rlhflow search-and-learn gsm8k-solutions lm-evaluation-harness autorace mmlu-pro preference chat plain'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep export" split-steps' -l 'split-steps' -d 'How a response is cut into steps: auto, blank, line, mark, tag=TEXT or regex=PATTERN.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep export" requests' -l 'requests' -d 'The requests that OpenAI\'s batch outputs answer. Default: the file beside them that holds them.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep export" labels' -l 'labels' -d 'The label store, or \'none\'. Default: $MISSTEP_LABELS, else labels.sqlite in $XDG_DATA_HOME/misstep.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep export" where' -l 'where' -d 'Only these, such as \'S < 0.3 and outcome = right and not labelled\' (docs/guide.md).' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep export" model' -l 'model' -d 'builtin, recorded (scores that the file carries), a checkpoint\'s folder, or a file that \'misstep train\' wrote.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep export" base' -l 'base' -d 'The base of a LoRA adapter, where it is neither beside it nor in the hub\'s cache.' -rfa '(__misstep_complete_directories)'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep export" reference' -l 'reference' -d 'The reference of an implicit model\'s folder.' -rfa '(__misstep_complete_directories)'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep export" precision' -l 'precision' -d 'Of a checkpoint\'s matrix products: auto, f32, bf16 or int8.' -rfka 'auto f32 bf16 int8'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep export" kind' -l 'kind' -d 'crm, prm, pqm, orm or iprm.' -rfka 'crm prm pqm orm iprm'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep export" head' -l 'head' -d 'The head\'s tensors, such as v_head.summary.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep export" readout' -l 'readout' -d 'hazard, probability or logit.' -rfka 'hazard probability logit'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep export" step-tag' -l 'step-tag' -d 'The token that marks the end of a step.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep export" prompt-template' -l 'prompt-template' -d 'What comes before the steps, with {problem}.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep export" step-template' -l 'step-template' -d 'What a step becomes, with {step}.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep export" separator' -l 'separator' -d 'What stands behind or between steps.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep export" beta' -l 'beta' -d 'β of an implicit model, above 0.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep export" predict' -l 'predict' -d 'How the first error is predicted: map, median, threshold=X (S(t) < X) or hazard=X (h(t) > X). Default: the model\'s own rule.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep export" to' -l 'to' -d 'The format to write.' -rfka 'native processbench prm800k math-shepherd openrlhf prmbench bigbench-mistake math-aps trl rlhflow'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep export" o output' -s 'o' -l 'output' -d 'Where to write. Default: standard output.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep export" only' -l 'only' -d 'verdict: only what a person judged; labelled: that or the file\'s own label; all.' -rfka 'verdict labelled all'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep export" split' -l 'split' -d 'Split by question, such as train=0.9,test=0.1; writes one file for each beside OUT.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep export" seed' -l 'seed' -d 'Seed of the split.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep export" soft-labels' -l 'soft-labels' -d 'Write trl\'s labels as shares of right continuations, where \'rollouts\' counted them.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep export" resume' -l 'resume' -d 'Keep what an interrupted run wrote beside the output, and go on with it.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep export" force' -l 'force' -d 'Replace the output if it exists.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep export" version' -l 'version' -d 'Show the version.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep export" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep check" -ge 1' -F
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep check" format' -l 'format' -d 'Read every file as this format instead of telling by content (\'misstep formats\' lists them).' -rfka 'processbench native prm800k math-shepherd openrlhf prmbench bigbench-mistake mr-gsm8k mr-math mr-ben deltabench agent-process-bench openr math-aps search-tree versaprm r-prm-steps r-prm-samples trl openai-batch rlhflow verl best-of-n openr1 math-evaluation best-of-n-rlhflow search-and-learn gsm8k-solutions lm-evaluation-harness autorace mmlu-pro preference chat plain'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep check" split-steps' -l 'split-steps' -d 'How a response is cut into steps: auto, blank, line, mark, tag=TEXT or regex=PATTERN.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep check" requests' -l 'requests' -d 'The requests that OpenAI\'s batch outputs answer. Default: the file beside them that holds them.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep check" strict' -l 'strict' -d 'Hold records to RFC 8259: integers beyond 64 bits, NaN and halves of surrogate pairs are bad.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep check" json' -l 'json' -d 'Print JSON.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep check" version' -l 'version' -d 'Show the version.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep check" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep stats" -ge 1' -F
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep stats" format' -l 'format' -d 'Read every file as this format instead of telling by content (\'misstep formats\' lists them).' -rfka 'processbench native prm800k math-shepherd openrlhf prmbench bigbench-mistake mr-gsm8k mr-math mr-ben deltabench agent-process-bench openr math-aps search-tree versaprm r-prm-steps r-prm-samples trl openai-batch rlhflow verl best-of-n openr1 math-evaluation best-of-n-rlhflow search-and-learn gsm8k-solutions lm-evaluation-harness autorace mmlu-pro preference chat plain'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep stats" split-steps' -l 'split-steps' -d 'How a response is cut into steps: auto, blank, line, mark, tag=TEXT or regex=PATTERN.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep stats" requests' -l 'requests' -d 'The requests that OpenAI\'s batch outputs answer. Default: the file beside them that holds them.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep stats" labels' -l 'labels' -d 'The label store, or \'none\'. Default: $MISSTEP_LABELS, else labels.sqlite in $XDG_DATA_HOME/misstep.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep stats" model' -l 'model' -d 'builtin, recorded (scores that the file carries), a checkpoint\'s folder, or a file that \'misstep train\' wrote.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep stats" base' -l 'base' -d 'The base of a LoRA adapter, where it is neither beside it nor in the hub\'s cache.' -rfa '(__misstep_complete_directories)'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep stats" reference' -l 'reference' -d 'The reference of an implicit model\'s folder.' -rfa '(__misstep_complete_directories)'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep stats" precision' -l 'precision' -d 'Of a checkpoint\'s matrix products: auto, f32, bf16 or int8.' -rfka 'auto f32 bf16 int8'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep stats" kind' -l 'kind' -d 'crm, prm, pqm, orm or iprm.' -rfka 'crm prm pqm orm iprm'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep stats" head' -l 'head' -d 'The head\'s tensors, such as v_head.summary.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep stats" readout' -l 'readout' -d 'hazard, probability or logit.' -rfka 'hazard probability logit'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep stats" step-tag' -l 'step-tag' -d 'The token that marks the end of a step.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep stats" prompt-template' -l 'prompt-template' -d 'What comes before the steps, with {problem}.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep stats" step-template' -l 'step-template' -d 'What a step becomes, with {step}.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep stats" separator' -l 'separator' -d 'What stands behind or between steps.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep stats" beta' -l 'beta' -d 'β of an implicit model, above 0.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep stats" predict' -l 'predict' -d 'How the first error is predicted: map, median, threshold=X (S(t) < X) or hazard=X (h(t) > X). Default: the model\'s own rule.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep stats" where' -l 'where' -d 'Only these, such as \'S < 0.3 and outcome = right and not labelled\' (docs/guide.md).' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep stats" json' -l 'json' -d 'Print JSON.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep stats" version' -l 'version' -d 'Show the version.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep stats" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate" version' -l 'version' -d 'Show the version.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep evaluate" -eq 1' -fa 'processbench' -d 'How exactly a model finds first wrong steps.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep evaluate" -eq 1' -fa 'prmbench' -d 'How well a model judges single steps, class by class.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep evaluate" -eq 1' -fa 'calibration' -d 'Whether S(T) and h(t) can be trusted as probabilities.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep evaluate" -eq 1' -fa 'best-of-n' -d 'How often a right candidate is chosen among N.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep evaluate" -eq 1' -fa 'compare' -d 'Several models on the same trajectories.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep evaluate" -eq 1' -fa 'hacking' -d 'Whether the reward follows what solutions look like.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep evaluate" -eq 1' -fa 'noise' -d 'Labels that models and exact arithmetic contradict.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep evaluate processbench" -ge 1' -F
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate processbench" format' -l 'format' -d 'Read every file as this format instead of telling by content (\'misstep formats\' lists them).' -rfka 'processbench native prm800k math-shepherd openrlhf prmbench bigbench-mistake mr-gsm8k mr-math mr-ben deltabench agent-process-bench openr math-aps search-tree versaprm r-prm-steps r-prm-samples trl openai-batch rlhflow verl best-of-n openr1 math-evaluation best-of-n-rlhflow search-and-learn gsm8k-solutions lm-evaluation-harness autorace mmlu-pro preference chat plain'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate processbench" split-steps' -l 'split-steps' -d 'How a response is cut into steps: auto, blank, line, mark, tag=TEXT or regex=PATTERN.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate processbench" requests' -l 'requests' -d 'The requests that OpenAI\'s batch outputs answer. Default: the file beside them that holds them.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate processbench" labels' -l 'labels' -d 'The label store, or \'none\'. Default: $MISSTEP_LABELS, else labels.sqlite in $XDG_DATA_HOME/misstep.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate processbench" where' -l 'where' -d 'Only these, such as \'S < 0.3 and outcome = right and not labelled\' (docs/guide.md).' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate processbench" seed' -l 'seed' -d 'Seed of the bootstrap.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate processbench" draws' -l 'draws' -d 'Draws of the bootstrap.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate processbench" json' -l 'json' -d 'Print JSON.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate processbench" html' -l 'html' -d 'Also write a page with pictures and chosen trajectories, which loads nothing from elsewhere.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate processbench" force' -l 'force' -d 'Replace the page if it exists.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate processbench" model' -l 'model' -d 'builtin, recorded (scores that the file carries), a checkpoint\'s folder, or a file that \'misstep train\' wrote.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate processbench" base' -l 'base' -d 'The base of a LoRA adapter, where it is neither beside it nor in the hub\'s cache.' -rfa '(__misstep_complete_directories)'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate processbench" reference' -l 'reference' -d 'The reference of an implicit model\'s folder.' -rfa '(__misstep_complete_directories)'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate processbench" precision' -l 'precision' -d 'Of a checkpoint\'s matrix products: auto, f32, bf16 or int8.' -rfka 'auto f32 bf16 int8'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate processbench" kind' -l 'kind' -d 'crm, prm, pqm, orm or iprm.' -rfka 'crm prm pqm orm iprm'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate processbench" head' -l 'head' -d 'The head\'s tensors, such as v_head.summary.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate processbench" readout' -l 'readout' -d 'hazard, probability or logit.' -rfka 'hazard probability logit'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate processbench" step-tag' -l 'step-tag' -d 'The token that marks the end of a step.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate processbench" prompt-template' -l 'prompt-template' -d 'What comes before the steps, with {problem}.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate processbench" step-template' -l 'step-template' -d 'What a step becomes, with {step}.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate processbench" separator' -l 'separator' -d 'What stands behind or between steps.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate processbench" beta' -l 'beta' -d 'β of an implicit model, above 0.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate processbench" predict' -l 'predict' -d 'How the first error is predicted: map, median, threshold=X (S(t) < X) or hazard=X (h(t) > X). Default: the model\'s own rule.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate processbench" choose-on' -l 'choose-on' -d 'Choose the rule on this subset, or on this other file.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate processbench" upper-bound' -l 'upper-bound' -d 'Also tell the best rule on each subset itself: an upper bound, no result.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate processbench" version' -l 'version' -d 'Show the version.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate processbench" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep evaluate prmbench" -ge 1' -F
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate prmbench" format' -l 'format' -d 'Read every file as this format instead of telling by content (\'misstep formats\' lists them).' -rfka 'processbench native prm800k math-shepherd openrlhf prmbench bigbench-mistake mr-gsm8k mr-math mr-ben deltabench agent-process-bench openr math-aps search-tree versaprm r-prm-steps r-prm-samples trl openai-batch rlhflow verl best-of-n openr1 math-evaluation best-of-n-rlhflow search-and-learn gsm8k-solutions lm-evaluation-harness autorace mmlu-pro preference chat plain'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate prmbench" split-steps' -l 'split-steps' -d 'How a response is cut into steps: auto, blank, line, mark, tag=TEXT or regex=PATTERN.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate prmbench" requests' -l 'requests' -d 'The requests that OpenAI\'s batch outputs answer. Default: the file beside them that holds them.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate prmbench" labels' -l 'labels' -d 'The label store, or \'none\'. Default: $MISSTEP_LABELS, else labels.sqlite in $XDG_DATA_HOME/misstep.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate prmbench" where' -l 'where' -d 'Only these, such as \'S < 0.3 and outcome = right and not labelled\' (docs/guide.md).' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate prmbench" seed' -l 'seed' -d 'Seed of the bootstrap.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate prmbench" draws' -l 'draws' -d 'Draws of the bootstrap.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate prmbench" json' -l 'json' -d 'Print JSON.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate prmbench" html' -l 'html' -d 'Also write a page with pictures and chosen trajectories, which loads nothing from elsewhere.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate prmbench" force' -l 'force' -d 'Replace the page if it exists.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate prmbench" model' -l 'model' -d 'builtin, recorded (scores that the file carries), a checkpoint\'s folder, or a file that \'misstep train\' wrote.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate prmbench" base' -l 'base' -d 'The base of a LoRA adapter, where it is neither beside it nor in the hub\'s cache.' -rfa '(__misstep_complete_directories)'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate prmbench" reference' -l 'reference' -d 'The reference of an implicit model\'s folder.' -rfa '(__misstep_complete_directories)'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate prmbench" precision' -l 'precision' -d 'Of a checkpoint\'s matrix products: auto, f32, bf16 or int8.' -rfka 'auto f32 bf16 int8'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate prmbench" kind' -l 'kind' -d 'crm, prm, pqm, orm or iprm.' -rfka 'crm prm pqm orm iprm'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate prmbench" head' -l 'head' -d 'The head\'s tensors, such as v_head.summary.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate prmbench" readout' -l 'readout' -d 'hazard, probability or logit.' -rfka 'hazard probability logit'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate prmbench" step-tag' -l 'step-tag' -d 'The token that marks the end of a step.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate prmbench" prompt-template' -l 'prompt-template' -d 'What comes before the steps, with {problem}.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate prmbench" step-template' -l 'step-template' -d 'What a step becomes, with {step}.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate prmbench" separator' -l 'separator' -d 'What stands behind or between steps.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate prmbench" beta' -l 'beta' -d 'β of an implicit model, above 0.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate prmbench" predict' -l 'predict' -d 'How the first error is predicted: map, median, threshold=X (S(t) < X) or hazard=X (h(t) > X). Default: the model\'s own rule.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate prmbench" valid' -l 'valid' -d 'When a step is valid: probability=X, difference=X or survival=X. Default: probability=0.5, for Skywork\'s models difference=-0.05.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate prmbench" version' -l 'version' -d 'Show the version.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate prmbench" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep evaluate calibration" -ge 1' -F
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate calibration" format' -l 'format' -d 'Read every file as this format instead of telling by content (\'misstep formats\' lists them).' -rfka 'processbench native prm800k math-shepherd openrlhf prmbench bigbench-mistake mr-gsm8k mr-math mr-ben deltabench agent-process-bench openr math-aps search-tree versaprm r-prm-steps r-prm-samples trl openai-batch rlhflow verl best-of-n openr1 math-evaluation best-of-n-rlhflow search-and-learn gsm8k-solutions lm-evaluation-harness autorace mmlu-pro preference chat plain'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate calibration" split-steps' -l 'split-steps' -d 'How a response is cut into steps: auto, blank, line, mark, tag=TEXT or regex=PATTERN.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate calibration" requests' -l 'requests' -d 'The requests that OpenAI\'s batch outputs answer. Default: the file beside them that holds them.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate calibration" labels' -l 'labels' -d 'The label store, or \'none\'. Default: $MISSTEP_LABELS, else labels.sqlite in $XDG_DATA_HOME/misstep.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate calibration" where' -l 'where' -d 'Only these, such as \'S < 0.3 and outcome = right and not labelled\' (docs/guide.md).' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate calibration" seed' -l 'seed' -d 'Seed of the bootstrap.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate calibration" draws' -l 'draws' -d 'Draws of the bootstrap.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate calibration" json' -l 'json' -d 'Print JSON.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate calibration" html' -l 'html' -d 'Also write a page with pictures and chosen trajectories, which loads nothing from elsewhere.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate calibration" force' -l 'force' -d 'Replace the page if it exists.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate calibration" model' -l 'model' -d 'builtin, recorded (scores that the file carries), a checkpoint\'s folder, or a file that \'misstep train\' wrote.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate calibration" base' -l 'base' -d 'The base of a LoRA adapter, where it is neither beside it nor in the hub\'s cache.' -rfa '(__misstep_complete_directories)'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate calibration" reference' -l 'reference' -d 'The reference of an implicit model\'s folder.' -rfa '(__misstep_complete_directories)'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate calibration" precision' -l 'precision' -d 'Of a checkpoint\'s matrix products: auto, f32, bf16 or int8.' -rfka 'auto f32 bf16 int8'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate calibration" kind' -l 'kind' -d 'crm, prm, pqm, orm or iprm.' -rfka 'crm prm pqm orm iprm'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate calibration" head' -l 'head' -d 'The head\'s tensors, such as v_head.summary.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate calibration" readout' -l 'readout' -d 'hazard, probability or logit.' -rfka 'hazard probability logit'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate calibration" step-tag' -l 'step-tag' -d 'The token that marks the end of a step.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate calibration" prompt-template' -l 'prompt-template' -d 'What comes before the steps, with {problem}.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate calibration" step-template' -l 'step-template' -d 'What a step becomes, with {step}.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate calibration" separator' -l 'separator' -d 'What stands behind or between steps.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate calibration" beta' -l 'beta' -d 'β of an implicit model, above 0.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate calibration" predict' -l 'predict' -d 'How the first error is predicted: map, median, threshold=X (S(t) < X) or hazard=X (h(t) > X). Default: the model\'s own rule.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate calibration" against' -l 'against' -d 'What S(T) is compared with: label or outcome. Default: both, where known.' -rfka 'label outcome'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate calibration" version' -l 'version' -d 'Show the version.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate calibration" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep evaluate best-of-n" -ge 1' -F
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate best-of-n" format' -l 'format' -d 'Read every file as this format instead of telling by content (\'misstep formats\' lists them).' -rfka 'processbench native prm800k math-shepherd openrlhf prmbench bigbench-mistake mr-gsm8k mr-math mr-ben deltabench agent-process-bench openr math-aps search-tree versaprm r-prm-steps r-prm-samples trl openai-batch rlhflow verl best-of-n openr1 math-evaluation best-of-n-rlhflow search-and-learn gsm8k-solutions lm-evaluation-harness autorace mmlu-pro preference chat plain'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate best-of-n" split-steps' -l 'split-steps' -d 'How a response is cut into steps: auto, blank, line, mark, tag=TEXT or regex=PATTERN.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate best-of-n" requests' -l 'requests' -d 'The requests that OpenAI\'s batch outputs answer. Default: the file beside them that holds them.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate best-of-n" labels' -l 'labels' -d 'The label store, or \'none\'. Default: $MISSTEP_LABELS, else labels.sqlite in $XDG_DATA_HOME/misstep.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate best-of-n" where' -l 'where' -d 'Only these, such as \'S < 0.3 and outcome = right and not labelled\' (docs/guide.md).' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate best-of-n" seed' -l 'seed' -d 'Seed of the bootstrap.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate best-of-n" draws' -l 'draws' -d 'Draws of the bootstrap.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate best-of-n" json' -l 'json' -d 'Print JSON.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate best-of-n" html' -l 'html' -d 'Also write a page with pictures and chosen trajectories, which loads nothing from elsewhere.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate best-of-n" force' -l 'force' -d 'Replace the page if it exists.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate best-of-n"' -l 'model' -d 'builtin, recorded, a checkpoint\'s folder, or a file that \'misstep train\' wrote; may be given several times.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate best-of-n" base' -l 'base' -d 'The base of a LoRA adapter, where it is neither beside it nor in the hub\'s cache.' -rfa '(__misstep_complete_directories)'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate best-of-n" reference' -l 'reference' -d 'The reference of an implicit model\'s folder.' -rfa '(__misstep_complete_directories)'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate best-of-n" precision' -l 'precision' -d 'Of a checkpoint\'s matrix products: auto, f32, bf16 or int8.' -rfka 'auto f32 bf16 int8'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate best-of-n" kind' -l 'kind' -d 'crm, prm, pqm, orm or iprm.' -rfka 'crm prm pqm orm iprm'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate best-of-n" head' -l 'head' -d 'The head\'s tensors, such as v_head.summary.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate best-of-n" readout' -l 'readout' -d 'hazard, probability or logit.' -rfka 'hazard probability logit'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate best-of-n" step-tag' -l 'step-tag' -d 'The token that marks the end of a step.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate best-of-n" prompt-template' -l 'prompt-template' -d 'What comes before the steps, with {problem}.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate best-of-n" step-template' -l 'step-template' -d 'What a step becomes, with {step}.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate best-of-n" separator' -l 'separator' -d 'What stands behind or between steps.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate best-of-n" beta' -l 'beta' -d 'β of an implicit model, above 0.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate best-of-n" predict' -l 'predict' -d 'How first errors are predicted by all of them: map, median, threshold=X or hazard=X. Default: each model\'s own rule.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate best-of-n" max-n' -l 'max-n' -d 'The largest N.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate best-of-n" version' -l 'version' -d 'Show the version.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate best-of-n" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep evaluate compare" -ge 1' -F
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate compare" format' -l 'format' -d 'Read every file as this format instead of telling by content (\'misstep formats\' lists them).' -rfka 'processbench native prm800k math-shepherd openrlhf prmbench bigbench-mistake mr-gsm8k mr-math mr-ben deltabench agent-process-bench openr math-aps search-tree versaprm r-prm-steps r-prm-samples trl openai-batch rlhflow verl best-of-n openr1 math-evaluation best-of-n-rlhflow search-and-learn gsm8k-solutions lm-evaluation-harness autorace mmlu-pro preference chat plain'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate compare" split-steps' -l 'split-steps' -d 'How a response is cut into steps: auto, blank, line, mark, tag=TEXT or regex=PATTERN.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate compare" requests' -l 'requests' -d 'The requests that OpenAI\'s batch outputs answer. Default: the file beside them that holds them.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate compare" labels' -l 'labels' -d 'The label store, or \'none\'. Default: $MISSTEP_LABELS, else labels.sqlite in $XDG_DATA_HOME/misstep.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate compare" where' -l 'where' -d 'Only these, such as \'S < 0.3 and outcome = right and not labelled\' (docs/guide.md).' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate compare" seed' -l 'seed' -d 'Seed of the bootstrap.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate compare" draws' -l 'draws' -d 'Draws of the bootstrap.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate compare" json' -l 'json' -d 'Print JSON.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate compare" html' -l 'html' -d 'Also write a page with pictures and chosen trajectories, which loads nothing from elsewhere.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate compare" force' -l 'force' -d 'Replace the page if it exists.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate compare"' -l 'model' -d 'builtin, recorded, a checkpoint\'s folder, or a file that \'misstep train\' wrote; may be given several times.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate compare" base' -l 'base' -d 'The base of a LoRA adapter, where it is neither beside it nor in the hub\'s cache.' -rfa '(__misstep_complete_directories)'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate compare" reference' -l 'reference' -d 'The reference of an implicit model\'s folder.' -rfa '(__misstep_complete_directories)'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate compare" precision' -l 'precision' -d 'Of a checkpoint\'s matrix products: auto, f32, bf16 or int8.' -rfka 'auto f32 bf16 int8'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate compare" kind' -l 'kind' -d 'crm, prm, pqm, orm or iprm.' -rfka 'crm prm pqm orm iprm'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate compare" head' -l 'head' -d 'The head\'s tensors, such as v_head.summary.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate compare" readout' -l 'readout' -d 'hazard, probability or logit.' -rfka 'hazard probability logit'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate compare" step-tag' -l 'step-tag' -d 'The token that marks the end of a step.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate compare" prompt-template' -l 'prompt-template' -d 'What comes before the steps, with {problem}.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate compare" step-template' -l 'step-template' -d 'What a step becomes, with {step}.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate compare" separator' -l 'separator' -d 'What stands behind or between steps.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate compare" beta' -l 'beta' -d 'β of an implicit model, above 0.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate compare" predict' -l 'predict' -d 'How first errors are predicted by all of them: map, median, threshold=X or hazard=X. Default: each model\'s own rule.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate compare" version' -l 'version' -d 'Show the version.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate compare" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep evaluate hacking" -ge 1' -F
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate hacking" format' -l 'format' -d 'Read every file as this format instead of telling by content (\'misstep formats\' lists them).' -rfka 'processbench native prm800k math-shepherd openrlhf prmbench bigbench-mistake mr-gsm8k mr-math mr-ben deltabench agent-process-bench openr math-aps search-tree versaprm r-prm-steps r-prm-samples trl openai-batch rlhflow verl best-of-n openr1 math-evaluation best-of-n-rlhflow search-and-learn gsm8k-solutions lm-evaluation-harness autorace mmlu-pro preference chat plain'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate hacking" split-steps' -l 'split-steps' -d 'How a response is cut into steps: auto, blank, line, mark, tag=TEXT or regex=PATTERN.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate hacking" requests' -l 'requests' -d 'The requests that OpenAI\'s batch outputs answer. Default: the file beside them that holds them.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate hacking" labels' -l 'labels' -d 'The label store, or \'none\'. Default: $MISSTEP_LABELS, else labels.sqlite in $XDG_DATA_HOME/misstep.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate hacking" where' -l 'where' -d 'Only these, such as \'S < 0.3 and outcome = right and not labelled\' (docs/guide.md).' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate hacking" seed' -l 'seed' -d 'Seed of the bootstrap.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate hacking" draws' -l 'draws' -d 'Draws of the bootstrap.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate hacking" json' -l 'json' -d 'Print JSON.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate hacking" html' -l 'html' -d 'Also write a page with pictures and chosen trajectories, which loads nothing from elsewhere.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate hacking" force' -l 'force' -d 'Replace the page if it exists.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate hacking" model' -l 'model' -d 'builtin, recorded (scores that the file carries), a checkpoint\'s folder, or a file that \'misstep train\' wrote.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate hacking" base' -l 'base' -d 'The base of a LoRA adapter, where it is neither beside it nor in the hub\'s cache.' -rfa '(__misstep_complete_directories)'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate hacking" reference' -l 'reference' -d 'The reference of an implicit model\'s folder.' -rfa '(__misstep_complete_directories)'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate hacking" precision' -l 'precision' -d 'Of a checkpoint\'s matrix products: auto, f32, bf16 or int8.' -rfka 'auto f32 bf16 int8'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate hacking" kind' -l 'kind' -d 'crm, prm, pqm, orm or iprm.' -rfka 'crm prm pqm orm iprm'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate hacking" head' -l 'head' -d 'The head\'s tensors, such as v_head.summary.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate hacking" readout' -l 'readout' -d 'hazard, probability or logit.' -rfka 'hazard probability logit'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate hacking" step-tag' -l 'step-tag' -d 'The token that marks the end of a step.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate hacking" prompt-template' -l 'prompt-template' -d 'What comes before the steps, with {problem}.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate hacking" step-template' -l 'step-template' -d 'What a step becomes, with {step}.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate hacking" separator' -l 'separator' -d 'What stands behind or between steps.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate hacking" beta' -l 'beta' -d 'β of an implicit model, above 0.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate hacking" predict' -l 'predict' -d 'How the first error is predicted: map, median, threshold=X (S(t) < X) or hazard=X (h(t) > X). Default: the model\'s own rule.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate hacking" version' -l 'version' -d 'Show the version.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate hacking" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep evaluate noise" -ge 1' -F
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate noise" format' -l 'format' -d 'Read every file as this format instead of telling by content (\'misstep formats\' lists them).' -rfka 'processbench native prm800k math-shepherd openrlhf prmbench bigbench-mistake mr-gsm8k mr-math mr-ben deltabench agent-process-bench openr math-aps search-tree versaprm r-prm-steps r-prm-samples trl openai-batch rlhflow verl best-of-n openr1 math-evaluation best-of-n-rlhflow search-and-learn gsm8k-solutions lm-evaluation-harness autorace mmlu-pro preference chat plain'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate noise" split-steps' -l 'split-steps' -d 'How a response is cut into steps: auto, blank, line, mark, tag=TEXT or regex=PATTERN.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate noise" requests' -l 'requests' -d 'The requests that OpenAI\'s batch outputs answer. Default: the file beside them that holds them.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate noise" labels' -l 'labels' -d 'The label store, or \'none\'. Default: $MISSTEP_LABELS, else labels.sqlite in $XDG_DATA_HOME/misstep.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate noise" where' -l 'where' -d 'Only these, such as \'S < 0.3 and outcome = right and not labelled\' (docs/guide.md).' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate noise" seed' -l 'seed' -d 'Seed of the bootstrap.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate noise" draws' -l 'draws' -d 'Draws of the bootstrap.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate noise" json' -l 'json' -d 'Print JSON.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate noise" html' -l 'html' -d 'Also write a page with pictures and chosen trajectories, which loads nothing from elsewhere.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate noise" force' -l 'force' -d 'Replace the page if it exists.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate noise"' -l 'model' -d 'builtin, recorded, a checkpoint\'s folder, or a file that \'misstep train\' wrote; may be given several times.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate noise" base' -l 'base' -d 'The base of a LoRA adapter, where it is neither beside it nor in the hub\'s cache.' -rfa '(__misstep_complete_directories)'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate noise" reference' -l 'reference' -d 'The reference of an implicit model\'s folder.' -rfa '(__misstep_complete_directories)'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate noise" precision' -l 'precision' -d 'Of a checkpoint\'s matrix products: auto, f32, bf16 or int8.' -rfka 'auto f32 bf16 int8'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate noise" kind' -l 'kind' -d 'crm, prm, pqm, orm or iprm.' -rfka 'crm prm pqm orm iprm'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate noise" head' -l 'head' -d 'The head\'s tensors, such as v_head.summary.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate noise" readout' -l 'readout' -d 'hazard, probability or logit.' -rfka 'hazard probability logit'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate noise" step-tag' -l 'step-tag' -d 'The token that marks the end of a step.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate noise" prompt-template' -l 'prompt-template' -d 'What comes before the steps, with {problem}.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate noise" step-template' -l 'step-template' -d 'What a step becomes, with {step}.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate noise" separator' -l 'separator' -d 'What stands behind or between steps.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate noise" beta' -l 'beta' -d 'β of an implicit model, above 0.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate noise" predict' -l 'predict' -d 'How first errors are predicted by all of them: map, median, threshold=X or hazard=X. Default: each model\'s own rule.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate noise" limit' -l 'limit' -d 'List at most so many labels.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate noise" version' -l 'version' -d 'Show the version.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate noise" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep report" -ge 1' -F
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep report" format' -l 'format' -d 'Read every file as this format instead of telling by content (\'misstep formats\' lists them).' -rfka 'processbench native prm800k math-shepherd openrlhf prmbench bigbench-mistake mr-gsm8k mr-math mr-ben deltabench agent-process-bench openr math-aps search-tree versaprm r-prm-steps r-prm-samples trl openai-batch rlhflow verl best-of-n openr1 math-evaluation best-of-n-rlhflow search-and-learn gsm8k-solutions lm-evaluation-harness autorace mmlu-pro preference chat plain'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep report" split-steps' -l 'split-steps' -d 'How a response is cut into steps: auto, blank, line, mark, tag=TEXT or regex=PATTERN.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep report" requests' -l 'requests' -d 'The requests that OpenAI\'s batch outputs answer. Default: the file beside them that holds them.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep report" id' -l 'id' -d 'The trajectory of this id.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep report" index' -l 'index' -d 'The trajectory at this place, counted from 1.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep report" where' -l 'where' -d 'Only these, such as \'S < 0.3 and outcome = right and not labelled\' (docs/guide.md).' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep report" limit' -l 'limit' -d 'At most so many of those that --where finds.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep report" model' -l 'model' -d 'builtin, recorded (scores that the file carries), a checkpoint\'s folder, or a file that \'misstep train\' wrote.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep report" base' -l 'base' -d 'The base of a LoRA adapter, where it is neither beside it nor in the hub\'s cache.' -rfa '(__misstep_complete_directories)'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep report" reference' -l 'reference' -d 'The reference of an implicit model\'s folder.' -rfa '(__misstep_complete_directories)'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep report" precision' -l 'precision' -d 'Of a checkpoint\'s matrix products: auto, f32, bf16 or int8.' -rfka 'auto f32 bf16 int8'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep report" kind' -l 'kind' -d 'crm, prm, pqm, orm or iprm.' -rfka 'crm prm pqm orm iprm'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep report" head' -l 'head' -d 'The head\'s tensors, such as v_head.summary.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep report" readout' -l 'readout' -d 'hazard, probability or logit.' -rfka 'hazard probability logit'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep report" step-tag' -l 'step-tag' -d 'The token that marks the end of a step.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep report" prompt-template' -l 'prompt-template' -d 'What comes before the steps, with {problem}.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep report" step-template' -l 'step-template' -d 'What a step becomes, with {step}.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep report" separator' -l 'separator' -d 'What stands behind or between steps.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep report" beta' -l 'beta' -d 'β of an implicit model, above 0.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep report" predict' -l 'predict' -d 'How the first error is predicted: map, median, threshold=X (S(t) < X) or hazard=X (h(t) > X). Default: the model\'s own rule.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep report" labels' -l 'labels' -d 'The label store, or \'none\'. Default: $MISSTEP_LABELS, else labels.sqlite in $XDG_DATA_HOME/misstep.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep report" o output' -s 'o' -l 'output' -d 'Where to write. Default: standard output.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep report" text' -l 'text' -d 'Lines of text instead of HTML.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep report" force' -l 'force' -d 'Replace the output if it exists.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep report" version' -l 'version' -d 'Show the version.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep report" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep select" -ge 1' -F
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep select" format' -l 'format' -d 'Read every file as this format instead of telling by content (\'misstep formats\' lists them).' -rfka 'processbench native prm800k math-shepherd openrlhf prmbench bigbench-mistake mr-gsm8k mr-math mr-ben deltabench agent-process-bench openr math-aps search-tree versaprm r-prm-steps r-prm-samples trl openai-batch rlhflow verl best-of-n openr1 math-evaluation best-of-n-rlhflow search-and-learn gsm8k-solutions lm-evaluation-harness autorace mmlu-pro preference chat plain'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep select" split-steps' -l 'split-steps' -d 'How a response is cut into steps: auto, blank, line, mark, tag=TEXT or regex=PATTERN.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep select" requests' -l 'requests' -d 'The requests that OpenAI\'s batch outputs answer. Default: the file beside them that holds them.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep select" model' -l 'model' -d 'builtin, recorded (scores that the file carries), a checkpoint\'s folder, or a file that \'misstep train\' wrote.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep select" base' -l 'base' -d 'The base of a LoRA adapter, where it is neither beside it nor in the hub\'s cache.' -rfa '(__misstep_complete_directories)'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep select" reference' -l 'reference' -d 'The reference of an implicit model\'s folder.' -rfa '(__misstep_complete_directories)'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep select" precision' -l 'precision' -d 'Of a checkpoint\'s matrix products: auto, f32, bf16 or int8.' -rfka 'auto f32 bf16 int8'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep select" kind' -l 'kind' -d 'crm, prm, pqm, orm or iprm.' -rfka 'crm prm pqm orm iprm'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep select" head' -l 'head' -d 'The head\'s tensors, such as v_head.summary.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep select" readout' -l 'readout' -d 'hazard, probability or logit.' -rfka 'hazard probability logit'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep select" step-tag' -l 'step-tag' -d 'The token that marks the end of a step.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep select" prompt-template' -l 'prompt-template' -d 'What comes before the steps, with {problem}.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep select" step-template' -l 'step-template' -d 'What a step becomes, with {step}.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep select" separator' -l 'separator' -d 'What stands behind or between steps.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep select" beta' -l 'beta' -d 'β of an implicit model, above 0.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep select" predict' -l 'predict' -d 'How the first error is predicted: map, median, threshold=X (S(t) < X) or hazard=X (h(t) > X). Default: the model\'s own rule.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep select" labels' -l 'labels' -d 'The label store, or \'none\'. Default: $MISSTEP_LABELS, else labels.sqlite in $XDG_DATA_HOME/misstep.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep select" where' -l 'where' -d 'Only these, such as \'S < 0.3 and outcome = right and not labelled\' (docs/guide.md).' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep select" rule' -l 'rule' -d 'How one is chosen: the model\'s \'own\', \'majority\', \'vote\' or another of those listed above.' -rfka 'own min product last mean soft-min sum min-sum majority vote vote-min vote-product vote-last vote-mean vote-soft-min vote-sum vote-min-sum first oracle'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep select" among' -l 'among' -d 'Choose among the first so many candidates of a question.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep select" o output' -s 'o' -l 'output' -d 'Where to write. Default: standard output.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep select" json' -l 'json' -d 'Print a summary as JSON; without -o, in place of the chosen.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep select" force' -l 'force' -d 'Replace the output if it exists.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep select" version' -l 'version' -d 'Show the version.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep select" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep sample" -ge 1' -F
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep sample" format' -l 'format' -d 'Read every file as this format instead of telling by content (\'misstep formats\' lists them).' -rfka 'processbench native prm800k math-shepherd openrlhf prmbench bigbench-mistake mr-gsm8k mr-math mr-ben deltabench agent-process-bench openr math-aps search-tree versaprm r-prm-steps r-prm-samples trl openai-batch rlhflow verl best-of-n openr1 math-evaluation best-of-n-rlhflow search-and-learn gsm8k-solutions lm-evaluation-harness autorace mmlu-pro preference chat plain'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep sample" split-steps' -l 'split-steps' -d 'How a response is cut into steps: auto, blank, line, mark, tag=TEXT or regex=PATTERN.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep sample" requests' -l 'requests' -d 'The requests that OpenAI\'s batch outputs answer. Default: the file beside them that holds them.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep sample" policy' -l 'policy' -d 'The language model that writes: a folder of Hugging Face layout.' -rfa '(__misstep_complete_directories)'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep sample" base' -l 'base' -d 'The base of a LoRA adapter, where it is neither beside it nor in the hub\'s cache.' -rfa '(__misstep_complete_directories)'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep sample" precision' -l 'precision' -d 'Of its matrix products: auto, f32, bf16 or int8.' -rfka 'auto f32 bf16 int8'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep sample" chat' -l 'chat' -d 'How a problem is put: auto, chatml, llama2, llama3, mistral or plain (auto).' -rfka 'auto chatml llama2 llama3 mistral plain'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep sample" prompt-template' -l 'prompt-template' -d 'The prompt itself, with {problem}, in place of a chat\'s.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep sample" system' -l 'system' -d 'Words for the system, in place of the chat\'s own.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep sample" temperature' -l 'temperature' -d 'Divides the logits; 0 takes the likeliest token.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep sample" top-p' -l 'top-p' -d 'Only the likeliest tokens with this probability together, up to 1.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep sample" top-k' -l 'top-k' -d 'Only so many of the likeliest tokens.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep sample" min-p' -l 'min-p' -d 'Only tokens this many times as likely as the likeliest one, below 1.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep sample" seed' -l 'seed' -d 'Another seed gives other texts.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep sample" max-tokens' -l 'max-tokens' -d 'At most so many tokens a text.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep sample"' -l 'stop' -d 'End a text where this occurs; \\n is a line break. May be given several times.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep sample" batch' -l 'batch' -d 'Texts that are computed at once.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep sample" n samples' -s 'n' -l 'samples' -d 'Solutions for each problem.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep sample" solutions' -l 'solutions' -d 'The files\' responses are right solutions, such as GSM8K\'s own: compare with their answers.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep sample" limit' -l 'limit' -d 'Only the first so many problems.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep sample" o output' -s 'o' -l 'output' -d 'Where to write. Default: standard output, which \'-\' names too.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep sample" resume' -l 'resume' -d 'Keep what an interrupted run wrote beside the output, and go on with it.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep sample" force' -l 'force' -d 'Replace the output if it exists.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep sample" version' -l 'version' -d 'Show the version.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep sample" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep search" -ge 1' -F
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep search" format' -l 'format' -d 'Read every file as this format instead of telling by content (\'misstep formats\' lists them).' -rfka 'processbench native prm800k math-shepherd openrlhf prmbench bigbench-mistake mr-gsm8k mr-math mr-ben deltabench agent-process-bench openr math-aps search-tree versaprm r-prm-steps r-prm-samples trl openai-batch rlhflow verl best-of-n openr1 math-evaluation best-of-n-rlhflow search-and-learn gsm8k-solutions lm-evaluation-harness autorace mmlu-pro preference chat plain'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep search" split-steps' -l 'split-steps' -d 'How a response is cut into steps: auto, blank, line, mark, tag=TEXT or regex=PATTERN.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep search" requests' -l 'requests' -d 'The requests that OpenAI\'s batch outputs answer. Default: the file beside them that holds them.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep search" policy' -l 'policy' -d 'The language model that writes: a folder of Hugging Face layout.' -rfa '(__misstep_complete_directories)'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep search" base' -l 'base' -d 'The base of a LoRA adapter, where it is neither beside it nor in the hub\'s cache.' -rfa '(__misstep_complete_directories)'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep search" precision' -l 'precision' -d 'Of its matrix products: auto, f32, bf16 or int8.' -rfka 'auto f32 bf16 int8'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep search" chat' -l 'chat' -d 'How a problem is put: auto, chatml, llama2, llama3, mistral or plain (auto).' -rfka 'auto chatml llama2 llama3 mistral plain'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep search" prompt-template' -l 'prompt-template' -d 'The prompt itself, with {problem}, in place of a chat\'s.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep search" system' -l 'system' -d 'Words for the system, in place of the chat\'s own.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep search" temperature' -l 'temperature' -d 'Divides the logits; 0 takes the likeliest token.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep search" top-p' -l 'top-p' -d 'Only the likeliest tokens with this probability together, up to 1.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep search" top-k' -l 'top-k' -d 'Only so many of the likeliest tokens.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep search" min-p' -l 'min-p' -d 'Only tokens this many times as likely as the likeliest one, below 1.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep search" seed' -l 'seed' -d 'Another seed gives other texts.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep search" max-tokens' -l 'max-tokens' -d 'At most so many tokens a text.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep search"' -l 'stop' -d 'End a text where this occurs; \\n is a line break. May be given several times.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep search" batch' -l 'batch' -d 'Texts that are computed at once.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep search" model' -l 'model' -d 'The model that ranks: builtin, a checkpoint\'s folder, or a file that \'misstep train\' wrote.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep search" beams n' -s 'n' -l 'beams' -d 'Beams, a multiple of the width.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep search" width' -l 'width' -d 'How often each kept beginning is continued.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep search" rounds' -l 'rounds' -d 'At most so many steps.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep search" diverse' -l 'diverse' -d 'N/M trees that never meet, each of which keeps one (DVTS).'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep search" rule' -l 'rule' -d 'What beginnings are ranked by: the model\'s \'own\', or as of \'misstep select\'.' -rfka 'own min product last mean soft-min sum min-sum'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep search" choose' -l 'choose' -d 'Which complete solution is taken: best, majority or vote.' -rfka 'best majority vote'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep search" step-end' -l 'step-end' -d 'The text that ends a step; \\n is a line break.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep search" keep-duplicates' -l 'keep-duplicates' -d 'Keep the same text twice where it was drawn twice.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep search" solutions' -l 'solutions' -d 'The files\' responses are right solutions, such as GSM8K\'s own: compare with their answers.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep search" limit' -l 'limit' -d 'Only the first so many problems.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep search" o output' -s 'o' -l 'output' -d 'Where to write. Default: standard output, which \'-\' names too.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep search" tree' -l 'tree' -d 'Write all steps of each search there, a line each.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep search" resume' -l 'resume' -d 'Keep what an interrupted run wrote beside the output, and go on with it.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep search" force' -l 'force' -d 'Replace the output if it exists.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep search" version' -l 'version' -d 'Show the version.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep search" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep rollouts" -ge 1' -F
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep rollouts" format' -l 'format' -d 'Read every file as this format instead of telling by content (\'misstep formats\' lists them).' -rfka 'processbench native prm800k math-shepherd openrlhf prmbench bigbench-mistake mr-gsm8k mr-math mr-ben deltabench agent-process-bench openr math-aps search-tree versaprm r-prm-steps r-prm-samples trl openai-batch rlhflow verl best-of-n openr1 math-evaluation best-of-n-rlhflow search-and-learn gsm8k-solutions lm-evaluation-harness autorace mmlu-pro preference chat plain'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep rollouts" split-steps' -l 'split-steps' -d 'How a response is cut into steps: auto, blank, line, mark, tag=TEXT or regex=PATTERN.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep rollouts" requests' -l 'requests' -d 'The requests that OpenAI\'s batch outputs answer. Default: the file beside them that holds them.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep rollouts" policy' -l 'policy' -d 'The language model that writes: a folder of Hugging Face layout.' -rfa '(__misstep_complete_directories)'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep rollouts" base' -l 'base' -d 'The base of a LoRA adapter, where it is neither beside it nor in the hub\'s cache.' -rfa '(__misstep_complete_directories)'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep rollouts" precision' -l 'precision' -d 'Of its matrix products: auto, f32, bf16 or int8.' -rfka 'auto f32 bf16 int8'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep rollouts" chat' -l 'chat' -d 'How a problem is put: auto, chatml, llama2, llama3, mistral or plain (auto).' -rfka 'auto chatml llama2 llama3 mistral plain'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep rollouts" prompt-template' -l 'prompt-template' -d 'The prompt itself, with {problem}, in place of a chat\'s.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep rollouts" system' -l 'system' -d 'Words for the system, in place of the chat\'s own.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep rollouts" temperature' -l 'temperature' -d 'Divides the logits; 0 takes the likeliest token.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep rollouts" top-p' -l 'top-p' -d 'Only the likeliest tokens with this probability together, up to 1.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep rollouts" top-k' -l 'top-k' -d 'Only so many of the likeliest tokens.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep rollouts" min-p' -l 'min-p' -d 'Only tokens this many times as likely as the likeliest one, below 1.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep rollouts" seed' -l 'seed' -d 'Another seed gives other texts.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep rollouts" max-tokens' -l 'max-tokens' -d 'At most so many tokens a text.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep rollouts"' -l 'stop' -d 'End a text where this occurs; \\n is a line break. May be given several times.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep rollouts" batch' -l 'batch' -d 'Texts that are computed at once.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep rollouts" n samples' -s 'n' -l 'samples' -d 'Continuations of each beginning.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep rollouts" search' -l 'search' -d 'Try all beginnings, or halve: linear or binary.' -rfka 'linear binary'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep rollouts" relabel' -l 'relabel' -d 'Replace labels and ratings that the file has.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep rollouts" o output' -s 'o' -l 'output' -d 'Where to write. Default: standard output, which \'-\' names too.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep rollouts" resume' -l 'resume' -d 'Keep what an interrupted run wrote beside the output, and go on with it.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep rollouts" force' -l 'force' -d 'Replace the output if it exists.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep rollouts" version' -l 'version' -d 'Show the version.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep rollouts" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep train" -ge 1' -F
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" format' -l 'format' -d 'Read every file as this format instead of telling by content (\'misstep formats\' lists them).' -rfka 'processbench native prm800k math-shepherd openrlhf prmbench bigbench-mistake mr-gsm8k mr-math mr-ben deltabench agent-process-bench openr math-aps search-tree versaprm r-prm-steps r-prm-samples trl openai-batch rlhflow verl best-of-n openr1 math-evaluation best-of-n-rlhflow search-and-learn gsm8k-solutions lm-evaluation-harness autorace mmlu-pro preference chat plain'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" split-steps' -l 'split-steps' -d 'How a response is cut into steps: auto, blank, line, mark, tag=TEXT or regex=PATTERN.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" requests' -l 'requests' -d 'The requests that OpenAI\'s batch outputs answer. Default: the file beside them that holds them.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" kind' -l 'kind' -d 'The kind of model.' -rfka 'builtin'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" stack' -l 'stack' -d 'Fit the weights of several models, whose logits are added: builtin+FOLDER. Writes a file for --model.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" objective' -l 'objective' -d 'Train this instead: crm, prm, orm, pqm, iprm, lm for a policy, or rl for one that is rewarded.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" tune' -l 'tune' -d 'What is trained: head, the decoder stays; lora, low-rank updates; all, every weight.' -rfka 'head lora all'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" body' -l 'body' -d 'The decoder that is trained on: a folder of Hugging Face layout.' -rfa '(__misstep_complete_directories)'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" new' -l 'new' -d 'Make a new decoder of this shape instead, with a tokenizer for the texts, such as layers=4,width=192,heads=4,vocabulary=1024.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" layer' -l 'layer' -d 'Read the states of this layer, counted from 1; those above are left out (the last).' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" epochs' -l 'epochs' -d 'At most so many passes over the data (40 for a head, else 3); it ends when held-out questions get no better.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" steps' -l 'steps' -d 'At most so many steps.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" batch' -l 'batch' -d 'Trajectories of a step (32 for a head, else 16).' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" rate' -l 'rate' -d 'The highest learning rate (0.003 for a head, 0.0002 for lora, 0.00002 for all, 0.001 for a new decoder).' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" z-fraction' -l 'z-fraction' -d 'Share of wrong trajectories whose first error is used (1); crm only.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" balance' -l 'balance' -d 'Let right and wrong trajectories count the same in sum.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" layers' -l 'layers' -d 'Layers of the head, 1 or 2 (1).' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" validation-share' -l 'validation-share' -d 'Share of the questions that are held out (0.1).' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" rank' -l 'rank' -d 'Rank of low-rank updates (16).' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" alpha' -l 'alpha' -d 'Their alpha (twice the rank).' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" targets' -l 'targets' -d 'Matrices that they are for, with commas (q_proj,k_proj,v_proj,o_proj,gate_proj,up_proj,down_proj).' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" beta' -l 'beta' -d 'β of an implicit model (0.05).' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" reference-model' -l 'reference-model' -d 'The reference of an implicit model (the decoder itself).' -rfa '(__misstep_complete_directories)'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" precision' -l 'precision' -d 'Of the decoder\'s products where it is not trained: auto, f32, bf16 or int8.' -rfka 'auto f32 bf16 int8'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" store' -l 'store' -d 'Store weights in f32, bf16 or f16 (f32).' -rfka 'f32 bf16 f16'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" step-tag' -l 'step-tag' -d 'Read this token behind each step, not a line break.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" recompute' -l 'recompute' -d 'Compute layers again on the way back: slower, in much less memory.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" resume' -l 'resume' -d 'Go on where a run was stopped; with another --rate if one is given.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" log' -l 'log' -d 'Write a line of JSON for each step there.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" reward' -l 'reward' -d 'What is rewarded: vr, a right answer; crm, prm, pqm, pure or orm, the reward model\'s figures; both, as crm+vr; or prime (what the reward model gives, else vr).' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" reward-model' -l 'reward-model' -d 'The model that judges: a folder, or builtin. With prime, the one that learns beside the policy (the policy itself).' -rfa '(__misstep_complete_directories)'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" reward-base' -l 'reward-base' -d 'The base of a reward model that is an adapter.' -rfa '(__misstep_complete_directories)'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" advantage' -l 'advantage' -d 'How samples of a problem are compared: rloo, with the mean of the others; grpo, by their spread (rloo).' -rfka 'rloo grpo'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" n samples' -s 'n' -l 'samples' -d 'Solutions to each problem of a step (8).' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" kl' -l 'kl' -d 'Weight of the divergence from the policy as it was (0.001).' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" clip' -l 'clip' -d 'Clip probability ratios this far from 1; 0 never (0.2).' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" updates' -l 'updates' -d 'Updates with the solutions of a step (1).' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" implicit-rate' -l 'implicit-rate' -d 'Learning rate of the model that prime trains (the policy\'s).' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" temperature' -l 'temperature' -d 'Divides the logits of samples (1).' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" max-tokens' -l 'max-tokens' -d 'At most so many tokens a solution (512).' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train"' -l 'stop' -d 'End a solution where this occurs; \\n is a line break. May be given several times.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" chat' -l 'chat' -d 'How a problem is put: auto, chatml, llama2, llama3, mistral or plain (auto).' -rfka 'auto chatml llama2 llama3 mistral plain'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" prompt-template' -l 'prompt-template' -d 'The prompt itself, with {problem}, in place of a chat\'s.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" system' -l 'system' -d 'Words for the system, in place of the chat\'s own.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" policy-base' -l 'policy-base' -d 'The base of a policy that is an adapter.' -rfa '(__misstep_complete_directories)'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" rollouts' -l 'rollouts' -d 'Write the solutions of each step there, as verl does (the output\'s name and .rollouts).' -rfa '(__misstep_complete_directories)'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" solutions' -l 'solutions' -d 'The files\' responses are right solutions, such as GSM8K\'s own: compare with their answers.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" limit' -l 'limit' -d 'Only the first so many problems.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" o output' -s 'o' -l 'output' -d 'Where to write the model: a file, with --objective a folder.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" seed' -l 'seed' -d 'Seed of the split and the order.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train"' -l 'excluding' -d 'Leave out every problem that also occurs in this file; may be given several times.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train"' -l 'reference' -d 'Right solutions: learned from as they are, and with one number changed; may be given several times.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" force' -l 'force' -d 'Replace the output if it exists.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" version' -l 'version' -d 'Show the version.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep next" -ge 1' -F
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep next" format' -l 'format' -d 'Read every file as this format instead of telling by content (\'misstep formats\' lists them).' -rfka 'processbench native prm800k math-shepherd openrlhf prmbench bigbench-mistake mr-gsm8k mr-math mr-ben deltabench agent-process-bench openr math-aps search-tree versaprm r-prm-steps r-prm-samples trl openai-batch rlhflow verl best-of-n openr1 math-evaluation best-of-n-rlhflow search-and-learn gsm8k-solutions lm-evaluation-harness autorace mmlu-pro preference chat plain'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep next" split-steps' -l 'split-steps' -d 'How a response is cut into steps: auto, blank, line, mark, tag=TEXT or regex=PATTERN.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep next" requests' -l 'requests' -d 'The requests that OpenAI\'s batch outputs answer. Default: the file beside them that holds them.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep next" labels' -l 'labels' -d 'The label store, or \'none\'. Default: $MISSTEP_LABELS, else labels.sqlite in $XDG_DATA_HOME/misstep.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep next" model' -l 'model' -d 'builtin, recorded (scores that the file carries), a checkpoint\'s folder, or a file that \'misstep train\' wrote.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep next" base' -l 'base' -d 'The base of a LoRA adapter, where it is neither beside it nor in the hub\'s cache.' -rfa '(__misstep_complete_directories)'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep next" reference' -l 'reference' -d 'The reference of an implicit model\'s folder.' -rfa '(__misstep_complete_directories)'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep next" precision' -l 'precision' -d 'Of a checkpoint\'s matrix products: auto, f32, bf16 or int8.' -rfka 'auto f32 bf16 int8'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep next" kind' -l 'kind' -d 'crm, prm, pqm, orm or iprm.' -rfka 'crm prm pqm orm iprm'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep next" head' -l 'head' -d 'The head\'s tensors, such as v_head.summary.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep next" readout' -l 'readout' -d 'hazard, probability or logit.' -rfka 'hazard probability logit'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep next" step-tag' -l 'step-tag' -d 'The token that marks the end of a step.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep next" prompt-template' -l 'prompt-template' -d 'What comes before the steps, with {problem}.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep next" step-template' -l 'step-template' -d 'What a step becomes, with {step}.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep next" separator' -l 'separator' -d 'What stands behind or between steps.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep next" beta' -l 'beta' -d 'β of an implicit model, above 0.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep next" predict' -l 'predict' -d 'How the first error is predicted: map, median, threshold=X (S(t) < X) or hazard=X (h(t) > X). Default: the model\'s own rule.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep next" where' -l 'where' -d 'Only these, such as \'S < 0.3 and outcome = right and not labelled\' (docs/guide.md).' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep next" order' -l 'order' -d 'What comes first, with a share of random draws if wanted: \'noise 20%\'. Default: informative.' -rfka 'informative uncertain convincing noise random'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep next" count n' -s 'n' -l 'count' -d 'How many.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep next" json' -l 'json' -d 'Print JSON.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep next" version' -l 'version' -d 'Show the version.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep next" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep simulate" -ge 1' -F
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep simulate" format' -l 'format' -d 'Read every file as this format instead of telling by content (\'misstep formats\' lists them).' -rfka 'processbench native prm800k math-shepherd openrlhf prmbench bigbench-mistake mr-gsm8k mr-math mr-ben deltabench agent-process-bench openr math-aps search-tree versaprm r-prm-steps r-prm-samples trl openai-batch rlhflow verl best-of-n openr1 math-evaluation best-of-n-rlhflow search-and-learn gsm8k-solutions lm-evaluation-harness autorace mmlu-pro preference chat plain'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep simulate" split-steps' -l 'split-steps' -d 'How a response is cut into steps: auto, blank, line, mark, tag=TEXT or regex=PATTERN.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep simulate" requests' -l 'requests' -d 'The requests that OpenAI\'s batch outputs answer. Default: the file beside them that holds them.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep simulate" model' -l 'model' -d 'builtin, recorded (scores that the file carries), a checkpoint\'s folder, or a file that \'misstep train\' wrote.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep simulate" base' -l 'base' -d 'The base of a LoRA adapter, where it is neither beside it nor in the hub\'s cache.' -rfa '(__misstep_complete_directories)'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep simulate" reference' -l 'reference' -d 'The reference of an implicit model\'s folder.' -rfa '(__misstep_complete_directories)'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep simulate" precision' -l 'precision' -d 'Of a checkpoint\'s matrix products: auto, f32, bf16 or int8.' -rfka 'auto f32 bf16 int8'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep simulate" kind' -l 'kind' -d 'crm, prm, pqm, orm or iprm.' -rfka 'crm prm pqm orm iprm'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep simulate" head' -l 'head' -d 'The head\'s tensors, such as v_head.summary.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep simulate" readout' -l 'readout' -d 'hazard, probability or logit.' -rfka 'hazard probability logit'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep simulate" step-tag' -l 'step-tag' -d 'The token that marks the end of a step.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep simulate" prompt-template' -l 'prompt-template' -d 'What comes before the steps, with {problem}.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep simulate" step-template' -l 'step-template' -d 'What a step becomes, with {step}.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep simulate" separator' -l 'separator' -d 'What stands behind or between steps.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep simulate" beta' -l 'beta' -d 'β of an implicit model, above 0.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep simulate" predict' -l 'predict' -d 'How the first error is predicted: map, median, threshold=X (S(t) < X) or hazard=X (h(t) > X). Default: the model\'s own rule.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep simulate" labels' -l 'labels' -d 'The label store, or \'none\'. Default: $MISSTEP_LABELS, else labels.sqlite in $XDG_DATA_HOME/misstep.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep simulate" where' -l 'where' -d 'Only these, such as \'S < 0.3 and outcome = right and not labelled\' (docs/guide.md).' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep simulate" compare' -l 'compare' -d 'A second model, with which the first one disagrees. Default: the model as it is before labelling.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep simulate" orders' -l 'orders' -d 'Orders to compare with random, with commas: uncertain, informative, disagreement, convincing. Default: all of them.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep simulate" seeds' -l 'seeds' -d 'How many seeds, from 1 on.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep simulate" start' -l 'start' -d 'Labels drawn at random before the first order.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep simulate" batch' -l 'batch' -d 'Labels between two fits.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep simulate" limit' -l 'limit' -d 'Labels at the end.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep simulate" held-out' -l 'held-out' -d 'The share of the questions that is only judged on.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep simulate" random-share' -l 'random-share' -d 'The share that every order draws at random.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep simulate" target' -l 'target' -d 'The F1 to be reached. Default: what random has with half of the labels, on average.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep simulate" from-scratch' -l 'from-scratch' -d 'Let the built-in model forget what it knows.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep simulate" json' -l 'json' -d 'Print JSON.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep simulate" html' -l 'html' -d 'Also write a page with the picture.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep simulate" force' -l 'force' -d 'Replace the page if it exists.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep simulate" version' -l 'version' -d 'Show the version.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep simulate" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep generate" o output' -s 'o' -l 'output' -d 'Where to write. Default: standard output, which \'-\' names too.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep generate" count' -l 'count' -d 'Trajectories to write.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep generate" seed' -l 'seed' -d 'Another seed gives another set.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep generate" difficulty' -l 'difficulty' -d 'From 1, one or two computations, to 6; a number, or a range such as 2..4.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep generate" families' -l 'families' -d 'Only these, with commas between them; \'--list-families\' shows their names.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep generate" wrong-share' -l 'wrong-share' -d 'Share of solutions with a wrong step, 0 to 1.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep generate" candidates' -l 'candidates' -d 'Solutions for each problem.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep generate"' -l 'excluding' -d 'Leave out every problem that also occurs in this file; may be given several times.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep generate" list-families' -l 'list-families' -d 'List the families with their difficulties.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep generate" json' -l 'json' -d 'With --list-families: print JSON.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep generate" markdown' -l 'markdown' -d 'With --list-families: print the table of docs/families.md.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep generate" resume' -l 'resume' -d 'Keep what an interrupted run wrote beside the output, and go on with it.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep generate" force' -l 'force' -d 'Replace the output if it exists.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep generate" version' -l 'version' -d 'Show the version.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep generate" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep corrupt" -ge 1' -F
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep corrupt" format' -l 'format' -d 'Read every file as this format instead of telling by content (\'misstep formats\' lists them).' -rfka 'processbench native prm800k math-shepherd openrlhf prmbench bigbench-mistake mr-gsm8k mr-math mr-ben deltabench agent-process-bench openr math-aps search-tree versaprm r-prm-steps r-prm-samples trl openai-batch rlhflow verl best-of-n openr1 math-evaluation best-of-n-rlhflow search-and-learn gsm8k-solutions lm-evaluation-harness autorace mmlu-pro preference chat plain'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep corrupt" split-steps' -l 'split-steps' -d 'How a response is cut into steps: auto, blank, line, mark, tag=TEXT or regex=PATTERN.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep corrupt" requests' -l 'requests' -d 'The requests that OpenAI\'s batch outputs answer. Default: the file beside them that holds them.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep corrupt" o output' -s 'o' -l 'output' -d 'Where to write. Default: standard output, which \'-\' names too.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep corrupt" per-solution' -l 'per-solution' -d 'Wrong ones for each solution, where so many fit.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep corrupt" seed' -l 'seed' -d 'Another seed gives other errors.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep corrupt"' -l 'excluding' -d 'Leave out every problem that also occurs in this file; may be given several times.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep corrupt" force' -l 'force' -d 'Replace the output if it exists.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep corrupt" version' -l 'version' -d 'Show the version.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep corrupt" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep formats" json' -l 'json' -d 'Print JSON.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep formats" version' -l 'version' -d 'Show the version.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep formats" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep keys" markdown' -l 'markdown' -d 'Print the built-in table as Markdown, as docs/keys.md holds it.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep keys" version' -l 'version' -d 'Show the version.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep keys" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep models" base' -l 'base' -d 'The base of a LoRA adapter, where it is neither beside it nor in the hub\'s cache.' -rfa '(__misstep_complete_directories)'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep models" reference' -l 'reference' -d 'The reference of an implicit model\'s folder.' -rfa '(__misstep_complete_directories)'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep models" precision' -l 'precision' -d 'Of a checkpoint\'s matrix products: auto, f32, bf16 or int8.' -rfka 'auto f32 bf16 int8'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep models" kind' -l 'kind' -d 'crm, prm, pqm, orm or iprm.' -rfka 'crm prm pqm orm iprm'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep models" head' -l 'head' -d 'The head\'s tensors, such as v_head.summary.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep models" readout' -l 'readout' -d 'hazard, probability or logit.' -rfka 'hazard probability logit'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep models" step-tag' -l 'step-tag' -d 'The token that marks the end of a step.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep models" prompt-template' -l 'prompt-template' -d 'What comes before the steps, with {problem}.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep models" step-template' -l 'step-template' -d 'What a step becomes, with {step}.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep models" separator' -l 'separator' -d 'What stands behind or between steps.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep models" beta' -l 'beta' -d 'β of an implicit model, above 0.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep models" json' -l 'json' -d 'Print JSON.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep models" version' -l 'version' -d 'Show the version.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep models" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep help" version' -l 'version' -d 'Show the version.'
