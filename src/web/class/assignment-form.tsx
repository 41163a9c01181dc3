import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useState } from 'react';
import { type ApiProblem, problemOf } from '../api.ts';
import { assignmentAddress } from '../use-route.ts';
import { type Assignment, createAssignment } from './assignments-api.ts';
import { loadRubrics, type RubricName } from './class-api.ts';
import { modeWords } from './class-words.ts';
import { Refused } from './refused.tsx';

/** Sets a task to a class. */
export function AssignmentForm() {
  const [task, setTask] = useState('');
  const [rubricId, setRubricId] = useState('');
  const [mode, setMode] = useState<Assignment['mode']>('class');
  const [closes, setCloses] = useState('');
  const [rubrics, setRubrics] = useState<RubricName[]>([]);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    loadRubrics().then(setRubrics, () => setRubrics([]));
  }, []);

  const wrong = (name: string) => ({
    error: problem?.fields.find(({ field }) => field === name)?.detail,
    errorProps: { role: 'alert' as const },
    disabled: busy,
  });
  const create = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      const until = closes && { closes: new Date(closes).toISOString() };
      location.hash = assignmentAddress((await createAssignment({ task, mode, ...(rubricId && { rubricId }), ...until })).id);
    } catch (error) {
      setProblem(problemOf(error));
      setBusy(false);
    }
  };

  return (
    <form onSubmit={create} noValidate aria-label="Set an assignment">
      <Textarea
        label="What students are asked"
        description="They see this above the place for their essay."
        value={task}
        onChange={(event) => setTask(event.currentTarget.value)}
        autosize
        minRows={3}
        {...wrong('task')}
      />
      <div className="fields">
        <NativeSelect
          label="Marked as an answer to"
          data={rubrics.map(({ id, title }) => ({ value: id, label: title }))}
          value={rubricId}
          onChange={(event) => setRubricId(event.currentTarget.value)}
          {...wrong('rubricId')}
        />
        <NativeSelect
          label="Who sees the mark"
          data={Object.entries(modeWords).map(([value, label]) => ({ value, label }))}
          value={mode}
          onChange={(event) => setMode(event.currentTarget.value as Assignment['mode'])}
          {...wrong('mode')}
        />
        <TextInput
          label="Closes (optional)"
          type="datetime-local"
          value={closes}
          onChange={(event) => setCloses(event.currentTarget.value)}
          {...wrong('closes')}
        />
      </div>
      <Button type="submit" disabled={busy}>
        Set this assignment
      </Button>
      {problem && !problem.fields.length && <Refused problem={problem} />}
    </form>
  );
}
