import { useThrottledValue } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import { counted } from '../../domain/words.ts';
import { CLASS_PARTS, type ClassPart, partAddress } from '../use-route.ts';
import { BatchProgress } from './batch-progress.tsx';
import { ClassAgreement } from './class-agreement.tsx';
import { deleteBatch } from './class-api.ts';
import { batchWords } from './class-words.ts';
import { DeleteForGood } from './delete-for-good.tsx';
import { Drift } from './drift.tsx';
import { Moderation } from './moderation.tsx';
import { Outcomes } from './outcomes.tsx';
import { RankOrder } from './rank-order.tsx';
import { Refused } from './refused.tsx';
import { ReviewQueue } from './review-queue.tsx';
import { TakeAway } from './take-away.tsx';
import { useBatch } from './use-batch.ts';

const VIEWS: Record<ClassPart, string> = {
  queue: 'What needs you',
  order: 'Rank order',
  agreement: 'You and the engine',
  moderation: 'Moderation',
  take: 'Release and take away',
  files: 'Files',
};

/** How often lists are read anew while a class is being marked, in milliseconds. */
const LISTS = 2000;

/** One class: how far it has come, what needs a person, whether the order holds, and what goes out. */
export function BatchPage({ id, part }: { id: string; part: ClassPart | null }) {
  const { batch, problem, done, reload } = useBatch(id);
  const heading = useRef<HTMLHeadingElement>(null);
  const listed = useThrottledValue(done, LISTS);
  const title = batch?.title;

  useEffect(() => {
    document.title = title ? `${title}: Essay examiner` : 'Essay examiner';
    heading.current?.focus();
  }, [title]);

  if (problem && !batch) return <Refused problem={problem} onRetry={reload} />;
  if (!batch) return <p role="status">Looking for the class…</p>;
  const begun = batch.progress.state !== 'ready';
  const view = part ?? (begun ? 'queue' : 'files');
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {batch.title}
      </h1>
      <p className="soft" role="status">
        {counted(batch.progress.of, 'essay')}, {batchWords[batch.progress.state]}
      </p>
      {problem && (
        <p className="flag" role="status">
          {problem.detail} What you see may be old.
        </p>
      )}
      <BatchProgress batch={batch} onTold={reload} />
      <Drift batch={batch} />
      <nav className="views" aria-label="Parts of this class">
        {CLASS_PARTS.filter((one) => one !== 'agreement' || batch.blindShare > 0).map((one) => (
          <button
            key={one}
            type="button"
            aria-current={one === view ? 'page' : undefined}
            onClick={() => {
              location.hash = partAddress(id, one);
            }}
          >
            {VIEWS[one]}
          </button>
        ))}
      </nav>
      {view === 'queue' && <ReviewQueue batch={id} done={listed} />}
      {view === 'order' && <RankOrder batch={id} done={listed} />}
      {view === 'agreement' && <ClassAgreement batch={id} />}
      {view === 'moderation' && <Moderation batch={id} />}
      {view === 'take' && <TakeAway batch={batch} onTold={reload} />}
      {view === 'files' && <Outcomes batch={batch} />}
      <DeleteForGood
        label="Delete this class and its essays"
        sure={`Delete ${counted(batch.progress.of, 'essay')} for good`}
        remove={() => deleteBatch(id)}
        then="#/class"
      />
    </>
  );
}
