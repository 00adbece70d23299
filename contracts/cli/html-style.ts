/** How the HTML report looks. */
export const style = `
:root {
  --ground: #fdfdfc; --raised: #f4f3f0; --text: #1d1c1a; --quiet: #5f5c56; --line: #dcd9d2;
  --bad: #b3261e; --unsure: #7d5700; --good: #1b6b3a;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #171614; --raised: #22201d; --text: #ece9e4; --quiet: #a8a39a; --line: #3a3732;
    --bad: #ff8a80; --unsure: #e5b94f; --good: #7fd39c;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 60rem;
  background: var(--ground); color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: break-word;
}
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.25rem; margin: 2.5rem 0 .75rem; }
h3 { font-size: 1.05rem; margin: 0; }
h4 { font-size: .8rem; margin: 1rem 0 .25rem; color: var(--quiet); font-weight: 600; }
p { margin: .4rem 0; }
header p { color: var(--quiet); }
header .verdict { color: var(--text); border-left: .3rem solid; padding-left: .75rem; margin: 1rem 0; font-weight: 600; }
header .verdict.sound { border-color: var(--good); }
header .verdict.found { border-color: var(--bad); }
code, pre { font: .875rem/1.5 ui-monospace, 'SF Mono', Menlo, Consolas, monospace; }
pre { margin: 0; padding: .75rem; background: var(--ground); border: 1px solid var(--line); border-radius: .4rem; white-space: pre-wrap; overflow-wrap: anywhere; }
:focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: .4rem .5rem; border-bottom: 1px solid var(--line); text-align: left; }
thead th { font-size: .8rem; color: var(--quiet); font-weight: 600; }
th:not(:first-child), td { text-align: center; width: 3.5rem; }
tbody th { font-weight: 400; }
.mark { font-weight: 700; }
.found { color: var(--bad); }
.missing { color: var(--unsure); }
.sound { color: var(--good); }
.nothing { color: var(--quiet); }
.verdict.sound, .verdict.found { color: var(--text); }
.key { font-size: .85rem; color: var(--quiet); }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
article { background: var(--raised); border: 1px solid var(--line); border-radius: .6rem; padding: 1rem; margin: 0 0 1rem; }
.owasp { font-size: .85rem; color: var(--quiet); }
.severity { border: 1px solid; border-radius: .3rem; padding: .05rem .4rem; font-size: .8rem; }
.critical, .high { color: var(--bad); }
.medium, .low { color: var(--unsure); }
details { border-top: 1px solid var(--line); margin-top: .75rem; padding-top: .6rem; }
summary { cursor: pointer; min-height: 1.75rem; }
summary span { color: var(--quiet); font-size: .85rem; }
ul { padding-left: 1.25rem; font-size: .9rem; }
dt { margin-top: .6rem; }
dd { margin: 0; color: var(--quiet); }
@media (max-width: 30rem) {
  body { padding: 1rem .75rem 3rem; }
  th:not(:first-child), td { width: 2.4rem; padding: .4rem .2rem; }
  article { padding: .75rem; }
}
@media print { details:not([open]) > * { display: block; } }
`
