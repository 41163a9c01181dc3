import { createContext, useContext, useEffect, useState } from 'react';
import { type ListedReason, usualReasons } from '../../domain/reasons.ts';
import { loadReasons } from './reasons-api.ts';

/** The reasons that the changes of one script can be given by one key. */
export const Reasons = createContext<ListedReason[]>([]);
export const useReasons = (): ListedReason[] => useContext(Reasons);

/** The reasons in force, read once; the usual ones where they cannot be read, since their words are kept and not their keys. */
export function useReasonsInForce(): ListedReason[] {
  const [reasons, setReasons] = useState<ListedReason[]>([]);
  useEffect(() => {
    let over = false;
    loadReasons().then(
      (found) => over || setReasons(found.reasons),
      () => over || setReasons(usualReasons),
    );
    return () => {
      over = true;
    };
  }, []);
  return reasons;
}
