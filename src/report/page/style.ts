/** The look of the page: of a book, and the same on paper. */
export const pageStyle = `
:root { color-scheme: light; }
body { font: 15px/1.5 Calibri, Carlito, "Segoe UI", sans-serif; color: #1f2933; background: #fff;
  max-width: 1100px; margin: 2rem auto; padding: 0 1.5rem; }
h1 { font-size: 1.7rem; color: #1f4e79; margin: 0 0 .2rem; }
h2 { font-size: 1.3rem; color: #1f4e79; margin: 2.5rem 0 .3rem; border-bottom: 1px solid #d5dbe1; overflow-wrap: anywhere; }
h3 { font-size: 1.05rem; margin: 1.6rem 0 .3rem; }
p { margin: .4rem 0; overflow-wrap: anywhere; }
.muted { color: #66717e; }
.verdict { font-weight: 600; }
ol.faults { padding: 0; list-style: none; counter-reset: fault; }
ol.faults > li { border-left: 4px solid #c0392b; background: #fdf3f2; margin: .8rem 0; padding: .6rem 1rem; break-inside: avoid; }
.number { display: inline-block; min-width: 1.3em; padding: 0 .3em; text-align: center; border-radius: 1em;
  background: #c0392b; color: #fff; font-weight: 700; font-size: .8rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: .5rem 0 0; }
dt { color: #66717e; }
dd { margin: 0; overflow-wrap: anywhere; }
code { font: 13px/1.4 Consolas, "Liberation Mono", monospace; }
.scroll { overflow-x: auto; border: 1px solid #d5dbe1; margin: .6rem 0 .6rem calc(50% - 50vw + 1rem);
  width: fit-content; max-width: calc(100vw - 2rem); }
table { border-collapse: collapse; font-size: 11px; font-variant-numeric: tabular-nums; }
th, td { border: 1px solid #e6eaee; padding: .1rem .3rem; white-space: nowrap; text-align: right; }
th { background: #f3f6f9; font-weight: 600; }
tr > th:first-child { position: sticky; left: 0; }
td.text { text-align: left; }
td.wrong { background: #f4c7c3; outline: 2px solid #c0392b; outline-offset: -2px; font-weight: 600; }
td.gap { color: #66717e; text-align: center; }
table.verdicts td { text-align: left; font-size: 14px; padding: .25rem .7rem; }
@page { size: landscape; margin: 1cm; }
@media print { body { margin: 0; max-width: none; } .scroll { overflow: visible; margin-left: 0; } table { font-size: 7px; } }
`;
