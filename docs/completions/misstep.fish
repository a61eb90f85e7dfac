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
            __misstep_parse_subcommand -r 1 'format=' 'split-steps=' 'requests=' 'model=' 'base=' 'reference=' 'precision=' 'kind=' 'head=' 'readout=' 'step-tag=' 'prompt-template=' 'step-template=' 'separator=' 'beta=' 'predict=' 'labels=' 'annotator=' 'blind' 'compare=' 'follow' 'theme=' 'version' 'h/help'
        case 'show'
            __misstep_parse_subcommand -r 1 'format=' 'split-steps=' 'requests=' 'id=' 'index=' 'where=' 'limit=' 'model=' 'base=' 'reference=' 'precision=' 'kind=' 'head=' 'readout=' 'step-tag=' 'prompt-template=' 'step-template=' 'separator=' 'beta=' 'predict=' 'labels=' 'annotator=' 'width=' 'color=' 'version' 'h/help'
        case 'score'
            __misstep_parse_subcommand -r 1 'format=' 'split-steps=' 'requests=' 'model=' 'base=' 'reference=' 'precision=' 'kind=' 'head=' 'readout=' 'step-tag=' 'prompt-template=' 'step-template=' 'separator=' 'beta=' 'predict=' 'labels=' 'where=' 'o/output=' 'resume' 'force' 'version' 'h/help'
        case 'label'
            __misstep_parse_subcommand -r 1 'format=' 'split-steps=' 'requests=' 'id=' 'index=' 'first-error=' 'no-error' 'unsure' 'bad-problem' 'note=' 'labels=' 'annotator=' 'version' 'h/help'
        case 'export'
            __misstep_parse_subcommand -r 1 'format=' 'split-steps=' 'requests=' 'labels=' 'where=' 'model=' 'base=' 'reference=' 'precision=' 'kind=' 'head=' 'readout=' 'step-tag=' 'prompt-template=' 'step-template=' 'separator=' 'beta=' 'predict=' 'to=' 'o/output=' 'only=' 'split=' 'seed=' 'resume' 'force' 'version' 'h/help'
        case 'check'
            __misstep_parse_subcommand -r 1 'format=' 'split-steps=' 'requests=' 'strict' 'json' 'version' 'h/help'
        case 'stats'
            __misstep_parse_subcommand -r 1 'format=' 'split-steps=' 'requests=' 'labels=' 'model=' 'base=' 'reference=' 'precision=' 'kind=' 'head=' 'readout=' 'step-tag=' 'prompt-template=' 'step-template=' 'separator=' 'beta=' 'predict=' 'where=' 'json' 'version' 'h/help'
        case 'evaluate'
            __misstep_parse_subcommand 0 'version' 'h/help'
            switch $unparsed_tokens[1]
            case 'processbench'
                __misstep_parse_subcommand -r 1 'format=' 'split-steps=' 'requests=' 'labels=' 'where=' 'seed=' 'draws=' 'json' 'model=' 'base=' 'reference=' 'precision=' 'kind=' 'head=' 'readout=' 'step-tag=' 'prompt-template=' 'step-template=' 'separator=' 'beta=' 'predict=' 'choose-on=' 'upper-bound' 'version' 'h/help'
            case 'calibration'
                __misstep_parse_subcommand -r 1 'format=' 'split-steps=' 'requests=' 'labels=' 'where=' 'seed=' 'draws=' 'json' 'model=' 'base=' 'reference=' 'precision=' 'kind=' 'head=' 'readout=' 'step-tag=' 'prompt-template=' 'step-template=' 'separator=' 'beta=' 'predict=' 'against=' 'version' 'h/help'
            end
        case 'train'
            __misstep_parse_subcommand -r 1 'format=' 'split-steps=' 'requests=' 'kind=' 'objective=' 'tune=' 'body=' 'epochs=' 'z-fraction=' 'layers=' 'validation-share=' 'precision=' 'step-tag=' 'resume' 'log=' 'o/output=' 'seed=' 'excluding=+' 'reference=+' 'force' 'version' 'h/help'
        case 'select'
            __misstep_parse_subcommand -r 1 'format=' 'split-steps=' 'requests=' 'model=' 'base=' 'reference=' 'precision=' 'kind=' 'head=' 'readout=' 'step-tag=' 'prompt-template=' 'step-template=' 'separator=' 'beta=' 'predict=' 'labels=' 'where=' 'rule=' 'among=' 'o/output=' 'json' 'force' 'version' 'h/help'
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
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep" -eq 1' -fa 'train' -d 'Fit the built-in model, or train a reward head for a decoder.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep" -eq 1' -fa 'select' -d 'Choose one candidate of every question.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep" -eq 1' -fa 'generate' -d 'Write problems with solutions whose first wrong step is known exactly.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep" -eq 1' -fa 'corrupt' -d 'Put errors into reference solutions, carried on exactly.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep" -eq 1' -fa 'formats' -d 'List the formats that can be read and written.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep" -eq 1' -fa 'keys' -d 'List the inspector\'s keys, yours included.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep" -eq 1' -fa 'models' -d 'Describe a model, or list what can be one.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep open" -ge 1' -F
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep open" format' -l 'format' -d 'Read every file as this format instead of telling by content (\'misstep formats\' lists them).' -rfka 'processbench native prm800k math-shepherd openrlhf prmbench bigbench-mistake mr-gsm8k mr-math mr-ben deltabench agent-process-bench openr math-aps versaprm r-prm-steps r-prm-samples trl openai-batch rlhflow verl best-of-n openr1 math-evaluation best-of-n-rlhflow search-and-learn gsm8k-solutions lm-evaluation-harness autorace mmlu-pro preference chat plain'
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
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep open" theme' -l 'theme' -d 'dark, light, mono or colorblind.' -rfka 'dark light mono colorblind'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep open" version' -l 'version' -d 'Show the version.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep open" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep show" -ge 1' -F
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep show" format' -l 'format' -d 'Read every file as this format instead of telling by content (\'misstep formats\' lists them).' -rfka 'processbench native prm800k math-shepherd openrlhf prmbench bigbench-mistake mr-gsm8k mr-math mr-ben deltabench agent-process-bench openr math-aps versaprm r-prm-steps r-prm-samples trl openai-batch rlhflow verl best-of-n openr1 math-evaluation best-of-n-rlhflow search-and-learn gsm8k-solutions lm-evaluation-harness autorace mmlu-pro preference chat plain'
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
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep score" format' -l 'format' -d 'Read every file as this format instead of telling by content (\'misstep formats\' lists them).' -rfka 'processbench native prm800k math-shepherd openrlhf prmbench bigbench-mistake mr-gsm8k mr-math mr-ben deltabench agent-process-bench openr math-aps versaprm r-prm-steps r-prm-samples trl openai-batch rlhflow verl best-of-n openr1 math-evaluation best-of-n-rlhflow search-and-learn gsm8k-solutions lm-evaluation-harness autorace mmlu-pro preference chat plain'
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
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep label" format' -l 'format' -d 'Read every file as this format instead of telling by content (\'misstep formats\' lists them).' -rfka 'processbench native prm800k math-shepherd openrlhf prmbench bigbench-mistake mr-gsm8k mr-math mr-ben deltabench agent-process-bench openr math-aps versaprm r-prm-steps r-prm-samples trl openai-batch rlhflow verl best-of-n openr1 math-evaluation best-of-n-rlhflow search-and-learn gsm8k-solutions lm-evaluation-harness autorace mmlu-pro preference chat plain'
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
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep export" format' -l 'format' -d 'Read every file as this format instead of telling by content (\'misstep formats\' lists them).' -rfka 'processbench native prm800k math-shepherd openrlhf prmbench bigbench-mistake mr-gsm8k mr-math mr-ben deltabench agent-process-bench openr math-aps versaprm r-prm-steps r-prm-samples trl openai-batch rlhflow verl best-of-n openr1 math-evaluation best-of-n-rlhflow search-and-learn gsm8k-solutions lm-evaluation-harness autorace mmlu-pro preference chat plain'
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
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep export" to' -l 'to' -d 'The format to write.' -rfka 'native processbench prm800k math-shepherd openrlhf prmbench bigbench-mistake trl rlhflow'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep export" o output' -s 'o' -l 'output' -d 'Where to write. Default: standard output.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep export" only' -l 'only' -d 'verdict: only what a person judged; labelled: that or the file\'s own label; all.' -rfka 'verdict labelled all'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep export" split' -l 'split' -d 'Split by question, such as train=0.9,test=0.1; writes one file for each beside OUT.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep export" seed' -l 'seed' -d 'Seed of the split.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep export" resume' -l 'resume' -d 'Keep what an interrupted run wrote beside the output, and go on with it.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep export" force' -l 'force' -d 'Replace the output if it exists.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep export" version' -l 'version' -d 'Show the version.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep export" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep check" -ge 1' -F
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep check" format' -l 'format' -d 'Read every file as this format instead of telling by content (\'misstep formats\' lists them).' -rfka 'processbench native prm800k math-shepherd openrlhf prmbench bigbench-mistake mr-gsm8k mr-math mr-ben deltabench agent-process-bench openr math-aps versaprm r-prm-steps r-prm-samples trl openai-batch rlhflow verl best-of-n openr1 math-evaluation best-of-n-rlhflow search-and-learn gsm8k-solutions lm-evaluation-harness autorace mmlu-pro preference chat plain'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep check" split-steps' -l 'split-steps' -d 'How a response is cut into steps: auto, blank, line, mark, tag=TEXT or regex=PATTERN.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep check" requests' -l 'requests' -d 'The requests that OpenAI\'s batch outputs answer. Default: the file beside them that holds them.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep check" strict' -l 'strict' -d 'Hold records to RFC 8259: integers beyond 64 bits, NaN and halves of surrogate pairs are bad.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep check" json' -l 'json' -d 'Print JSON.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep check" version' -l 'version' -d 'Show the version.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep check" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep stats" -ge 1' -F
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep stats" format' -l 'format' -d 'Read every file as this format instead of telling by content (\'misstep formats\' lists them).' -rfka 'processbench native prm800k math-shepherd openrlhf prmbench bigbench-mistake mr-gsm8k mr-math mr-ben deltabench agent-process-bench openr math-aps versaprm r-prm-steps r-prm-samples trl openai-batch rlhflow verl best-of-n openr1 math-evaluation best-of-n-rlhflow search-and-learn gsm8k-solutions lm-evaluation-harness autorace mmlu-pro preference chat plain'
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
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep evaluate" -eq 1' -fa 'calibration' -d 'Whether S(T) and h(t) can be trusted as probabilities.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep evaluate processbench" -ge 1' -F
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate processbench" format' -l 'format' -d 'Read every file as this format instead of telling by content (\'misstep formats\' lists them).' -rfka 'processbench native prm800k math-shepherd openrlhf prmbench bigbench-mistake mr-gsm8k mr-math mr-ben deltabench agent-process-bench openr math-aps versaprm r-prm-steps r-prm-samples trl openai-batch rlhflow verl best-of-n openr1 math-evaluation best-of-n-rlhflow search-and-learn gsm8k-solutions lm-evaluation-harness autorace mmlu-pro preference chat plain'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate processbench" split-steps' -l 'split-steps' -d 'How a response is cut into steps: auto, blank, line, mark, tag=TEXT or regex=PATTERN.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate processbench" requests' -l 'requests' -d 'The requests that OpenAI\'s batch outputs answer. Default: the file beside them that holds them.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate processbench" labels' -l 'labels' -d 'The label store, or \'none\'. Default: $MISSTEP_LABELS, else labels.sqlite in $XDG_DATA_HOME/misstep.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate processbench" where' -l 'where' -d 'Only these, such as \'S < 0.3 and outcome = right and not labelled\' (docs/guide.md).' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate processbench" seed' -l 'seed' -d 'Seed of the bootstrap.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate processbench" draws' -l 'draws' -d 'Draws of the bootstrap; 0 gives no intervals.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate processbench" json' -l 'json' -d 'Print JSON.'
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
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep evaluate calibration" -ge 1' -F
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate calibration" format' -l 'format' -d 'Read every file as this format instead of telling by content (\'misstep formats\' lists them).' -rfka 'processbench native prm800k math-shepherd openrlhf prmbench bigbench-mistake mr-gsm8k mr-math mr-ben deltabench agent-process-bench openr math-aps versaprm r-prm-steps r-prm-samples trl openai-batch rlhflow verl best-of-n openr1 math-evaluation best-of-n-rlhflow search-and-learn gsm8k-solutions lm-evaluation-harness autorace mmlu-pro preference chat plain'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate calibration" split-steps' -l 'split-steps' -d 'How a response is cut into steps: auto, blank, line, mark, tag=TEXT or regex=PATTERN.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate calibration" requests' -l 'requests' -d 'The requests that OpenAI\'s batch outputs answer. Default: the file beside them that holds them.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate calibration" labels' -l 'labels' -d 'The label store, or \'none\'. Default: $MISSTEP_LABELS, else labels.sqlite in $XDG_DATA_HOME/misstep.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate calibration" where' -l 'where' -d 'Only these, such as \'S < 0.3 and outcome = right and not labelled\' (docs/guide.md).' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate calibration" seed' -l 'seed' -d 'Seed of the bootstrap.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate calibration" draws' -l 'draws' -d 'Draws of the bootstrap; 0 gives no intervals.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep evaluate calibration" json' -l 'json' -d 'Print JSON.'
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
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep train" -ge 1' -F
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" format' -l 'format' -d 'Read every file as this format instead of telling by content (\'misstep formats\' lists them).' -rfka 'processbench native prm800k math-shepherd openrlhf prmbench bigbench-mistake mr-gsm8k mr-math mr-ben deltabench agent-process-bench openr math-aps versaprm r-prm-steps r-prm-samples trl openai-batch rlhflow verl best-of-n openr1 math-evaluation best-of-n-rlhflow search-and-learn gsm8k-solutions lm-evaluation-harness autorace mmlu-pro preference chat plain'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" split-steps' -l 'split-steps' -d 'How a response is cut into steps: auto, blank, line, mark, tag=TEXT or regex=PATTERN.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" requests' -l 'requests' -d 'The requests that OpenAI\'s batch outputs answer. Default: the file beside them that holds them.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" kind' -l 'kind' -d 'The kind of model.' -rfka 'builtin'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" objective' -l 'objective' -d 'Train a reward head for this instead: crm, prm, orm or pqm.' -rfka 'crm prm orm pqm'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" tune' -l 'tune' -d 'What is trained: the head; the decoder stays.' -rfka 'head'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" body' -l 'body' -d 'The decoder that the head is for: a folder of Hugging Face layout.' -rfa '(__misstep_complete_directories)'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" epochs' -l 'epochs' -d 'At most so many passes over the data (40); it ends when held-out questions get no better.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" z-fraction' -l 'z-fraction' -d 'Share of wrong trajectories whose first error is used (1); crm only.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" layers' -l 'layers' -d 'Layers of the head, 1 or 2 (1).' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" validation-share' -l 'validation-share' -d 'Share of the questions that are held out (0.1).' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" precision' -l 'precision' -d 'Of the decoder\'s matrix products: auto, f32, bf16 or int8.' -rfka 'auto f32 bf16 int8'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" step-tag' -l 'step-tag' -d 'Read this token behind each step, not a line break.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" resume' -l 'resume' -d 'Go on where a run was stopped.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" log' -l 'log' -d 'Write a line of JSON for each step there.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" o output' -s 'o' -l 'output' -d 'Where to write the model: a file, of a head a folder.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" seed' -l 'seed' -d 'Seed of the split and the order.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train"' -l 'excluding' -d 'Leave out every problem that also occurs in this file; may be given several times.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train"' -l 'reference' -d 'Right solutions: learned from as they are, and with one number changed; may be given several times.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" force' -l 'force' -d 'Replace the output if it exists.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" version' -l 'version' -d 'Show the version.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep train" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_positional "misstep select" -ge 1' -F
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep select" format' -l 'format' -d 'Read every file as this format instead of telling by content (\'misstep formats\' lists them).' -rfka 'processbench native prm800k math-shepherd openrlhf prmbench bigbench-mistake mr-gsm8k mr-math mr-ben deltabench agent-process-bench openr math-aps versaprm r-prm-steps r-prm-samples trl openai-batch rlhflow verl best-of-n openr1 math-evaluation best-of-n-rlhflow search-and-learn gsm8k-solutions lm-evaluation-harness autorace mmlu-pro preference chat plain'
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
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep select" predict' -l 'predict' -d 'How the first error is predicted: map, median or threshold=X. Default: the model\'s own rule.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep select" labels' -l 'labels' -d 'The label store, or \'none\'. Default: $MISSTEP_LABELS, else labels.sqlite in $XDG_DATA_HOME/misstep.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep select" where' -l 'where' -d 'Only these, such as \'S < 0.3 and outcome = right and not labelled\' (docs/guide.md).' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep select" rule' -l 'rule' -d 'How one is chosen: the model\'s \'own\', \'majority\', \'vote\' or another of those listed above.' -rfka 'own min product last mean soft-min sum min-sum majority vote vote-min vote-product vote-last vote-mean vote-soft-min vote-sum vote-min-sum first oracle'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep select" among' -l 'among' -d 'Choose among the first so many candidates of a question.' -rfka ''
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep select" o output' -s 'o' -l 'output' -d 'Where to write. Default: standard output.' -rF
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep select" json' -l 'json' -d 'Print a summary as JSON; without -o, in place of the chosen.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep select" force' -l 'force' -d 'Replace the output if it exists.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep select" version' -l 'version' -d 'Show the version.'
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep select" h help' -s 'h' -l 'help' -d 'Show help information.'
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
complete -c 'misstep' -n '__misstep_should_offer_completions_for_flags_or_options "misstep corrupt" format' -l 'format' -d 'Read every file as this format instead of telling by content (\'misstep formats\' lists them).' -rfka 'processbench native prm800k math-shepherd openrlhf prmbench bigbench-mistake mr-gsm8k mr-math mr-ben deltabench agent-process-bench openr math-aps versaprm r-prm-steps r-prm-samples trl openai-batch rlhflow verl best-of-n openr1 math-evaluation best-of-n-rlhflow search-and-learn gsm8k-solutions lm-evaluation-harness autorace mmlu-pro preference chat plain'
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
