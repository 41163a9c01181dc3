import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { type ApiProblem, problemOf } from '../api.ts';
import type { RubricName } from './class-api.ts';
import { OneFile } from './one-file.tsx';
import { Refused } from './refused.tsx';
import { addSeed, type NewSeed } from './seeds-api.ts';

const NOTHING: NewSeed = { title: '', rubricId: '', definitive: '', tolerance: '2', text: '' };

/** Registers an essay whose mark is settled: its text pasted, or one file. */
export function SeedForm({ rubrics, onAdded }: { rubrics: RubricName[]; onAdded: (title: string) => void }) {
  const [seed, setSeed] = useState(NOTHING);
  const [file, setFile] = useState<File | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);

  const field = (name: keyof NewSeed) => ({
    value: seed[name],
    onChange: (event: { currentTarget: { value: string } }) => setSeed({ ...seed, [name]: event.currentTarget.value }),
    error: problem?.fields.find((one) => one.field === name)?.detail,
    errorProps: { role: 'alert' as const },
    disabled: busy,
  });
  const add = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      await addSeed({ ...seed, title: seed.title.trim() || (file?.name ?? '') }, file);
      onAdded(seed.title.trim() || (file?.name ?? ''));
      setSeed({ ...NOTHING, rubricId: seed.rubricId });
      setFile(null);
    } catch (error) {
      setProblem(problemOf(error));
    }
    setBusy(false);
  };

  return (
    <form onSubmit={add} noValidate aria-label="Register a seed script">
      <div className="fields">
        <TextInput label="Title" placeholder={file?.name ?? 'Summer 2024, script 3'} {...field('title')} />
        <NativeSelect label="Question" data={rubrics.map(({ id, title }) => ({ value: id, label: title }))} {...field('rubricId')} />
        <TextInput label="Definitive mark" description="The mark that is settled for it." inputMode="numeric" {...field('definitive')} />
        <TextInput
          label="Tolerance"
          description="How many marks the engine may be off before it counts as drift."
          inputMode="numeric"
          {...field('tolerance')}
        />
      </div>
      <OneFile file={file} disabled={busy} onFile={setFile} />
      {file ? (
        <p role="alert" className="flag" hidden={!field('text').error}>
          The file {field('text').error}
        </p>
      ) : (
        <Textarea label="The essay" description="Or give a file above." autosize minRows={6} maxRows={18} mt="md" {...field('text')} />
      )}
      <Button type="submit" mt="md" disabled={busy}>
        Register it
      </Button>
      {problem && !problem.fields.length && <Refused problem={problem} />}
    </form>
  );
}
