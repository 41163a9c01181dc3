import { type DragEvent, type ReactNode, useState } from 'react';

type Props = { disabled: boolean; onDropped: (dropped: DataTransfer) => void; children: ReactNode };

/** A place to drop files into. What it holds must be another way to the same. */
export function DropZone({ disabled, onDropped, children }: Props) {
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (!disabled) onDropped(event.dataTransfer);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a short way to what the buttons in it do
    <div
      className={over ? 'drop over' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(!disabled);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {children}
    </div>
  );
}
