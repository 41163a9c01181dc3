import { Button, NativeSelect, Textarea } from '@mantine/core';
import { type FormEvent, useEffect, useState } from 'react';
import { countWords, MAX_WORDS, SHORT_WORDS } from '../domain/essay.ts';
import type { Rubric } from '../domain/rubric.ts';
import { ApiProblem, loadSample, loadSamples, type Sample, submitEssay } from './api.ts';
import { Failure } from './failure.tsx';
import { submissionAddress } from './use-route.ts';
import { Waiting } from './waiting.tsx';

/** Seconds that handing in waits for the mark before the page begins to ask for it. */
const WAIT = 5;

/** The question, a place for the essay, and the button that hands it in. */
export function EssayForm({ rubric, onStart }: { rubric: Rubric; onStart: () => void }) {
  const [text, setText] = useState('');
  const [samples, setSamples] = useState<Sample[]>([]);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const words = countWords(text);

  useEffect(() => {
    document.title = 'Essay examiner';
    loadSamples().then(setSamples, () => setSamples([]));
  }, []);

  const attempt = async (work: () => Promise<void>) => {
    setProblem(null);
    onStart();
    try {
      await work();
    } catch (error) {
      setProblem(error instanceof ApiProblem ? error : new ApiProblem(0, 'That did not work. Your essay is still here: try again.'));
    }
  };

  const handIn = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    await attempt(async () => {
      location.hash = submissionAddress(await submitEssay(text, WAIT));
    });
    setBusy(false);
  };

  const besideField = problem && problem.status >= 400 && problem.status < 500 && ![404, 429].includes(problem.status);

  return (
    <>
      <h1>See what your essay claims, and what holds</h1>
      <p className="lead">
        Paste an answer to the question below. Every claim in it is found, quoted and checked against{' '}
        {Object.keys(rubric.bank.cards).length} revision cards; mistakes are shown with a hint first; and a mark out of{' '}
        {rubric.scheme.maxMark} follows from what is there, by rules you can read.
      </p>
      <section aria-labelledby="question">
        <h2 id="question" className="small">
          The question
        </h2>
        <blockquote className="question">{rubric.question.text}</blockquote>
      </section>
      <form onSubmit={handIn} noValidate aria-label="Your essay">
        <NativeSelect
          label="Start from a sample essay (optional)"
          data={[{ value: '', label: 'No sample: my own essay' }, ...samples.map(optionOf)]}
          onChange={(event) => {
            const id = event.currentTarget.value;
            if (id) void attempt(async () => setText(await loadSample(id)));
          }}
          disabled={busy}
          className="sample"
        />
        <Textarea
          label="Your essay"
          description={`Plain text, paragraphs parted by a blank line. At least about ${SHORT_WORDS} words to be useful, ${MAX_WORDS.toLocaleString('en-GB')} at most.`}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          error={besideField ? errorOf(problem) : null}
          errorProps={{ role: 'alert' }}
          autosize
          minRows={12}
          maxRows={28}
          disabled={busy}
          classNames={{ input: 'writing' }}
        />
        <p className="count" data-testid="words">
          {words.toLocaleString('en-GB')} {words === 1 ? 'word' : 'words'}
          {words > 0 && words < SHORT_WORDS && ': still short, so the mark would say little'}
          {words > MAX_WORDS && `: more than the ${MAX_WORDS.toLocaleString('en-GB')} that can be marked`}
        </p>
        <Button type="submit" size="md" disabled={busy}>
          Mark this essay
        </Button>
        {busy && <Waiting />}
        {problem && !besideField && <Failure problem={problem} />}
      </form>
    </>
  );
}

const optionOf = ({ id, words, firstLine }: Sample) => ({
  value: id,
  label: `${id}, ${words} words: ${firstLine.length > 60 ? `${firstLine.slice(0, 58)}…` : firstLine}`,
});

const errorOf = ({ detail, fields }: ApiProblem) => {
  const more = fields.filter(({ field }) => field === 'text' || field === '/text').map((one) => one.detail);
  return more.length && !/[.!?]$/u.test(detail) ? `${detail} (${more.join(', ')})` : detail;
};
