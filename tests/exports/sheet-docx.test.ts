import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { sheetDocx } from '../../src/exports/sheet-docx.ts';
import { markedScript, rubric, WORTH } from './scripts.ts';

/** The order of the schema (ECMA-376, CT_PPr and CT_RPr), which Word insists on, as far as a sheet uses it. */
const ORDER = {
  pPr: ['pStyle', 'keepNext', 'pBdr', 'spacing', 'ind', 'jc', 'outlineLvl', 'rPr'],
  rPr: ['rStyle', 'rFonts', 'b', 'bCs', 'i', 'iCs', 'color', 'sz', 'szCs', 'u', 'vertAlign', 'lang'],
};

let parts: Record<string, string>;
beforeAll(async () => {
  const zip = unzipSync(await sheetDocx(await markedScript('dev-01', { identifier: '0042' }), rubric, WORTH));
  parts = Object.fromEntries(Object.entries(zip).map(([path, bytes]) => [path, strFromU8(bytes)]));
});
const inside = (tag: string): string[] =>
  [...(parts['word/document.xml'] ?? '').matchAll(new RegExp(`<w:${tag}>(.*?)</w:${tag}>`, 'gsu'))].map(([, text]) => text ?? '');
/** The elements that stand directly in a piece of XML. */
function childrenOf(xml: string): string[] {
  const [names, open]: [string[], string[]] = [[], []];
  for (const [tag, close, name = '', empty] of xml.matchAll(/<(\/?)w:(\w+)[^>]*?(\/?)>/gu)) {
    if (close) open.pop();
    else {
      if (!open.length) names.push(name);
      if (!empty && !tag.endsWith('/>')) open.push(name);
    }
  }
  return names;
}

describe('the Word document of a sheet', () => {
  it.each(['pPr', 'rPr'] as const)('has what is in each %s in the order that the schema demands', (tag) => {
    const all = inside(tag).map(childrenOf);
    expect(all.length).toBeGreaterThan(10);
    for (const names of all) expect(names).toEqual(ORDER[tag].filter((name) => names.includes(name)));
  });

  it('has headings that are headings, so that Word can list them', () => {
    const used = new Set([...(parts['word/document.xml'] ?? '').matchAll(/<w:pStyle w:val="(Heading\d)"\/>/gu)].map(([, style]) => style));
    expect([...used].sort()).toEqual(['Heading1', 'Heading2', 'Heading3']);
    for (const [i, style] of ['Heading1', 'Heading2', 'Heading3'].entries()) {
      const made = parts['word/styles.xml']?.split(`w:styleId="${style}"`)[1]?.split('</w:style>')[0];
      expect(made).toContain(`<w:name w:val="Heading ${i + 1}"/>`);
      expect(made).toContain(`<w:outlineLvl w:val="${i}"/>`);
    }
  });

  it('is in British English, and says of its maker nothing but the product', () => {
    expect(parts['word/styles.xml']).toContain('<w:lang w:val="en-GB"/>');
    expect(parts['docProps/core.xml']).toContain('<dc:creator>essay-examiner</dc:creator>');
    expect(parts['docProps/core.xml']).toContain('<cp:lastModifiedBy>essay-examiner</cp:lastModifiedBy>');
    expect(parts['docProps/app.xml']).not.toMatch(/Company|Manager|Template/u);
  });

  it('names no part that is not in it', () => {
    const named = [...(parts['[Content_Types].xml'] ?? '').matchAll(/PartName="\/([^"]+)"/gu)].map(([, path]) => path);
    const linked = [...(parts['word/_rels/document.xml.rels'] ?? '').matchAll(/Target="([^":]+)"/gu)].map(([, path]) => `word/${path}`);
    expect(linked.length).toBeGreaterThan(2);
    for (const path of [...named, ...linked]) expect(Object.keys(parts)).toContain(path);
  });
});
