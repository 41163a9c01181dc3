import { Button, NativeSelect, TextInput } from '@mantine/core';
import { type DragEvent, type FormEvent, useEffect, useState } from 'react';
import { counted } from '../../domain/words.ts';
import { type ApiProblem, problemOf } from '../api.ts';
import { Failure } from '../failure.tsx';
import { classAddress } from '../use-route.ts';
import { loadRubrics, type RubricName, type Settings, sendClass } from './class-api.ts';
import { droppedFiles } from './dropped-files.ts';
import { FilePick } from './file-pick.tsx';

const NOTHING: Settings = { title: '', rubricId: '', pattern: '', first: '', tokenCap: '', blindShare: '' };

/** A place to drop a class into, and what is to be known of it. Nothing is marked before the next page is agreed to. */
export function SendClass() {
  const [files, setFiles] = useState<File[]>([]);
  const [settings, setSettings] = useState(NOTHING);
  const [rubrics, setRubrics] = useState<RubricName[]>([]);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const [over, setOver] = useState(false);

  useEffect(() => {
    loadRubrics().then(setRubrics, () => setRubrics([]));
  }, []);

  const set = (name: keyof Settings) => (event: { currentTarget: { value: string } }) =>
    setSettings({ ...settings, [name]: event.currentTarget.value });
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void droppedFiles(event.dataTransfer).then((more) => setFiles((known) => [...known, ...more]));
  };
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      location.hash = classAddress((await sendClass(files, settings)).id);
    } catch (error) {
      setProblem(problemOf(error));
      setBusy(false);
    }
  };
  const wrong = (name: keyof Settings) => problem?.fields.find(({ field }) => field === name)?.detail ?? null;

  return (
    <form onSubmit={send} noValidate aria-label="Mark a class">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a short way to what the two buttons do */}
      <div
        className={over ? 'drop over' : 'drop'}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <p>
          Drop a folder or files here: <strong>.docx, .pdf, .txt, .md</strong>, a <strong>.zip</strong> of them, or a table (
          <strong>.csv, .xlsx</strong>) with one essay a row.
        </p>
        <div className="buttons">
          <FilePick label="Choose files" onPick={(more) => setFiles([...files, ...more])} disabled={busy} />
          <FilePick label="Choose a folder" folder onPick={(more) => setFiles([...files, ...more])} disabled={busy} />
        </div>
        <p role="status" className="soft">
          {files.length ? `${counted(files.length, 'file')} chosen` : 'No files chosen yet.'}{' '}
          {files.length > 0 && !busy && (
            <button type="button" className="as-link" onClick={() => setFiles([])}>
              Start over
            </button>
          )}
        </p>
      </div>
      <div className="fields">
        <TextInput
          label="Name of the class"
          placeholder="10B, autumn mock"
          value={settings.title}
          onChange={set('title')}
          error={wrong('title')}
        />
        <NativeSelect
          label="Question"
          data={rubrics.map(({ id, title }) => ({ value: id, label: title }))}
          value={settings.rubricId}
          onChange={set('rubricId')}
        />
      </div>
      <details>
        <summary>More settings</summary>
        <div className="fields">
          <TextInput
            label="How the file names say whose it is"
            description="For example {identifier} {name}. Left empty, the whole name is the identifier, and names that Moodle, Teams and Google Classroom give are known."
            value={settings.pattern}
            onChange={set('pattern')}
            error={wrong('pattern')}
          />
          <TextInput
            label="Mark so many first, then ask"
            description="To see a few before the rest."
            inputMode="numeric"
            value={settings.first}
            onChange={set('first')}
            error={wrong('first')}
          />
          <TextInput
            label="Share to mark yourself first"
            description="From 0 to 1. You give a mark for these before you see the engine’s."
            inputMode="decimal"
            value={settings.blindShare}
            onChange={set('blindShare')}
            error={wrong('blindShare')}
          />
          <TextInput
            label="Most tokens"
            description="Where a model marks: it stops before it would take more."
            inputMode="numeric"
            value={settings.tokenCap}
            onChange={set('tokenCap')}
            error={wrong('tokenCap')}
          />
        </div>
      </details>
      <Button type="submit" mt="md" disabled={busy || !files.length}>
        {busy ? 'Reading the files…' : 'Read the files'}
      </Button>
      <p className="soft">Nothing is marked yet: you see first what was read and what it will take.</p>
      {problem && <Failure problem={problem} />}
    </form>
  );
}
