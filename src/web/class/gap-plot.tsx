import { dayWords, gapWords } from './class-words.ts';
import type { Seed } from './seeds-api.ts';

/** In the units of the picture: it grows with its place, so that letters keep near their size. */
const [WIDTH, HEIGHT, LEFT, RIGHT, BOTTOM, TOP] = [440, 140, 44, 12, 28, 8];
/** From one label to the next. */
const ROOM = 16;
/** Most markings that are drawn; older ones are told by their number alone. */
const MOST = 40;

/** Every marking of a seed script in turn: how far it was from the definitive mark, against the band of its tolerance. */
export function GapPlot({ seed: { id, title, tolerance, record } }: { seed: Seed }) {
  const markings = record.slice(0, MOST).toReversed();
  const gaps = [Math.max, Math.min].map((extreme) => extreme(...markings.map(({ gap }) => gap)));
  const most = Math.max(tolerance, ...gaps.map(Math.abs)) + 1;
  const y = (gap: number) => TOP + ((most - gap) / (2 * most)) * (HEIGHT - TOP - BOTTOM);
  const x = (i: number) => LEFT + ((i + 0.5) / markings.length) * (WIDTH - LEFT - RIGHT);
  const [first, last] = [markings[0], markings.at(-1)];
  const signed = (gap: number) => (gap > 0 ? `+${gap}` : String(gap).replace('-', '−'));
  return (
    <figure className="gap-plot">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-labelledby={`${id}-title ${id}-desc`}>
        <title id={`${id}-title`}>How far each marking of {title} was from its definitive mark</title>
        <desc id={`${id}-desc`}>
          {markings
            .map(({ at, gap, drifted }) => `${dayWords(at)}: ${gapWords(gap)}${drifted ? ', outside the tolerance' : ''}`)
            .join('; ')}
          .
        </desc>
        <rect className="within" x={LEFT} y={y(tolerance)} width={WIDTH - LEFT - RIGHT} height={y(-tolerance) - y(tolerance)} />
        <line className="settled" x1={LEFT} x2={WIDTH - RIGHT} y1={y(0)} y2={y(0)} />
        {labelled([0, ...gaps, tolerance, -tolerance], y).map((gap) => (
          <text key={gap} x={LEFT - 6} y={y(gap) + 4} textAnchor="end">
            {signed(gap)}
          </text>
        ))}
        <polyline className="course" points={markings.map(({ gap }, i) => `${x(i)},${y(gap)}`).join(' ')} />
        {markings.map(({ batchId, n, gap, drifted }, i) =>
          drifted ? (
            <path key={`${batchId} ${n}`} className="drifted" d={`M${x(i)} ${y(gap) - 6}l6 6l-6 6l-6 -6z`} />
          ) : (
            <circle key={`${batchId} ${n}`} cx={x(i)} cy={y(gap)} r="4" />
          ),
        )}
        {first && (
          <text x={LEFT} y={HEIGHT - 4}>
            {dayWords(first.at)}
          </text>
        )}
        {last && last !== first && (
          <text x={WIDTH - RIGHT} y={HEIGHT - 4} textAnchor="end">
            {dayWords(last.at)}
          </text>
        )}
      </svg>
      <figcaption className="soft">
        Marks above or below the definitive one, oldest first; the band is the tolerance
        {record.some(({ drifted }) => drifted) && ', ◆ outside it'}.{record.length > MOST && ` The newest ${MOST} of ${record.length}.`}
      </figcaption>
    </figure>
  );
}

/** Those of the gaps for whose labels there is room, the first ones first. */
function labelled(gaps: number[], y: (gap: number) => number): number[] {
  const shown: number[] = [];
  for (const gap of gaps) if (shown.every((other) => Math.abs(y(other) - y(gap)) >= ROOM)) shown.push(gap);
  return shown;
}
