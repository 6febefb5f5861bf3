/** The look of a page that is handed out: a letter more than an application; light, dark, and on paper. */
export const PAGE_STYLE = `
:root{color-scheme:light dark;--paper:#fcfbf8;--card:#fff;--ink:#1b1f24;--soft:#5a6270;--line:#dfdcd4;--mark:#23646b;--tint:#e7f0f0;--warn:#8a5a00;--warn-tint:#fbf3e0}
@media (prefers-color-scheme:dark){:root{--paper:#14171a;--card:#1b1f23;--ink:#e8e6e1;--soft:#a3abb5;--line:#33393f;--mark:#7cc7c4;--tint:#1e2f31;--warn:#e7bd6b;--warn-tint:#2c2618}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;-webkit-text-size-adjust:100%}
main{max-width:46rem;margin:0 auto;padding:3rem 1.25rem 4rem;overflow-wrap:anywhere}
h1,h2,h3{font-family:Charter,"Iowan Old Style","Palatino Linotype",Georgia,serif;font-weight:600;line-height:1.2;text-wrap:balance;break-after:avoid}
h1{font-size:2.1rem;margin:.25rem 0 1rem}
h2{font-size:1.4rem;margin:3rem 0 .75rem}
h3{font-size:1.2rem;margin:0}
p{margin:.5rem 0}
ul,ol{padding-left:1.25rem}
li{margin:.25rem 0}
a{color:var(--mark);text-underline-offset:.15em}
a:focus-visible,.wide:focus-visible{outline:2px solid var(--mark);outline-offset:2px}
.kicker,dt,th,.file,.shown{color:var(--soft);font-size:.875rem}
.kicker{margin:0}
.lead{font-size:1.125rem}
.contents{margin:1.75rem 0 0}
.contents ul{margin:.25rem 0 0}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));gap:0 1.5rem;margin:1.75rem 0 0;padding:1rem 0;border:solid var(--line);border-width:1px 0}
.facts div{padding:.35rem 0}
dt{margin:0}
dd{margin:0}
article{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:1.25rem 1.25rem 1rem;margin:1rem 0;break-inside:avoid}
article header{display:flex;flex-wrap:wrap;align-items:baseline;justify-content:space-between;gap:.25rem 1rem}
.count{font-variant-numeric:tabular-nums;white-space:nowrap}
.count b{font-size:1.2rem}
.dates{color:var(--soft);margin:.15rem 0 0}
.months{display:block;width:100%;height:auto;margin:1rem 0 .5rem;overflow:visible}
.months rect{fill:var(--mark)}
.months line{stroke:var(--line)}
.months text{fill:var(--soft);font-size:9.5px}
.terms{display:grid;grid-template-columns:8.5rem 1fr;gap:.35rem 1rem;margin:1rem 0 .25rem}
.terms dt{padding-top:.1rem}
.note{background:var(--warn-tint);border-left:3px solid var(--warn);border-radius:0 4px 4px 0;padding:.5rem .75rem;margin:.75rem 0}
.file{margin:.75rem 0 0}
.wide{overflow-x:auto}
.wide table{min-width:40rem;overflow-wrap:break-word}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th{text-align:left;font-weight:400}
td,th{padding:.35rem .75rem .35rem 0;border-bottom:1px solid var(--line);vertical-align:top}
td:last-child,th:last-child{padding-right:0}
.shown{margin:1rem 0 .25rem}
.records{list-style:none;margin:0 0 .25rem;padding:0;font-size:.875rem}
.records li{display:grid;grid-template-columns:8.5rem 1fr;gap:0 1rem;margin:0;padding:.35rem 0;border-bottom:1px solid var(--line);break-inside:avoid}
.records .when{color:var(--soft)}
.records div span{margin-right:.6em}
.records i{color:var(--soft);font-style:normal}
.law{color:var(--soft);white-space:nowrap;text-align:right;overflow-wrap:normal}
pre{white-space:pre-wrap;font-size:.875rem;margin:.25rem 0}
footer{margin-top:3rem;padding-top:1rem;border-top:1px solid var(--line);color:var(--soft);font-size:.875rem}
@media (max-width:34rem){main{padding-top:1.75rem}h1{font-size:1.7rem}.terms,.records li{grid-template-columns:1fr;gap:0}.terms dd{margin-bottom:.5rem}.law{white-space:normal}}
@media print{:root{color-scheme:light;--paper:#fff;--card:#fff;--ink:#000;--soft:#444;--line:#bbb;--mark:#23646b;--warn:#8a5a00;--warn-tint:#fff}body{font-size:10.5pt}main{max-width:none;padding:0}article{border-radius:0}tr{break-inside:avoid}.contents{display:none}.wide{overflow:visible}.wide table{min-width:0;font-size:8.5pt}.months rect{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
`.trim();
