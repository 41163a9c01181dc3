import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { partWords } from '../script/worth.tsx';
import { reviewAddress } from '../use-route.ts';
import type { Item } from './class-api.ts';
import { levelWords, scriptWords } from './class-words.ts';
import { Refused } from './refused.tsx';
import { useItems } from './use-items.ts';
import { Whose } from './whose.tsx';

const STATES = [
  { value: '', label: 'All essays' },
  ...Object.entries(scriptWords).map(([value, label]) => ({ value, label: `Only: ${label}` })),
];

/** The essays of a class, what needs a person most first, each with the reasons. */
export function ReviewQueue({ batch, done }: { batch: string; done: number }) {
  const [state, setState] = useState('');
  const { items, problem, more } = useItems(batch, { sort: 'need', state, outcome: 'accepted' }, done);
  return (
    <section aria-labelledby="queue">
      <h2 id="queue">What needs you</h2>
      <NativeSelect label="Show" data={STATES} value={state} onChange={(event) => setState(event.currentTarget.value)} className="sample" />
      {problem && <Refused problem={problem} />}
      {items?.length === 0 && <p>There is none{state ? ' in this state' : ' yet'}.</p>}
      <ol className="queue">
        {items?.map((item) => (
          <QueueRow key={item.n} item={item} batch={batch} />
        ))}
      </ol>
      {more && (
        <Button variant="default" onClick={more}>
          Show more
        </Button>
      )}
    </section>
  );
}

function QueueRow({ item, batch }: { item: Item; batch: string }) {
  const { submissionId, mark, state, reasons, stale, blind, awardedByEngine } = item;
  const unseen = blind && state === 'marked' && !mark;
  const changed = mark && awardedByEngine !== null && awardedByEngine !== mark.awarded;
  return (
    <li>
      <div className="queue-head">
        <strong>
          {submissionId && state !== 'waiting' && state !== 'cancelled' ? (
            <a href={reviewAddress(batch, submissionId)}>
              <Whose item={item} />
            </a>
          ) : (
            <Whose item={item} />
          )}
        </strong>
        {mark && (
          <span>
            {mark.awarded} out of {mark.outOf}, {levelWords(mark.level)}
          </span>
        )}
        <span className={unseen || state === 'needs_teacher' ? 'chip needs' : 'chip'}>
          {unseen ? 'mark it yourself first' : state && scriptWords[state]}
        </span>
      </div>
      {reasons.length > 0 && <p className="soft">{reasons.join(' ')}</p>}
      {changed && <p className="soft">The engine gave {awardedByEngine}.</p>}
      {stale.length > 0 && <p className="soft">Written for another level: {stale.map(partWords).join(', ')}.</p>}
    </li>
  );
}
