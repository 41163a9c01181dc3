/** How a sheet looks on screen and on A4. Nothing is said by colour alone, so that it prints in black and white. */
export const SHEET_STYLE = `
@page { size: A4; margin: 18mm 16mm; }
* { box-sizing: border-box; }
body { margin: 0; background: #fff; color: #111; font: 10.5pt/1.4 Georgia, 'Times New Roman', serif; overflow-wrap: anywhere; }
main { max-width: 178mm; margin: 0 auto; padding: 10mm 0; }
h1, h2, h3, .who, .mark, .label { font-family: 'Segoe UI', 'Helvetica Neue', Arial, sans-serif; }
h1 { margin: 0 0 1mm; font-size: 17pt; line-height: 1.2; }
h2 { margin: 5.5mm 0 2mm; padding-bottom: 1mm; border-bottom: .4mm solid #111; font-size: 12.5pt; }
h3 { margin: 0; font-size: 11pt; }
h1, h2, h3 { break-after: avoid; }
p { margin: 0 0 2mm; orphans: 3; widows: 3; }
.who { margin: 0; font-size: 10.5pt; }
.task { margin: 2mm 0 4mm; font-style: italic; }
.mark { margin: 0 0 3mm; padding: 3mm 4mm; border: .5mm solid #111; break-inside: avoid; }
.mark p { margin: 1mm 0 0; font-size: 10pt; }
.mark .awarded { margin: 0; font-size: 14pt; font-weight: 700; }
.worth { color: #444; }
ol, ul { margin: 0; padding-left: 6mm; }
ul { padding: 0; list-style: none; }
li { margin-bottom: 2.5mm; break-inside: avoid; }
blockquote { margin: .5mm 0; quotes: '“' '”'; padding-left: 3mm; border-left: .6mm solid #888; font-style: italic; }
blockquote::before { content: open-quote; }
blockquote::after { content: close-quote; }
li p { margin: 0; }
.paragraph { display: grid; grid-template-columns: minmax(0, 1fr) 52mm; column-gap: 6mm; margin-bottom: 3mm; }
.text { white-space: pre-wrap; }
.noted { text-decoration: underline; text-decoration-thickness: .25mm; text-underline-offset: .7mm; }
.number { font: 700 7.5pt/1 Arial, sans-serif; vertical-align: super; }
.notes { padding-left: 3mm; border-left: .3mm solid #888; font-size: 9pt; line-height: 1.35; align-self: start; }
.notes p { margin-bottom: 1.5mm; break-inside: avoid; }
.label { font-weight: 700; }
@media screen and (max-width: 700px) {
  main { padding: 5mm; }
  .paragraph { grid-template-columns: minmax(0, 1fr); row-gap: 2mm; }
}
@media print { main { max-width: none; padding: 0; } }
`;
