import { type DragEvent, useState } from 'react';
import { FilePick } from './file-pick.tsx';

type Props = { file: File | null; disabled: boolean; onFile: (file: File | null) => void };

/** A place to drop one essay into, with the button that does the same. */
export function OneFile({ file, disabled, onFile }: Props) {
  const [over, setOver] = useState(false);
  const [many, setMany] = useState(false);
  const take = (files: File[]) => {
    setMany(files.length > 1);
    if (files.length === 1 && files[0]) onFile(files[0]);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (!disabled) take([...event.dataTransfer.files]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a short way to what the button does
    <div
      className={over ? 'drop over' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(!disabled);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <p>
        Drop the essay here (<strong>.docx, .pdf, .txt, .md</strong>), or paste it below.
      </p>
      <div className="buttons">
        <FilePick label="Choose a file" one accept=".docx,.pdf,.txt,.md" onPick={take} disabled={disabled} />
      </div>
      <p role="status" className="soft">
        {many ? 'One file at a time, please.' : file ? `${file.name} is chosen.` : 'No file chosen.'}{' '}
        {file && !disabled && (
          <button type="button" className="as-link" onClick={() => onFile(null)}>
            Paste the text instead
          </button>
        )}
      </p>
    </div>
  );
}
