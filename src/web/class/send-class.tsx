import { Button, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useState } from 'react';
import { ApiProblem, problemOf } from '../api.ts';
import { classAddress } from '../use-route.ts';
import { loadRubrics, type RubricName, type Settings, sendClass } from './class-api.ts';
import { ClassSettings } from './class-settings.tsx';
import { DropArea } from './drop-area.tsx';
import { NothingTaken } from './nothing-taken.tsx';
import { OwnersPreview } from './owners-preview.tsx';
import { type Choices, choicesIn, columns, TableColumns } from './table-columns.tsx';

const NOTHING: Settings = {
  ...{ title: '', rubricId: '', first: '', tokenCap: '', blindShare: '', seedShare: '' },
  ...{ pattern: '', essay: '', identifier: '', name: '', group: '', sheet: '' },
};

/** A place to drop a class into, and what is to be known of it. Nothing is marked before the next page is agreed to. */
export function SendClass() {
  const [files, setFiles] = useState<File[]>([]);
  const [settings, setSettings] = useState(NOTHING);
  const [rubrics, setRubrics] = useState<RubricName[]>([]);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [sent, setSent] = useState<number | null>(null);
  const [choices, setChoices] = useState<Choices>({});
  const busy = sent !== null;
  const [only, another] = files;
  const isTable = Boolean(only && !another && /\.(csv|xlsx)$/iu.test(only.name));

  useEffect(() => {
    loadRubrics().then(setRubrics, () => setRubrics([]));
  }, []);

  const set = (name: keyof Settings, value: string) => setSettings({ ...settings, [name]: value });
  const wrong = (name: keyof Settings) => problem?.fields.find(({ field }) => field === name)?.detail ?? null;
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setSent(0);
    setProblem(null);
    const unused = isTable ? ['pattern'] : columns;
    const said = Object.fromEntries(Object.entries(settings).filter(([name]) => !(unused as string[]).includes(name)));
    try {
      location.hash = classAddress((await sendClass(files, said, setSent)).id);
    } catch (error) {
      const refused = problemOf(error);
      setProblem(refused);
      setChoices(choicesIn(refused.fields, choices));
      setSent(null);
    }
  };

  return (
    <form onSubmit={send} noValidate aria-label="Mark a class">
      <DropArea
        files={files}
        disabled={busy}
        onFiles={(chosen) => {
          setFiles(chosen);
          setProblem(null);
          // what was found in one table is no choice in another
          setChoices({});
          setSettings({ ...settings, ...Object.fromEntries(columns.filter((name) => choices[name]).map((name) => [name, ''])) });
        }}
      />
      <div className="fields">
        <TextInput
          label="Name of the class (optional)"
          placeholder="10B, autumn mock"
          value={settings.title}
          onChange={(event) => set('title', event.currentTarget.value)}
          error={wrong('title')}
          disabled={busy}
        />
        <NativeSelect
          label="Question"
          data={rubrics.map(({ id, title }) => ({ value: id, label: title }))}
          value={settings.rubricId}
          onChange={(event) => set('rubricId', event.currentTarget.value)}
          error={wrong('rubricId')}
          disabled={busy}
        />
      </div>
      {isTable && <TableColumns settings={settings} choices={choices} disabled={busy} wrong={wrong} onChange={set} />}
      {files.length > 0 && !isTable && (
        <OwnersPreview
          files={files}
          pattern={settings.pattern}
          error={wrong('pattern')}
          disabled={busy}
          onChange={(pattern) => set('pattern', pattern)}
        />
      )}
      <details>
        <summary>More settings</summary>
        <ClassSettings settings={settings} disabled={busy} wrong={wrong} onChange={set} />
      </details>
      <Button type="submit" mt="md" disabled={busy || !files.length}>
        Read the files
      </Button>
      {busy ? (
        <Sending share={sent} />
      ) : (
        <p className="soft after">Nothing is marked yet: you see first what was read and what it will take.</p>
      )}
      {problem && <NothingTaken problem={isChoice(problem) ? toChoose : problem} files={files} />}
    </form>
  );
}

const isChoice = ({ fields }: ApiProblem) => fields.some(({ choices }) => choices?.length);
const toChoose = new ApiProblem(422, 'Choose above what holds the essays, then press “Read the files” again. Nothing is lost.');

function Sending({ share }: { share: number }) {
  return (
    <div className="sending">
      <progress max={1} {...(share < 1 && { value: share })} aria-label="Sending the files" />
      <span role="status">{share < 1 ? 'Sending the files…' : 'The files are there and being read…'}</span>
      {share < 1 && <span aria-hidden="true">{Math.floor(100 * share)}%</span>}
    </div>
  );
}
