import { useEffect, useRef } from 'react';
import { useItems } from '../class/use-items.ts';
import { Whose } from '../class/whose.tsx';
import { classAddress, moderationAddress, reviewAddress } from '../use-route.ts';
import { ScriptReview } from './script-review.tsx';

/** One script in its place in the review queue, with the ways to its neighbours (j and k, or the links), or as one of a moderation sample. */
export function ReviewPage({ batch, id, moderation }: { batch: string; id: string; moderation: boolean }) {
  const { items } = useItems(batch, { sort: 'need', outcome: 'accepted' });
  const heading = useRef<HTMLHeadingElement>(null);
  const marked = items?.filter(({ state }) => state !== 'waiting' && state !== 'cancelled') ?? [];
  const place = moderation ? -1 : marked.findIndex(({ submissionId }) => submissionId === id);
  const own = items?.find(({ submissionId }) => submissionId === id);
  const [before, after] = [marked[place - 1], marked[place + 1]];
  const [previous, next] = [place > 0 ? before?.submissionId : null, place >= 0 ? after?.submissionId : null];

  // biome-ignore lint/correctness/useExhaustiveDependencies: another script is begun at its heading
  useEffect(() => heading.current?.focus(), [id]);
  useEffect(() => {
    const move = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || /^(?:INPUT|TEXTAREA|SELECT)$/u.test((event.target as Element).tagName)) return;
      const to = event.key === 'j' ? next : event.key === 'k' ? previous : null;
      if (to) location.hash = reviewAddress(batch, to);
    };
    addEventListener('keydown', move);
    return () => removeEventListener('keydown', move);
  }, [batch, next, previous]);

  return (
    <>
      <nav className="soft buttons" aria-label="Scripts of this class">
        {moderation ? <a href={moderationAddress(batch)}>Back to the moderation</a> : <a href={classAddress(batch)}>Back to the class</a>}
        {previous && <a href={reviewAddress(batch, previous)}>Previous (k)</a>}
        {next && <a href={reviewAddress(batch, next)}>Next (j)</a>}
      </nav>
      <h1 ref={heading} tabIndex={-1}>
        {own ? <Whose item={own} /> : 'A script'}
      </h1>
      <ScriptReview key={id} id={id} />
    </>
  );
}
