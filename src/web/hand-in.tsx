import { Button, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useState } from 'react';
import { countWords, MAX_WORDS } from '../domain/essay.ts';
import { type ApiProblem, api, asked, problemOf } from './api.ts';
import { Failure } from './failure.tsx';
import { submissionAddress } from './use-route.ts';

type Task = { task: string; mode: 'practice' | 'class'; closes: string | null };

/** The page of an assignment on which a student hands in: the task, whose essay it is, and the essay. */
export function HandIn({ assignment }: { assignment: string }) {
  const [task, setTask] = useState<Task | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);

  useEffect(() => {
    document.title = 'Hand in: Essay examiner';
    asked(api.assignments[':id'].$get({ param: { id: assignment } }))
      .then((reply) => reply.json())
      .then(setTask, (error) => setProblem(problemOf(error)));
  }, [assignment]);

  if (problem) return <Failure problem={problem} />;
  if (!task) return <p role="status">Looking for the task…</p>;
  const closed = task.closes !== null && Date.parse(task.closes) < Date.now();
  const when = task.closes && new Date(task.closes).toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short' });
  return (
    <>
      <h1>Hand in your essay</h1>
      <blockquote className="question">{task.task}</blockquote>
      {closed ? (
        <p className="flag">This closed on {when}. Ask your teacher if you still want to hand in.</p>
      ) : (
        <>
          <p className="soft">
            {task.mode === 'class' ? 'Your teacher sees it first; you see the result when it is released.' : 'You see the result at once.'}
            {when && ` It closes on ${when}.`}
          </p>
          <HandInForm assignment={assignment} named={task.mode === 'class'} />
        </>
      )}
    </>
  );
}

/** `named`: it has to be said whose essay it is. */
function HandInForm({ assignment, named }: { assignment: string; named: boolean }) {
  const [text, setText] = useState('');
  const [identifier, setIdentifier] = useState('');
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const words = countWords(text);
  const wrong = (field: string) => problem?.fields.find((one) => one.field === field)?.detail ?? null;

  const handIn = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    const whose = { ...(identifier.trim() && { identifier: identifier.trim() }), ...(name.trim() && { candidate: name.trim() }) };
    try {
      const reply = await asked(api.submissions.$post({ query: { wait: '0' }, json: { text, assignmentId: assignment, ...whose } }));
      location.hash = submissionAddress((await reply.json()).id);
    } catch (error) {
      setProblem(problemOf(error));
      setBusy(false);
    }
  };

  return (
    <form onSubmit={handIn} noValidate aria-label="Your essay">
      <div className="fields">
        <TextInput
          label={named ? 'Your candidate number, or what your teacher told you to write here' : 'Your candidate number (optional)'}
          value={identifier}
          onChange={(event) => setIdentifier(event.currentTarget.value)}
          error={wrong('identifier')}
          disabled={busy}
        />
        <TextInput
          label="Your name (optional)"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={wrong('candidate')}
          disabled={busy}
        />
      </div>
      <Textarea
        label="Your essay"
        description={`Plain text, paragraphs parted by a blank line; ${MAX_WORDS.toLocaleString('en-GB')} words at most.`}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        error={wrong('text')}
        autosize
        minRows={12}
        maxRows={28}
        disabled={busy}
        classNames={{ input: 'writing' }}
      />
      <p className="count">
        {words.toLocaleString('en-GB')} {words === 1 ? 'word' : 'words'}
      </p>
      <Button type="submit" size="md" disabled={busy || !words || (named && !identifier.trim())}>
        Hand in
      </Button>
      {problem && <Failure problem={problem} />}
    </form>
  );
}
