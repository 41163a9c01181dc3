import { foreignKey, index, integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Assessment } from '../../domain/assessment.ts';
import type { ScriptState } from '../../domain/batch.ts';
import type { Check } from '../../domain/check.ts';
import type { Rubric } from '../../domain/rubric.ts';
import type { Exchange, Submission } from '../../domain/submission.ts';
import type { ApiKey } from '../store.ts';
import { assignments, batches } from './class-schema.ts';

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

/** The reasons that are given by one key, as staff last set them; no row where they never did. */
export const reasons = sqliteTable('reasons', {
  key: text().primaryKey(),
  place: integer().notNull(),
  words: text().notNull(),
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
