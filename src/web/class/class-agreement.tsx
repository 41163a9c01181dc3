import type { InferResponseType } from 'hono/client';
import { useEffect, useState } from 'react';
import { counted } from '../../domain/words.ts';
import { type ApiProblem, api, asked, problemOf } from '../api.ts';
import { Refused } from './refused.tsx';

type Agreement = InferResponseType<(typeof api.batches)[':id']['agreement']['$get'], 200>;

/** How far the engine agrees with the marks that teachers of this class gave before they saw its own. */
export function ClassAgreement({ batch }: { batch: string }) {
  const [agreement, setAgreement] = useState<Agreement | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  useEffect(() => {
    asked(api.batches[':id'].agreement.$get({ param: { id: batch } }))
      .then((reply) => reply.json())
      .then(setAgreement, (error) => setProblem(problemOf(error)));
  }, [batch]);

  return (
    <section aria-labelledby="agreement">
      <h2 id="agreement">You and the engine</h2>
      {problem?.status === 409 ? <p>{problem.detail}</p> : problem && <Refused problem={problem} />}
      {agreement && <Compared agreement={agreement} />}
    </section>
  );
}

/** Cut, never rounded up, so that no agreement looks better than it is. */
const cut = (value: number) => Math.trunc(value * 100) / 100;
const share = (value: number) => `${Math.floor(value * 100)} per cent`;

function Compared({
  agreement: { scripts, misses, unmarked, tolerance, figures, intervals, lengthAlone, sentence },
}: {
  agreement: Agreement;
}) {
  const { meanGap, bias, exact, withinTolerance, sameLevel } = figures;
  const rows = [
    ['The same mark', share(exact)],
    [`Within ${counted(tolerance, 'mark')}`, share(withinTolerance)],
    ['The same level', share(sameLevel)],
    [
      'Mean gap',
      `${cut(meanGap)} marks${intervals.meanGap ? ` (95 of 100 such samples: ${intervals.meanGap.map(cut).join(' to ')})` : ''}`,
    ],
    [
      'On the whole',
      bias > 0
        ? `the engine is more generous by ${cut(bias)}`
        : bias < 0
          ? `the engine is harsher by ${cut(-bias)}`
          : 'neither is more generous',
    ],
    ['For scale: by length alone', `a mean gap of ${cut(lengthAlone.meanGap)} marks`],
  ];
  return (
    <>
      <p>
        {counted(scripts.length, 'essay')} marked unseen
        {unmarked > 0 && `, ${unmarked} still to be marked`}. {sentence}
      </p>
      <div className="wide">
        <table>
          <tbody>
            {rows.map(([name, value]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{value}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {misses.length > 0 && (
        <>
          <h3>Furthest apart</h3>
          <ul>
            {misses.map(({ id, panel, mark, why }) => (
              <li key={id}>
                <bdi>{id}</bdi>: you {panel}, the engine {mark ?? 'no mark'}. {why}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
