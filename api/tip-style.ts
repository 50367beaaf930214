/** The look of the public form; it follows the reader's own light or dark setting. */
export const TIP_STYLE = `
:root { color-scheme: light dark; --ink: #1b2126; --soft: #4d5861; --ground: #ffffff; --line: #6b7780; --accent: #0b5cad; --on-accent: #ffffff; --wrong: #a61b1b; --note: #eef3f7; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8ecef; --soft: #b3bec7; --ground: #15191d; --line: #8894a0; --accent: #7cb8f2; --on-accent: #0d1a26; --wrong: #ff9b94; --note: #202930; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1.0625rem/1.55 system-ui, sans-serif; }
main, footer { max-width: 40rem; margin: 0 auto; padding: 1rem; }
main { padding-top: 2rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 0.75rem; }
h2 { font-size: 1.0625rem; margin: 0; }
p { margin: 0 0 1rem; }
a { color: var(--accent); }
.note { background: var(--note); border-left: 4px solid var(--accent); padding: 0.75rem 1rem; }
.fault { border: 2px solid var(--wrong); border-radius: 6px; padding: 0.75rem 1rem; margin: 0 0 1.25rem; }
.fault p, .fault ul { margin: 0.25rem 0 0; }
.fault a { color: var(--wrong); }
.field { margin: 0 0 1.25rem; }
label { display: block; font-weight: 600; }
label span { font-weight: 400; color: var(--soft); }
.hint { margin: 0 0 0.25rem; color: var(--soft); font-size: 0.9375rem; }
.wrong { margin: 0 0 0.25rem; color: var(--wrong); font-weight: 600; }
input[type=text], textarea, select { width: 100%; min-height: 2.75rem; padding: 0.5rem 0.75rem; font: inherit; color: inherit; background: var(--ground); border: 1px solid var(--line); border-radius: 6px; }
[aria-invalid] { border: 2px solid var(--wrong); }
button { min-height: 2.75rem; padding: 0.5rem 1.5rem; font: inherit; font-weight: 600; color: var(--on-accent); background: var(--accent); border: 0; border-radius: 6px; cursor: pointer; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.trap { position: absolute; left: -9999px; width: 1px; height: 1px; overflow: hidden; }
footer a { display: inline-block; padding: 0.5rem 0.5rem 0.5rem 0; }
footer [aria-current] { color: inherit; text-decoration: none; font-weight: 600; }
`
