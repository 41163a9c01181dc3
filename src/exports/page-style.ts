import { html, raw } from 'hono/html';
import type { Part } from './plot.ts';

/** How a report looks on screen and on A4. Nothing is said by colour alone, so that it prints in black and white. */
export const PAGE_STYLE = `
@page { size: A4; margin: 15mm; }
body { margin: 0; background: #fff; color: #1c1f24; font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.5rem; line-height: 1.25; } h2 { font-size: 1.1rem; margin-top: 2rem; }
.verdict { border-left: 4px solid #1864ab; padding-left: .75rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .25rem .75rem .25rem 0; text-align: right; white-space: nowrap; border-bottom: 1px solid #dee2e6; }
th[scope=row] { font-weight: 400; } th:first-child { text-align: left; }
svg { max-width: 100%; height: auto; } svg text { font: 12px system-ui, sans-serif; fill: #1c1f24; }
.band { fill: #e7f1fa; } .line { stroke: #495057; stroke-dasharray: 4 3; }
.near { fill: #1864ab; } .far { fill: #c2410c; } circle { fill-opacity: .75; stroke: #fff; }
@media print {
  body { font-size: 10.5pt; } main { max-width: none; padding: 0; } .wide { overflow: visible; }
  h1, h2, h3, caption { break-after: avoid; } svg, tr, li, .together { break-inside: avoid; }
}
`;

/** The head of a page that stands alone: no script, no style, font or picture from elsewhere. */
export const standingAlone = (title: string, style: string): Part => html`<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${raw(style)}</style>
</head>`;
