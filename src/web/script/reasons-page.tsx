import { Button } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { type ListedReason, MOST_REASONS } from '../../domain/reasons.ts';
import { ApiProblem, problemOf } from '../api.ts';
import { Refused } from '../class/refused.tsx';
import { ReasonRow } from './reason-row.tsx';
import { keepReasons, loadReasons } from './reasons-api.ts';

/** Names a row while it is edited, whatever its key becomes. */
type Row = ListedReason & { row: number };

/** The short list of reasons that are given by one key, for whoever works on this service to edit. */
export function ReasonsPage() {
  const [rows, setRows] = useState<Row[] | null>(null);
  const [etag, setEtag] = useState('*');
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [told, setTold] = useState('');
  const [round, setRound] = useState(0);
  const made = useRef(0);
  const heading = useRef<HTMLHeadingElement>(null);
  const asRow = (reason: ListedReason): Row => ({ ...reason, row: made.current++ });

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round reads them again
  useEffect(() => {
    document.title = 'Reasons: Essay examiner';
    heading.current?.focus();
    let over = false;
    loadReasons().then(
      (found) => {
        if (over) return;
        setRows(found.reasons.map(asRow));
        setEtag(found.etag);
      },
      (error) => over || setProblem(problemOf(error)),
    );
    return () => {
      over = true;
    };
  }, [round]);

  const edit = (next: Row[]) => {
    setRows(next);
    setTold('');
    setProblem(null);
  };
  const keep = async (event: FormEvent) => {
    event.preventDefault();
    setProblem(null);
    setTold('');
    try {
      const kept = await keepReasons(
        (rows ?? []).map(({ key, words }) => ({ key, words })),
        etag,
      );
      setEtag(kept.etag);
      setRows(kept.reasons.map(asRow));
      setTold('Kept.');
    } catch (error) {
      setProblem(problemOf(error));
    }
  };
  const readAgain = () => {
    setProblem(null);
    setRows(null);
    setRound(round + 1);
  };
  const wrong = (i: number, part: string) => problem?.fields.find(({ field }) => field === `reasons.${i}.${part}`)?.detail ?? null;
  const inARow = problem?.fields.some(({ field }) => /^reasons\.\d/u.test(field));
  return (
    <form onSubmit={keep} noValidate>
      <h1 ref={heading} tabIndex={-1}>
        Reasons
      </h1>
      <p className="lead">
        Whoever changes a mark or a comment says why, by one of these keys or in words of their own. The list is the same for everybody
        here. What was given before keeps the words it had.
      </p>
      {!rows && !problem && <p role="status">Looking for the list…</p>}
      <ol className="reason-rows">
        {rows?.map((row, i) => (
          <ReasonRow
            key={row.row}
            n={i + 1}
            of={rows.length}
            reason={row}
            wrong={(part) => wrong(i, part)}
            onChange={(reason) => edit(rows.with(i, { ...row, ...reason }))}
            onMove={(by) => edit(rows.toSpliced(i, 1).toSpliced(i + by, 0, row))}
            onDelete={() => edit(rows.toSpliced(i, 1))}
          />
        ))}
      </ol>
      {rows && (
        <div className="buttons">
          <Button type="submit" disabled={!rows.length}>
            Keep this list
          </Button>
          <Button
            variant="default"
            disabled={rows.length >= MOST_REASONS}
            onClick={() => edit([...rows, asRow({ key: freeKey(rows), words: '' })])}
          >
            Add a reason
          </Button>
        </div>
      )}
      <p role="status" className={told ? 'told' : 'hidden'}>
        {told}
      </p>
      {problem && <Refused problem={inARow ? toldAbove : problem} {...(!inARow && { onRetry: readAgain })} />}
    </form>
  );
}

/** The first letter that no reason has yet. */
const freeKey = (rows: ListedReason[]): string =>
  [...'abcdefghijklmnopqrstuvwxyz'].find((key) => rows.every((row) => row.key !== key)) ?? '';

const toldAbove = new ApiProblem(422, 'Nothing is kept yet: see what is said above, beside the reasons.');
