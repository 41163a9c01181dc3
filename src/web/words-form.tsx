import { Button, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { MAX_QUERY } from '../domain/query.ts';
import { type ApiProblem, problemOf } from './api.ts';
import { Failure } from './failure.tsx';

type Props = {
  label: string;
  description: string;
  action: string;
  autoFocus?: boolean;
  send: (words: string) => Promise<void>;
  onSent: () => void;
};

/** A few sentences to another person, and the button that sends them. */
export function WordsForm({ label, description, action, autoFocus = false, send, onSent }: Props) {
  const [words, setWords] = useState('');
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const wrong = problem?.fields.find(({ field }) => field === 'words');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      await send(words);
      onSent();
    } catch (error) {
      setProblem(problemOf(error));
    }
    setBusy(false);
  };
  return (
    <form onSubmit={submit} noValidate className="words-form">
      <Textarea
        label={label}
        description={`${description} At most ${MAX_QUERY.toLocaleString('en-GB')} characters.`}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        maxLength={MAX_QUERY}
        error={wrong && `This ${wrong.detail}.`}
        autosize
        minRows={3}
        autoFocus={autoFocus}
        disabled={busy}
      />
      <Button type="submit" mt="sm" disabled={busy || !words.trim()}>
        {action}
      </Button>
      {problem && !wrong && <Failure problem={problem} />}
    </form>
  );
}
