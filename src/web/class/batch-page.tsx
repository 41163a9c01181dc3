import { useEffect, useState } from 'react';
import { Failure } from '../failure.tsx';
import { BatchProgress } from './batch-progress.tsx';
import { batchWords } from './class-words.ts';
import { DeleteClass } from './delete-class.tsx';
import { Drift } from './drift.tsx';
import { Outcomes } from './outcomes.tsx';
import { RankOrder } from './rank-order.tsx';
import { ReviewQueue } from './review-queue.tsx';
import { TakeAway } from './take-away.tsx';
import { useBatch } from './use-batch.ts';

const VIEWS = { queue: 'What needs you', order: 'Rank order', take: 'Release and take away', files: 'Files' };
type View = keyof typeof VIEWS;

/** One class: how far it has come, what needs a person, whether the order holds, and what goes out. */
export function BatchPage({ id }: { id: string }) {
  const { batch, problem, done, reload } = useBatch(id);
  const [chosen, choose] = useState<View | null>(null);
  const title = batch?.title;

  useEffect(() => {
    document.title = title ? `${title}: Essay examiner` : 'Essay examiner';
  }, [title]);

  if (problem) return <Failure problem={problem} />;
  if (!batch) return <p role="status">Looking for the class…</p>;
  const begun = batch.progress.state !== 'ready';
  const view = chosen ?? (begun ? 'queue' : 'files');
  return (
    <>
      <p className="soft">
        <a href="#/class">All classes</a>
      </p>
      <h1>{batch.title}</h1>
      <p className="soft">
        {batch.progress.of} essays, {batchWords[batch.progress.state]}
      </p>
      <BatchProgress batch={batch} onTold={reload} />
      <Drift batch={batch} />
      <nav className="views" aria-label="Parts of this class">
        {(Object.keys(VIEWS) as View[]).map((one) => (
          <button key={one} type="button" aria-current={one === view ? 'page' : undefined} onClick={() => choose(one)}>
            {VIEWS[one]}
          </button>
        ))}
      </nav>
      {view === 'queue' && <ReviewQueue batch={id} done={done} />}
      {view === 'order' && <RankOrder batch={id} done={done} />}
      {view === 'take' && <TakeAway batch={batch} onTold={reload} />}
      {view === 'files' && <Outcomes batch={batch} />}
      <DeleteClass batch={batch} />
    </>
  );
}
