// The register's look (app/globals.css) for a file that opens without it: light and dark, on a phone and on paper.

export const style = `
:root { color-scheme: light dark;
  --canvas: light-dark(oklch(0.985 0.002 260), oklch(0.165 0.006 260)); --panel: light-dark(oklch(1 0 0), oklch(0.195 0.007 260));
  --sunken: light-dark(oklch(0.968 0.003 260), oklch(0.235 0.008 260)); --line: light-dark(oklch(0.915 0.004 260), oklch(0.285 0.009 260));
  --ink: light-dark(oklch(0.23 0.012 260), oklch(0.94 0.004 260)); --muted: light-dark(oklch(0.47 0.014 260), oklch(0.72 0.01 260));
  --accent: light-dark(oklch(0.5 0.17 262), oklch(0.76 0.11 258)); --good: light-dark(oklch(0.45 0.105 155), oklch(0.8 0.13 155));
  --good-tint: light-dark(oklch(0.96 0.03 155), oklch(0.27 0.04 158)); --wait: light-dark(oklch(0.47 0.11 245), oklch(0.79 0.1 240));
  --wait-tint: light-dark(oklch(0.957 0.022 240), oklch(0.27 0.045 245)); --bad: light-dark(oklch(0.48 0.175 27), oklch(0.76 0.13 25));
  --bad-tint: light-dark(oklch(0.962 0.016 20), oklch(0.28 0.06 22)); --soon: light-dark(oklch(0.47 0.1 65), oklch(0.83 0.12 80));
  --soon-tint: light-dark(oklch(0.965 0.034 85), oklch(0.28 0.045 75)); }
* { box-sizing: border-box; margin: 0; padding: 0; }
html { background: var(--canvas); color: var(--ink); font: 14px/22px ui-sans-serif, system-ui, -apple-system, "Segoe UI", sans-serif; -webkit-text-size-adjust: 100%; scroll-padding-top: 16px; }
body { max-width: 60rem; margin: 0 auto; padding: 40px 24px 64px; overflow-wrap: anywhere; }
h1 { font-size: 28px; line-height: 32px; font-weight: 600; letter-spacing: -0.015em; text-wrap: balance; }
h2 { font-size: 20px; line-height: 28px; font-weight: 600; letter-spacing: -0.01em; text-wrap: balance; }
h3 { font-size: 14px; font-weight: 600; margin: 24px 0 8px; }
a { color: var(--accent); text-decoration: none; } a:hover, p a { text-decoration: underline; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
ul, ol { list-style: none; }
.muted { color: var(--muted); } .small { font-size: 12px; line-height: 16px; } .bad { color: var(--bad); }
.mono { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-size: 0.95em; }
.house { font-size: 13px; color: var(--muted); margin-bottom: 4px; }
.panel { background: var(--panel); border: 1px solid var(--line); border-radius: 8px; padding: 16px 20px; margin-top: 24px; }
.panel > h2 { font-size: 16px; line-height: 24px; } .panel p + p { margin-top: 8px; } .panel ul { margin-top: 8px; display: grid; gap: 4px; }
.panel.warn { background: var(--bad-tint); border-color: transparent; }
pre { background: var(--sunken); border-radius: 6px; padding: 8px 12px; margin: 8px 0; font-size: 13px; white-space: pre-wrap; }
.figures { display: flex; flex-wrap: wrap; gap: 8px 40px; margin-top: 24px; } .figures dt { font-size: 12px; color: var(--muted); } .figures dd { font-size: 20px; line-height: 28px; font-weight: 600; font-variant-numeric: tabular-nums; }
table { width: 100%; border-collapse: collapse; margin-top: 24px; font-size: 13px; line-height: 20px; } th { text-align: left; font-weight: 500; font-size: 12px; color: var(--muted); background: var(--sunken); } th, td { padding: 8px 10px; border-bottom: 1px solid var(--line); vertical-align: top; } th, td { overflow-wrap: normal; } td:not(:nth-child(2)) { white-space: nowrap; }
.record { margin-top: 56px; padding-top: 32px; border-top: 1px solid var(--line); content-visibility: auto; contain-intrinsic-size: auto 1400px; }
.facts { display: flex; flex-wrap: wrap; gap: 4px 16px; margin-top: 8px; align-items: center; font-size: 13px; }
.pill { display: inline-block; border-radius: 99px; padding: 0 8px; font-size: 12px; line-height: 20px; font-weight: 500; white-space: nowrap; background: var(--sunken); color: var(--muted); }
.pill.good { background: var(--good-tint); color: var(--good); } .pill.bad { background: var(--bad-tint); color: var(--bad); } .pill.wait { background: var(--wait-tint); color: var(--wait); } .pill.soon { background: var(--soon-tint); color: var(--soon); }
.says { display: grid; grid-template-columns: 9rem minmax(0, 1fr); gap: 10px 20px; margin-top: 20px; } .says dt { color: var(--muted); font-size: 13px; } .says dd { white-space: pre-line; max-width: 72ch; }
.list { display: grid; border-top: 1px solid var(--line); } .list > li { padding: 10px 0; border-bottom: 1px solid var(--line); } .said { max-width: 72ch; white-space: pre-line; margin-top: 2px; }
.trail li { display: grid; grid-template-columns: 12.5rem minmax(0, 1fr); gap: 0 20px; } .trail time { color: var(--muted); font-variant-numeric: tabular-nums; } .trail .mono { display: block; }
@media (max-width: 640px) { body { padding: 24px 16px 48px; } .says, .trail li { grid-template-columns: minmax(0, 1fr); gap: 0; } .says dd { margin-bottom: 10px; }
  table, tbody { display: block; } thead { display: none; } tr { display: flex; flex-wrap: wrap; gap: 2px 12px; border-bottom: 1px solid var(--line); padding: 10px 0; } td { border: 0; padding: 0; } td:nth-child(2) { order: -1; flex-basis: 100%; font-weight: 500; overflow-wrap: anywhere; } }
@media print { :root { color-scheme: light; } html { font-size: 10.5pt; line-height: 15pt; background: none; } body { max-width: none; padding: 0; } .record { break-before: page; border: 0; margin: 0; padding: 0; content-visibility: visible; } h2, h3 { break-after: avoid; } li, tr, .panel { break-inside: avoid; } a { color: inherit; } pre, .panel, th { background: none; } pre { border: 1px solid var(--line); } }
`;
