import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';

/** How much of the window it may cover, from below; as in class.css. */
const COVERED = 0.6;
/** Between the claim and what covers the rest, in CSS pixels. */
const ROOM = 8;

/** What can be done with the claim that was just chosen: the next stop for the Tab key, wherever in the essay it stands. The claim stays in sight, and Escape closes it. */
export function AtHand({ claim, onClose, children }: { claim: string; onClose: () => void; children: ReactNode }) {
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    panel.current?.focus({ preventScroll: true });
    const end = document.getElementById(claim)?.getBoundingClientRect().bottom ?? 0;
    scrollBy(0, Math.max(0, Math.ceil(end + ROOM - (1 - COVERED) * innerHeight)));
  }, [claim]);
  const onKeyDown = (event: KeyboardEvent) => event.key === 'Escape' && onClose();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a second way to what its Close does
    <div className="at-hand" ref={panel} tabIndex={-1} onKeyDown={onKeyDown}>
      {children}
    </div>
  );
}
