import { Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { counted } from '../../domain/words.ts';
import { type ApiProblem, problemOf } from '../api.ts';
import { FilePick } from './file-pick.tsx';
import { Refused } from './refused.tsx';
import { type Filled, fillWorksheet } from './save-file.ts';
import { type Headings, headingsQuery, WorksheetHeadings } from './worksheet-headings.tsx';

/** Fills a worksheet that the teacher downloaded from Moodle or Canvas, and says what in it found no partner. */
export function Worksheets({ path }: { path: string }) {
  const [assignment, setAssignment] = useState('');
  const [replace, setReplace] = useState(false);
  const [headings, setHeadings] = useState<Headings>({});
  const [filled, setFilled] = useState<Filled | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const fill = async (to: string, name: string, own: File | undefined) => {
    if (!own) return;
    setBusy(true);
    setFilled(null);
    setProblem(null);
    await fillWorksheet(`${path}/${to}`, own, name).then(setFilled, (error) => setProblem(problemOf(error)));
    setBusy(false);
  };
  const moodle = new URLSearchParams([...(replace ? [['replaceComments', 'true']] : []), ...headingsQuery(headings)]);
  const wrongHeadings = Boolean(problem?.fields.some(({ field }) => field === 'heading'));
  const wrongAssignment = problem?.fields.find(({ field }) => field === 'assignment')?.detail;
  return (
    <>
      <h3>Into Moodle or Canvas</h3>
      <p className="soft">
        Download the grading worksheet (Moodle) or the gradebook (Canvas) there and give it here. It comes back with the marks of what you
        have read or released, ready to upload.
      </p>
      <Checkbox
        label="In Moodle, replace comments that are there already"
        checked={replace}
        onChange={(event) => setReplace(event.currentTarget.checked)}
      />
      <div className="buttons with-field">
        <FilePick
          label="Fill a Moodle worksheet"
          one
          accept=".csv"
          disabled={busy}
          onPick={([own]) => fill(moodle.size ? `moodle?${moodle}` : 'moodle', 'moodle-worksheet.csv', own)}
        />
      </div>
      <WorksheetHeadings headings={headings} open={wrongHeadings} disabled={busy} onChange={setHeadings} />
      <div className="buttons with-field">
        <TextInput
          label="Assignment in Canvas"
          description="The heading of its column, its title or its number."
          value={assignment}
          onChange={(event) => setAssignment(event.currentTarget.value)}
          error={wrongAssignment}
          errorProps={{ role: 'alert' }}
        />
        <FilePick
          label="Fill a Canvas gradebook"
          one
          accept=".csv"
          disabled={busy || !assignment.trim()}
          onPick={([own]) => fill(`canvas?${new URLSearchParams({ assignment: assignment.trim() })}`, 'canvas-gradebook.csv', own)}
        />
      </div>
      <div role="status">{filled && <FilledWords filled={filled} />}</div>
      {problem && !wrongAssignment && <Refused problem={problem} />}
    </>
  );
}

function FilledWords({ filled: { filled, rowsLeft, scriptsLeft } }: { filled: Filled }) {
  return (
    <div className="told">
      <p>Saved: {counted(filled, 'row')} filled.</p>
      {rowsLeft.length > 0 && (
        <p>
          {counted(rowsLeft.length, 'row')} left as {rowsLeft.length === 1 ? 'it is' : 'they are'}: {list(rowsLeft.map(({ who }) => who))}.
        </p>
      )}
      {scriptsLeft.length > 0 && (
        <p>
          {counted(scriptsLeft.length, 'essay')} without a row: {list(scriptsLeft.map(({ identifier }) => identifier))}.
        </p>
      )}
    </div>
  );
}

const list = (all: string[]) => all.slice(0, 8).join(', ') + (all.length > 8 ? ` and ${all.length - 8} more` : '');
