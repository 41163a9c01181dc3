import { useState } from 'react';
import { isJunk } from '../../domain/file-names.ts';
import { counted } from '../../domain/words.ts';
import { DropZone } from './drop-zone.tsx';
import { droppedFiles, pathOf } from './dropped-files.ts';
import { FilePick } from './file-pick.tsx';

type Props = { files: File[]; disabled: boolean; onFiles: (files: File[]) => void };

/** A place to drop a class into, with the two buttons that do the same. */
export function DropArea({ files, disabled, onFiles }: Props) {
  const [unread, setUnread] = useState(false);
  const add = (more: File[]) => onFiles([...files, ...more.filter((file) => !isJunk(pathOf(file)))].sort(byPath));
  const drop = (dropped: DataTransfer) => {
    setUnread(false);
    droppedFiles(dropped).then(add, () => setUnread(true));
  };
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  return (
    <DropZone disabled={disabled} onDropped={drop}>
      <p>
        Drop a folder or files here: <strong>.docx, .pdf, .txt, .md</strong>, a <strong>.zip</strong> of them, or a table (
        <strong>.csv, .xlsx</strong>) with one essay a row.
      </p>
      <div className="buttons">
        <FilePick label="Choose files" onPick={add} disabled={disabled} />
        <FilePick label="Choose a folder" folder onPick={add} disabled={disabled} />
      </div>
      <p role="status" className="soft">
        {files.length ? `${counted(files.length, 'file')} chosen, ${sizeWords(bytes)}.` : 'No files chosen yet.'}{' '}
        {files.length > 0 && !disabled && (
          <button type="button" className="as-link" onClick={() => onFiles([])}>
            Start over
          </button>
        )}
      </p>
      {unread && <p role="alert">What you dropped could not be read. Choose it with a button instead.</p>}
    </DropZone>
  );
}

const byPath = (a: File, b: File) => pathOf(a).localeCompare(pathOf(b), 'en', { numeric: true });

const sizeWords = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${Math.max(1, Math.ceil(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
