// What one hand-in may hold. Sizes are in bytes. Everything is counted as it is read, never only believed as it is declared.

/** Largest file that is read, loose or in an archive: an essay with a few photographs in it is smaller. */
export const MAX_FILE_BYTES = 20 * 2 ** 20;
/** Largest archive that is opened, as it is handed in. */
export const MAX_ARCHIVE_BYTES = 200 * 2 ** 20;
/** Most that the archives of one batch may hold when unpacked, all their files together. */
export const MAX_UNPACKED_BYTES = 500 * 2 ** 20;
/** Most entries in one archive; folders and what operating systems leave in them count too. */
export const MAX_ENTRIES = 25_000;
/** Most essays in one batch, however they come: a whole year group of a large school, ten times over. */
export const MAX_FILES = 10_000;
/** Most text in one batch, in UTF-16 code units: ten thousand essays of ten thousand. */
export const MAX_BATCH_CHARACTERS = 100_000_000;
/** An entry that grows by more than this while it is unpacked is no text that anyone wrote... */
export const MAX_EXPANSION = 200;
/** ...unless it is smaller than this, in bytes: short files repeat themselves. */
export const EXPANSION_FROM = 2 ** 20;
/** Most of a Word document or workbook that is unpacked: its text, without pictures, in bytes. */
export const MAX_PARTS_BYTES = 30 * 2 ** 20;
/** Longest a PDF, Word document or workbook is read, in milliseconds. */
export const MAX_READING_MS = 20_000;
/** Most memory that reading one may take, in bytes. */
export const MAX_READING_BYTES = 2 ** 30;
/** Most pages of a PDF. */
export const MAX_PAGES = 300;
/** Most rows of a table, its headings not counted. */
export const MAX_ROWS = 10_000;
