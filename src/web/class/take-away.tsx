import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { counted } from '../../domain/words.ts';
import { type ApiProblem, problemOf } from '../api.ts';
import { Failure } from '../failure.tsx';
import { type Batch, save, tell } from './class-api.ts';
import { FilePick } from './file-pick.tsx';

/** Releasing marks to students, and taking the results of a class into other systems. */
export function TakeAway({ batch, onTold }: { batch: Batch; onTold: () => void }) {
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [told, setTold] = useState('');
  const [assignment, setAssignment] = useState('');
  const { states } = batch.progress;
  const attempt = (work: Promise<string>) => {
    setProblem(null);
    setTold('');
    work.then(setTold, (error) => setProblem(problemOf(error)));
  };
  const release = (which: string[]) =>
    attempt(
      tell(batch.id, 'release', { states: which }).then((answer) => {
        onTold();
        return `${counted((answer as { count: number }).count, 'essay')} released.`;
      }),
    );
  const file = (path: string, name: string, worksheet?: File) =>
    attempt(
      save(`${batch.id}/${path}`, name, worksheet ? { worksheet } : {}).then(({ leftOut }) =>
        leftOut ? `Saved. ${counted(leftOut, 'essay')} left out: not read by you yet, or with feedback for another level.` : 'Saved.',
      ),
    );
  const read = states.reviewed ?? 0;
  const marked = states.marked ?? 0;
  return (
    <section className="take" aria-labelledby="take">
      <h2 id="take">Release and take away</h2>
      <p>Students see nothing of a class before you release it.</p>
      <div className="buttons">
        <Button disabled={!read} onClick={() => release(['reviewed'])}>
          Release those you have read ({read})
        </Button>
        <Button variant="default" disabled={!marked} onClick={() => release(['reviewed', 'marked'])}>
          Release the unread too ({marked})
        </Button>
      </div>
      <h3>Class report</h3>
      <div className="buttons">
        <Button variant="default" onClick={() => file('report?format=html', 'class-report.html')}>
          Class report, as a page that prints
        </Button>
      </div>
      <h3>Marks as a table</h3>
      <div className="buttons">
        <Button variant="default" onClick={() => file('export?form=csv', 'marks.csv')}>
          CSV
        </Button>
        <Button variant="default" onClick={() => file('export?form=xlsx', 'marks.xlsx')}>
          Excel (.xlsx)
        </Button>
      </div>
      <h3>Feedback sheets, one for each student</h3>
      <div className="buttons">
        <Button variant="default" onClick={() => file('export?form=sheets-html', 'sheets.zip')}>
          To print
        </Button>
        <Button variant="default" onClick={() => file('export?form=sheets-docx', 'sheets.zip')}>
          Word (.docx)
        </Button>
      </div>
      <h3>Into Moodle or Canvas</h3>
      <p className="soft">Download the grading worksheet there and give it here: it comes back filled, ready to upload.</p>
      <div className="buttons">
        <FilePick label="Fill a Moodle worksheet" one accept=".csv" onPick={([own]) => own && file('moodle', 'moodle.csv', own)} />
      </div>
      <div className="buttons with-field">
        <TextInput
          label="Assignment in Canvas"
          description="The heading of its column, its title or its number."
          value={assignment}
          onChange={(event) => setAssignment(event.currentTarget.value)}
        />
        <FilePick
          label="Fill a Canvas gradebook"
          one
          accept=".csv"
          disabled={!assignment.trim()}
          onPick={([own]) => own && file(`canvas?${new URLSearchParams({ assignment })}`, 'canvas.csv', own)}
        />
      </div>
      <p role="status" className={told ? 'told' : 'hidden'}>
        {told}
      </p>
      {problem && <Failure problem={problem} />}
    </section>
  );
}
