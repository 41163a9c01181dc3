import { Button } from '@mantine/core';
import { useRef } from 'react';

type Props = { label: string; onPick: (files: File[]) => void; folder?: boolean; one?: boolean; accept?: string; disabled?: boolean };

/** A button that asks for files, or for a folder. */
export function FilePick({ label, onPick, folder = false, one = false, accept, disabled = false }: Props) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={label}
        multiple={!one}
        {...(accept && { accept })}
        {...(folder && { webkitdirectory: '' })}
        onChange={(event) => {
          onPick([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
      <Button variant="default" disabled={disabled} onClick={() => input.current?.click()}>
        {label}
      </Button>
    </>
  );
}
