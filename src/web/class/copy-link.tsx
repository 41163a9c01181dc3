import { Button, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';

/** An address to give away: to be read, selected, or copied by a button. */
export function CopyLink({ label, address }: { label: string; address: string }) {
  const field = useRef<HTMLInputElement>(null);
  const [told, setTold] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(address);
      setTold('Copied.');
    } catch {
      // browsers keep the clipboard from pages that come without TLS
      field.current?.select();
      setTold('It is selected: copy it with Ctrl C, or Cmd C on a Mac.');
    }
  };
  return (
    <>
      <div className="buttons with-field">
        <TextInput
          ref={field}
          label={label}
          value={address}
          readOnly
          className="link-field"
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button variant="default" onClick={copy}>
          Copy the link
        </Button>
      </div>
      <p role="status" className="soft">
        {told}
      </p>
    </>
  );
}
