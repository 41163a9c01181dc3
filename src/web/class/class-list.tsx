import { useState } from 'react';
import { counted } from '../../domain/words.ts';
import { type ApiProblem, problemOf } from '../api.ts';
import { type ClassNow, sendClassList } from './assignments-api.ts';
import { FilePick } from './file-pick.tsx';
import { Refused } from './refused.tsx';

type Member = ClassNow['members'][number];
const SAID: Record<Member['status'], string> = { missing: 'Missing', twice: 'Handed in more than once', submitted: 'Handed in' };

/** A class list against what came in: who is missing first, then who handed in twice. */
export function ClassList({ assignment, now, onList }: { assignment: string; now: ClassNow; onList: () => void }) {
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [told, setTold] = useState('');
  const { members, unknown } = now;
  const send = (list: File | undefined) => {
    if (!list) return;
    setProblem(null);
    setTold('');
    const kept = (count: number) => {
      setTold(`${counted(count, 'student')} on the list.`);
      onList();
    };
    sendClassList(assignment, list).then(kept, (error) => setProblem(problemOf(error)));
  };
  const essays = members.reduce((sum, { essays: own }) => sum + own.length, unknown.length);
  return (
    <section aria-labelledby="who">
      <h2 id="who">Who has handed in</h2>
      <p>
        {essays === 0 ? 'Nothing has come in yet.' : `${counted(essays, 'essay')} came in.`}
        {members.length > 0 && ` ${counted(members.length, 'student')} on the list.`}
        {members.length === 0 && ' Give a class list to see who is missing: CSV or XLSX with columns such as name, identifier and group.'}
      </p>
      <FilePick
        label={members.length ? 'Replace the class list' : 'Give a class list'}
        one
        accept=".csv,.xlsx"
        onPick={([list]) => send(list)}
      />
      <p role="status" className={told ? 'told' : 'hidden'}>
        {told}
      </p>
      {problem && <Refused problem={problem} />}
      {(['missing', 'twice', 'submitted'] as const).map((status) => (
        <Members key={status} title={SAID[status]} members={members.filter((member) => member.status === status)} />
      ))}
      {unknown.length > 0 && members.length > 0 && (
        <>
          <h3>Of nobody on the list ({unknown.length})</h3>
          <ul className="names">
            {unknown.map(({ submissionId, identifier, name }) => (
              <li key={submissionId}>
                <bdi>{name ?? identifier ?? 'no name given'}</bdi>
                {name && identifier && <span className="soft"> {identifier}</span>}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Members({ title, members }: { title: string; members: Member[] }) {
  if (!members.length) return null;
  return (
    <>
      <h3>
        {title} ({members.length})
      </h3>
      <ul className="names">
        {members.map(({ identifier, name, group, essays }) => (
          <li key={identifier}>
            <bdi>{name}</bdi>{' '}
            <span className="soft">
              {identifier}
              {group && `, ${group}`}
              {essays.length > 1 && `, ${essays.length} times: the newest counts`}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
