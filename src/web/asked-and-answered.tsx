import type { Query } from '../domain/query.ts';

const dayOf = (at: string) => new Date(at).toLocaleDateString('en-GB', { dateStyle: 'long' });

/** What was asked about a mark, and what the teacher answered, in their own words. */
export function AskedAndAnswered({ query: { awarded, words, at, answer }, asker }: { query: Query; asker: string }) {
  return (
    <>
      <p className="soft">
        {asker} asked about the mark of {awarded} on <time dateTime={at}>{dayOf(at)}</time>:
      </p>
      <blockquote className="said">{words}</blockquote>
      {answer && (
        <>
          <p className="soft">
            {answer.author ?? 'Your teacher'} answered on <time dateTime={answer.at}>{dayOf(answer.at)}</time>:
          </p>
          <blockquote className="said">{answer.words}</blockquote>
        </>
      )}
    </>
  );
}
