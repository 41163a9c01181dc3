import type { Query, QueryAnswer } from '../domain/query.ts';
import type { AuditEntry } from './store.ts';

/** The part of the store that keeps what students ask about their marks: whole operations, each atomic. */
export interface QueryStore {
  /** Every query of a submission with its answer, oldest first. */
  queries(submissionId: string): Query[];
  /** Keeps a query that is open. False, and nothing kept, when another of the submission is, or it is not released (any more). */
  addQuery(query: Omit<Query, 'answer'>, audit: AuditEntry): boolean;
  /** Answers a query. False, and nothing kept, when it is answered already or gone. */
  answerQuery(id: string, answer: QueryAnswer, audit: AuditEntry): boolean;
}
