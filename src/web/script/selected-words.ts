import { type RefObject, useEffect, useState } from 'react';
import type { Span } from '../../domain/essay.ts';

/**
 * The words of the essay that are selected inside `within`, or were last, by their UTF-16 offsets; null where none are. They stay when the
 * selection goes, since whoever writes about them selects nothing any more.
 */
export function useSelectedWords(within: RefObject<HTMLElement | null>, text: string): [Span | null, (span: Span | null) => void] {
  const [span, setSpan] = useState<Span | null>(null);
  useEffect(() => {
    const follow = () => {
      const selection = getSelection();
      const found = within.current && selection && !selection.isCollapsed ? spanOf(selection.getRangeAt(0), within.current, text) : null;
      if (found) setSpan(found);
    };
    document.addEventListener('selectionchange', follow);
    return () => document.removeEventListener('selectionchange', follow);
  }, [within, text]);
  return [span, setSpan];
}

/** Each stretch of the essay on the page says in `data-start` where it begins; what stands between (signs, notes) is no part of the essay. */
function spanOf(range: Range, root: HTMLElement, text: string): Span | null {
  const parts = [...root.querySelectorAll<HTMLElement>('[data-start]')].flatMap((element) => {
    const words = element.firstChild;
    if (!words || !range.intersectsNode(words)) return [];
    const at = Number(element.dataset.start);
    const from = range.startContainer === words ? range.startOffset : 0;
    const to = range.endContainer === words ? range.endOffset : (words.textContent ?? '').length;
    return from < to ? [{ start: at + from, end: at + to }] : [];
  });
  const [start, end] = [Math.min(...parts.map((part) => part.start)), Math.max(...parts.map((part) => part.end))];
  const words = parts.length ? text.slice(start, end) : '';
  const lead = words.length - words.trimStart().length;
  return words.trim() ? { start: start + lead, end: start + lead + words.trim().length } : null;
}
