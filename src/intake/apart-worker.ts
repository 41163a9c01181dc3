// What runs in the thread of read-apart.ts, which calls these functions by their names.

export { readDocx } from './read-docx.ts';
export { readPdf } from './read-pdf.ts';
export { readXlsx } from './read-xlsx.ts';
