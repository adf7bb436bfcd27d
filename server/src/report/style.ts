/** The style of the page of a report: the reader's light or dark colours; on paper no links and no lists of contents. */
export const style = `
:root { color-scheme: light dark; --text: #1c1e21; --page: #fff; --soft: #5b626b; --line: #d5d9de; --band: #f4f6f8; --link: #0b5cad;
--received: #3b73b9; --delivered: #2f8a57; --rejected: #b3541e; }
@media (prefers-color-scheme: dark) { :root { --text: #e4e6e9; --page: #16181b; --soft: #a3abb5; --line: #3a4048; --band: #1e2226; --link: #7cb7f5;
--received: #6ea3e6; --delivered: #5cbd87; --rejected: #e08a4f; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 1.5rem; background: var(--page); color: var(--text); font: 0.95rem/1.45 system-ui, sans-serif; }
h1 { font-size: 1.6rem; margin: 0 0 0.5rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 0.5rem; }
h3 { font-size: 0.95rem; margin: 1rem 0 0.25rem; }
header p { margin: 0.1rem 0; color: var(--soft); overflow-wrap: anywhere; }
nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; margin: 1rem 0; padding: 0.75rem 1rem; background: var(--band); border-radius: 0.4rem; }
a { color: var(--link); }
a:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; min-width: 50%; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
caption:has(small) { position: static; width: auto; height: auto; clip-path: none; caption-side: bottom; text-align: left; font-size: 0; }
caption small { font-size: 0.85rem; color: var(--soft); }
th, td { padding: 0.25rem 0.75rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
thead th { color: var(--soft); font-weight: 600; white-space: nowrap; }
tbody th { font-weight: 400; max-width: 34rem; overflow-wrap: anywhere; }
tbody tr:nth-child(even) { background: var(--band); }
.figure { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
figure { margin: 0 0 0.75rem; }
svg { width: 100%; max-width: 60rem; height: auto; }
svg text { fill: var(--soft); font-size: 11px; }
svg line { stroke: var(--soft); }
svg line.grid { stroke: var(--line); }
rect.received { fill: var(--received); } rect.delivered { fill: var(--delivered); } rect.rejected { fill: var(--rejected); }
.key::before { content: ""; display: inline-block; width: 0.8em; height: 0.8em; margin-right: 0.35em; border-radius: 0.15em; background: currentColor; }
.key { margin-right: 1rem; } .key.received { color: var(--received); } .key.delivered { color: var(--delivered); } .key.rejected { color: var(--rejected); }
footer { margin-top: 3rem; border-top: 2px solid var(--line); }
.lines ol { margin: 0; padding-left: 1.5rem; } .lines li { overflow-wrap: anywhere; } .lines p { margin: 0.25rem 0; }
.lines:target { background: var(--band); }
code, samp { font: 0.85rem/1.4 ui-monospace, monospace; }
@media print { body { max-width: none; padding: 0; font-size: 9pt; } nav, .lines p { display: none; } a { color: inherit; text-decoration: none; } section { break-inside: auto; } tr { break-inside: avoid; } h2, h3 { break-after: avoid; } }
`;
