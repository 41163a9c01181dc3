import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { ItemOutcome, Unreadable } from '../../domain/batch.ts';
import type { SampledFor } from '../../domain/moderation.ts';
import type { Override } from '../../domain/override.ts';
import type { Digest } from '../../domain/script.ts';
import { assessments, rubrics, submissions } from './schema.ts';

// Times as in schema.ts. The two files refer to each other, which only works because every reference is a function.

/** A task that a class answers. Its id is in the link that students get. */
export const assignments = sqliteTable('assignments', {
  seq: integer().primaryKey({ autoIncrement: true }),
  id: text().notNull().unique(),
  task: text().notNull(),
  rubricId: text('rubric_id')
    .notNull()
    .references(() => rubrics.id),
  mode: text().$type<'practice' | 'class'>().notNull(),
  closesAt: text('closes_at'),
  author: text().notNull(),
  createdAt: text('created_at').notNull(),
});

/** The class list of an assignment. */
export const members = sqliteTable(
  'members',
  {
    assignmentId: text('assignment_id')
      .notNull()
      .references(() => assignments.id, { onDelete: 'cascade' }),
    identifier: text().notNull(),
    name: text().notNull(),
    group: text('group_name'),
    place: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.assignmentId, table.identifier] })],
);

export const batches = sqliteTable('batches', {
  seq: integer().primaryKey({ autoIncrement: true }),
  id: text().notNull().unique(),
  title: text().notNull(),
  rubricId: text('rubric_id').notNull(),
  rubricVersion: integer('rubric_version').notNull(),
  assignmentId: text('assignment_id').references(() => assignments.id, { onDelete: 'set null' }),
  author: text().notNull(),
  createdAt: text('created_at').notNull(),
  /** How many are marked before it asks whether to go on; null: all at once. */
  first: integer(),
  /** The most input and output tokens that it may take together; null: no cap of its own. */
  tokenCap: integer('token_cap'),
  /** The share, 0 to 1, that a teacher marks before seeing the engine's mark. */
  blindShare: real('blind_share').notNull().default(0),
  /** What it was last told to do. What it is doing follows from this and from its jobs. */
  told: text().$type<'ready' | 'run' | 'pause' | 'cancel'>().notNull().default('ready'),
  /** Whether it was told to go on after the first few. */
  wentOn: integer('went_on', { mode: 'boolean' }).notNull().default(false),
  /** Input and output tokens that the marking of its essays has taken; summed as they are marked, so that a cap is checked at once. */
  tokens: integer().notNull().default(0),
});

/** A file or row of a batch and what became of it. The file itself is kept nowhere. */
export const batchItems = sqliteTable(
  'batch_items',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    batchId: text('batch_id')
      .notNull()
      .references(() => batches.id, { onDelete: 'cascade' }),
    /** From 1, in the order in which they were sent. */
    n: integer().notNull(),
    fileName: text('file_name'),
    identifier: text().notNull(),
    name: text(),
    group: text('group_name'),
    outcome: text().$type<ItemOutcome>().notNull(),
    why: text().$type<Unreadable>(),
    detail: text(),
    words: integer().notNull().default(0),
    submissionId: text('submission_id').references(() => submissions.id, { onDelete: 'cascade' }),
    /** To be marked by a teacher before the engine's mark is shown. */
    blind: integer({ mode: 'boolean' }).notNull().default(false),
    seedId: text('seed_id').references(() => seeds.id, { onDelete: 'set null' }),
  },
  (table) => [index('batch_items_batch').on(table.batchId, table.n), index('batch_items_submission').on(table.submissionId)],
);

/**
 * Batches and assignments of which only a part is there: such as come in or are being removed, which takes several transactions. Nobody sees
 * them; what a killed process leaves of them is cleared up at the next start.
 */
export const unfinished = sqliteTable('unfinished', {
  id: text().primaryKey(),
  what: text().$type<'batch-coming' | 'batch-going' | 'assignment-going'>().notNull(),
});

