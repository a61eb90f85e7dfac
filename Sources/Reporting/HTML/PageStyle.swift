/// How pages look: light and dark as the reader's system says, and on paper.
///
/// Colours of series are Okabe and Ito's, which colour-blind readers can tell apart; in the dark
/// they are lighter. Nothing is said by colour alone.
enum PageStyle {
  static let css: StaticString = """
    :root { color-scheme: light dark; --paper: #ffffff; --ink: #1b1e23; --quiet: #5a6270; \
    --rule: #d7dbe1; --panel: #f5f6f8; --s0: #0072b2; --s1: #d55e00; --s2: #009e73; --s3: #aa4499; \
    --s4: #b07a00; --s5: #3a8fbf; --accent: #c0392b; --bar: #9ecae1; }
    @media (prefers-color-scheme: dark) { :root { --paper: #14171c; --ink: #e4e7ec; \
    --quiet: #9aa4b2; --rule: #343a44; --panel: #1c2027; --s0: #56b4e9; --s1: #ff8a4c; \
    --s2: #2fd0a0; --s3: #e29bd0; --s4: #f0c25a; --s5: #8fd0ff; --accent: #ff7b6b; --bar: #2f5f80; } }
    @media print { :root { color-scheme: light; --paper: #ffffff; --ink: #000000; --quiet: #444444; \
    --rule: #bbbbbb; --panel: #ffffff; --s0: #0072b2; --s1: #d55e00; --s2: #009e73; --s3: #aa4499; \
    --s4: #b07a00; --s5: #3a8fbf; --accent: #c0392b; --bar: #9ecae1; } \
    figure, tr, .problem { break-inside: avoid; } h2, h3, dl { break-after: avoid; } }
    * { box-sizing: border-box; }
    body { margin: 0 auto; padding: 1.5rem; max-width: 62rem; background: var(--paper); \
    color: var(--ink); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; }
    h1 { font-size: 1.5rem; margin: 0 0 0.75rem; } h2 { font-size: 1.15rem; margin: 2rem 0 0.5rem; }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.1rem 1rem; margin: 0; }
    dt { color: var(--quiet); } dd { margin: 0; overflow-wrap: anywhere; }
    p { margin: 0.5rem 0; } .note { color: var(--quiet); font-size: 0.9rem; }
    .wide { overflow-x: auto; }
    table { border-collapse: collapse; margin: 0.5rem 0; font-variant-numeric: tabular-nums; }
    th, td { padding: 0.2rem 0.7rem; border-bottom: 1px solid var(--rule); text-align: left; \
    vertical-align: top; }
    th { font-weight: 600; color: var(--quiet); white-space: nowrap; } .number { text-align: right; \
    white-space: nowrap; }
    tr.strong td { font-weight: 700; border-top: 2px solid var(--rule); } tr.quiet td { color: var(--quiet); }
    figure { margin: 1rem 0; max-width: 40rem; } figcaption { color: var(--quiet); font-size: 0.9rem; }
    svg { width: 100%; height: auto; display: block; font: 12px system-ui, "DejaVu Sans", sans-serif; }
    svg text { fill: var(--ink); } svg .axis { stroke: var(--quiet); fill: none; }
    svg .grid { stroke: var(--rule); } svg .mark { fill: var(--quiet); } svg .title { fill: var(--quiet); }
    svg .s0 { --c: var(--s0); } svg .s1 { --c: var(--s1); } svg .s2 { --c: var(--s2); }
    svg .s3 { --c: var(--s3); } svg .s4 { --c: var(--s4); } svg .s5 { --c: var(--s5); }
    svg .reference { --c: var(--quiet); } svg .accent { --c: var(--accent); }
    svg .line { stroke: var(--c); fill: none; stroke-width: 2; } svg .dashed { stroke-dasharray: 5 4; }
    svg .fill { fill: var(--c); } svg .whisker { stroke: var(--ink); stroke-width: 1.5; }
    .problem { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--panel); \
    padding: 0.6rem 0.8rem; margin: 0.6rem 0; border-radius: 4px; }
    .steps { width: 100%; } .steps .text { white-space: pre-wrap; overflow-wrap: anywhere; width: 100%; }
    .steps .bar { min-width: 5rem; padding: 0.2rem 0; } .steps .faded { opacity: 0.55; }
    .bar span { display: block; height: 0.7rem; margin-top: 0.35rem; background: var(--bar); \
    border-radius: 2px; min-width: 1px; print-color-adjust: exact; }
    .chosen td { background: var(--panel); } .sign { white-space: nowrap; font-weight: 600; }
    @media print { body { padding: 0; max-width: none; font-size: 10pt; } .steps .bar { min-width: 2.5rem; } \
    .wide { overflow: visible; } th { white-space: normal; } th, td { padding: 0.15rem 0.35rem; } }
    """
}
