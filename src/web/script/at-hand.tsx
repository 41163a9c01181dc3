import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';

/** What can be done with the claim that was just chosen: the next stop for the Tab key, wherever in the essay it stands. Escape closes it. */
export function AtHand({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => panel.current?.focus({ preventScroll: true }), []);
  const onKeyDown = (event: KeyboardEvent) => event.key === 'Escape' && onClose();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a second way to what its Close does
    <div className="at-hand" ref={panel} tabIndex={-1} onKeyDown={onKeyDown}>
      {children}
    </div>
  );
}
