import { foreignKey, index, integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Assessment } from '../../domain/assessment.ts';
import type { ItemOutcome, ScriptState, Unreadable } from '../../domain/batch.ts';
import type { Check } from '../../domain/check.ts';
import type { Override } from '../../domain/override.ts';
import type { Rubric } from '../../domain/rubric.ts';
import type { Digest } from '../../domain/script.ts';
import type { Exchange, Submission } from '../../domain/submission.ts';
import type { ApiKey } from '../store.ts';

// Times are ISO 8601 in UTC, as Date#toISOString writes them, so that they sort as text.

export const rubrics = sqliteTable('rubrics', {
  id: text().primaryKey(),
  createdAt: text('created_at').notNull(),
  /** The version in force; a later one may have come from a file that an edit made here outranks. */
  current: integer().notNull().default(1),
  /** Hash of the file as it was last loaded; null where there is none. */
  fileHash: text('file_hash'),
  archivedAt: text('archived_at'),
});

export const rubricVersions = sqliteTable(
  'rubric_versions',
  {
    rubricId: text('rubric_id')
      .notNull()
      .references(() => rubrics.id),
    version: integer().notNull(),
    hash: text().notNull(),
    title: text().notNull(),
    body: text({ mode: 'json' }).$type<Pick<Rubric, 'question' | 'bank' | 'scheme'>>().notNull(),
    author: text().notNull(),
    note: text().notNull(),
    createdAt: text('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.rubricId, table.version] })],
);

export const submissions = sqliteTable(
  'submissions',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    id: text().notNull().unique(),
    text: text().notNull(),
    rubricId: text('rubric_id').notNull(),
    rubricVersion: integer('rubric_version').notNull(),
    candidate: text(),
    state: text().$type<ScriptState>().notNull(),
    createdAt: text('created_at').notNull(),
    /** In a class nothing is shown to the student before it is released. */
    mode: text().$type<Submission['mode']>().notNull().default('practice'),
    assignmentId: text('assignment_id').references(() => assignments.id, { onDelete: 'set null' }),
    /** Whose it is, as the school's systems know them. */
    identifier: text(),
  },
  (table) => [
    foreignKey({ columns: [table.rubricId, table.rubricVersion], foreignColumns: [rubricVersions.rubricId, rubricVersions.version] }),
    index('submissions_state').on(table.state, table.seq),
    index('submissions_created_at').on(table.createdAt),
    // holds the states that thousands are counted by, so that their texts are not read for it
    index('submissions_id_state').on(table.id, table.state),
    index('submissions_assignment').on(table.assignmentId, table.seq),
  ],
);

export const assessments = sqliteTable(
  'assessments',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    id: text().notNull().unique(),
    submissionId: text('submission_id')
      .notNull()
      .references(() => submissions.id, { onDelete: 'cascade' }),
    body: text({ mode: 'json' }).$type<Assessment>().notNull(),
    createdAt: text('created_at').notNull(),
  },
  (table) => [index('assessments_submission').on(table.submissionId)],
);

export const exchanges = sqliteTable(
  'exchanges',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    assessmentId: text('assessment_id')
      .notNull()
      .references(() => assessments.id, { onDelete: 'cascade' }),
    purpose: text().$type<Exchange['purpose']>().notNull(),
    request: text({ mode: 'json' }).$type<unknown>(),
    reply: text({ mode: 'json' }).$type<unknown>(),
    status: integer(),
    failure: text(),
    askedModel: text('asked_model').notNull(),
    answeringModel: text('answering_model'),
    inputTokens: integer('input_tokens').notNull(),
    cachedTokens: integer('cached_tokens').notNull(),
    outputTokens: integer('output_tokens').notNull(),
    milliseconds: integer().notNull(),
    createdAt: text('created_at').notNull(),
  },
  (table) => [
    index('exchanges_assessment').on(table.assessmentId),
    // holds all that an average is made of, so that requests and replies are not read for it
    index('exchanges_output').on(table.askedModel, table.purpose, table.outputTokens),
  ],
);

export const jobs = sqliteTable(
  'jobs',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    submissionId: text('submission_id')
      .notNull()
      .unique()
      .references(() => submissions.id, { onDelete: 'cascade' }),
    attempts: integer().notNull().default(0),
    dueAt: text('due_at').notNull(),
    leasedUntil: text('leased_until'),
    /** For a remark: the version to mark against; null means the submission's own. */
    rubricVersion: integer('rubric_version'),
    /** Why it was put off until it is due; null where it was not. */
    putOff: text('put_off'),
    batchId: text('batch_id').references(() => batches.id, { onDelete: 'set null' }),
    /** Not to be claimed until its batch begins or goes on. */
    held: integer({ mode: 'boolean' }).notNull().default(false),
  },
  (table) => [index('jobs_due').on(table.dueAt), index('jobs_batch').on(table.batchId)],
);

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

/** Calls of a model that an essay being marked has paid for already, until its assessment is kept with them. */
export const finishedCalls = sqliteTable(
  'finished_calls',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    submissionId: text('submission_id')
      .notNull()
      .references(() => submissions.id, { onDelete: 'cascade' }),
    exchange: text({ mode: 'json' }).$type<Exchange>().notNull(),
  },
  (table) => [index('finished_calls_submission').on(table.submissionId)],
);

/** Departments' own checks that passed. A check can be older than the first start of the service, so it refers to no row of a rubric. */
export const checks = sqliteTable(
  'checks',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    id: text().notNull().unique(),
    rubricId: text('rubric_id').notNull(),
    rubricVersion: integer('rubric_version').notNull(),
    rubricHash: text('rubric_hash').notNull(),
    engineId: text('engine_id').$type<Check['engine']['id']>().notNull(),
    engineVersion: text('engine_version').notNull(),
    model: text(),
    panel: text().notNull(),
    scripts: integer().notNull(),
    meanGap: real('mean_gap').notNull(),
    withinTolerance: real('within_tolerance').notNull(),
    tolerance: integer().notNull(),
    recordedBy: text('recorded_by').notNull(),
    recordedAt: text('recorded_at').notNull(),
    withdrawnAt: text('withdrawn_at'),
  },
  (table) => [index('checks_rubric_hash').on(table.rubricHash)],
);

/** What models took on a day, UTC. It outlives the essays and exchanges for which it was spent. */
export const spending = sqliteTable('spending', {
  day: text().primaryKey(),
  requests: integer().notNull(),
  inputTokens: integer('input_tokens').notNull(),
  cachedTokens: integer('cached_tokens').notNull(),
  outputTokens: integer('output_tokens').notNull(),
});

export const audit = sqliteTable('audit', {
  seq: integer().primaryKey({ autoIncrement: true }),
  at: text().notNull(),
  actor: text().notNull(),
  role: text().notNull(),
  action: text().notNull(),
  subject: text().notNull(),
  detail: text(),
});

/** API keys by the hash of the key; the key itself is kept nowhere. */
export const apiKeys = sqliteTable('api_keys', {
  hash: text().primaryKey(),
  name: text().notNull(),
  role: text().$type<ApiKey['role']>().notNull(),
  createdAt: text('created_at').notNull(),
});
