import { counted } from '../../domain/words.ts';
import type { Moderation } from './moderation-api.ts';

/** How far the moderator is, and how far they agreed. */
export function ModerationFigures({ sample: { scripts, figures, tolerance } }: { sample: Moderation }) {
  const of = scripts.length;
  if (!figures) return <p role="status">None of the {counted(of, 'script')} of the sample is settled yet.</p>;
  const { settled, agreed, meanGap, bias, within } = figures;
  const generous =
    bias > 0 ? 'the teacher was the more generous' : bias < 0 ? 'the teacher was the harsher' : 'neither was the more generous';
  return (
    <div className={within ? undefined : 'flag'} role="status">
      <p>
        <strong>
          {settled} of {of} settled, {agreed} agreed.
        </strong>{' '}
        Mean gap {upTo(meanGap)} marks, {generous}: {within ? 'within' : 'beyond'} the tolerance of {counted(tolerance, 'mark')}.
        {settled < of && ' So far.'}
      </p>
    </div>
  );
}

/** To two places, never rounded down, so that no agreement looks better than it is. */
const upTo = (gap: number) => Math.ceil(gap * 100 - 1e-9) / 100;
