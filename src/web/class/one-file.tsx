import { useState } from 'react';
import { DropZone } from './drop-zone.tsx';
import { FilePick } from './file-pick.tsx';

type Props = { file: File | null; disabled: boolean; onFile: (file: File | null) => void };

/** A place to drop one essay into, with the button that does the same. */
export function OneFile({ file, disabled, onFile }: Props) {
  const [many, setMany] = useState(false);
  const take = (files: File[]) => {
    setMany(files.length > 1);
    if (files.length === 1 && files[0]) onFile(files[0]);
  };
  return (
    <DropZone disabled={disabled} onDropped={({ files }) => take([...files])}>
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
    </DropZone>
  );
}