/** Essays with a definitive mark, slipped into batches to see whether the marking drifts. */
export const seeds = sqliteTable('seeds', {
  seq: integer().primaryKey({ autoIncrement: true }),
  id: text().notNull().unique(),
  title: text().notNull(),
  text: text().notNull(),
  rubricId: text('rubric_id').notNull(),
  definitive: integer().notNull(),
  tolerance: integer().notNull(),
  author: text().notNull(),
  createdAt: text('created_at').notNull(),
});

/** What teachers changed, in order; nothing is ever changed or removed here but with its submission. */
export const overrides = sqliteTable(
  'overrides',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    id: text().notNull().unique(),
    assessmentId: text('assessment_id')
      .notNull()
      .references(() => assessments.id, { onDelete: 'cascade' }),
    change: text({ mode: 'json' }).$type<Override['change']>(),
    undoes: text(),
    reason: text().notNull(),
    author: text().notNull(),
    at: text().notNull(),
    level: integer(),
  },
  (table) => [index('overrides_assessment').on(table.assessmentId)],
);

/** Marks that teachers gave before they saw the engine's. */
export const blindMarks = sqliteTable(
  'blind_marks',
  {
    submissionId: text('submission_id')
      .notNull()
      .references(() => submissions.id, { onDelete: 'cascade' }),
    author: text().notNull(),
    awarded: integer().notNull(),
    at: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.submissionId, table.author] })],
);

/** What students asked about a mark, and what their teachers answered: at most one of a submission is open. */
export const queries = sqliteTable(
  'queries',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    id: text().notNull().unique(),
    submissionId: text('submission_id')
      .notNull()
      .references(() => submissions.id, { onDelete: 'cascade' }),
    /** The mark that was asked about. */
    awarded: integer().notNull(),
    words: text().notNull(),
    at: text().notNull(),
    /** All three null while it is open. */
    answer: text(),
    answeredBy: text('answered_by'),
    answeredAt: text('answered_at'),
  },
  (table) => [
    index('queries_submission').on(table.submissionId),
    uniqueIndex('queries_open').on(table.submissionId).where(sql`${table.answeredAt} is null`),
  ],
);

/** The moderation sample of a batch, and what its moderator made of it. */
export const moderations = sqliteTable(
  'moderations',
  {
    batchId: text('batch_id')
      .notNull()
      .references(() => batches.id, { onDelete: 'cascade' }),
    submissionId: text('submission_id')
      .notNull()
      .references(() => submissions.id, { onDelete: 'cascade' }),
    /** From 1, in the order of the sample. */
    place: integer().notNull(),
    /** The mark when the sample was drawn. */
    awarded: integer().notNull(),
    why: text().$type<SampledFor>().notNull(),
    /** The mark that the moderator stands for; null until then. */
    settled: integer(),
    moderator: text(),
    settledAt: text('settled_at'),
  },
  (table) => [primaryKey({ columns: [table.batchId, table.submissionId] })],
);

/**
 * A submission's shown assessment in the few columns by which thousands are sorted and counted; written whenever that assessment or an override
 * of it is. `need` is how much it needs a person (more is more), `reasons` why.
 */
export const standings = sqliteTable(
  'standings',
  {
    submissionId: text('submission_id')
      .primaryKey()
      .references(() => submissions.id, { onDelete: 'cascade' }),
    assessmentId: text('assessment_id').notNull(),
    awarded: integer(),
    level: integer(),
    outOf: integer('out_of'),
    awardedByEngine: integer('awarded_by_engine'),
    need: real().notNull(),
    reasons: text({ mode: 'json' }).$type<string[]>().notNull(),
    /** Parts of the feedback that were written for another level; none may be released. */
    stale: text({ mode: 'json' }).$type<string[]>().notNull(),
    digest: text({ mode: 'json' }).$type<Digest>().notNull(),
  },
  (table) => [index('standings_need').on(table.need)],
);
