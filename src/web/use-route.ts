import { useEffect, useState } from 'react';

/** The parts of a class's page, as they stand in its address. */
export const CLASS_PARTS = ['queue', 'order', 'agreement', 'moderation', 'take', 'files'] as const;
export type ClassPart = (typeof CLASS_PARTS)[number];

/**
 * Where the reader is: the page for writing, one submission by its id, or a teacher's classes, assignments, seed scripts and reasons, one of
 * them, or one script of a class. Kept in the address, so that a reload comes back.
 */
export type Route =
  | { page: 'write' }
  | { page: 'submission'; id: string }
  | { page: 'hand-in'; assignment: string }
  | { page: 'classes' }
  | { page: 'class'; batch: string; part: ClassPart | null }
  | { page: 'seeds' }
  | { page: 'assignments' }
  | { page: 'assignment'; id: string }
  | { page: 'reasons' }
  | { page: 'review'; batch: string; id: string; moderation: boolean };

const read = (): Route => {
  const [page, first, second, third] = location.hash.slice(2).split('/');
  if (page === 'a' && isId(first)) return { page: 'hand-in', assignment: first };
  if (page === 's' && isId(first)) return { page: 'submission', id: first };
  if (page === 'review' && isId(first) && isId(second))
    return { page: 'review', batch: first, id: second, moderation: third === 'moderation' };
  if (page === 'class' && first === 'assignments') return isId(second) ? { page: 'assignment', id: second } : { page: 'assignments' };
  if (page === 'class' && first === 'seeds') return { page: 'seeds' };
  if (page === 'class' && first === 'reasons') return { page: 'reasons' };
  if (page === 'class') return isId(first) ? { page: 'class', batch: first, part: partOf(second) } : { page: 'classes' };
  return { page: 'write' };
};
const partOf = (name: string | undefined): ClassPart | null => CLASS_PARTS.find((part) => part === name) ?? null;
const isId = (part: string | undefined): part is string => /^[\w-]+$/u.test(part ?? '');

export function useRoute(): Route {
  const [route, setRoute] = useState(read);
  useEffect(() => {
    const follow = () => setRoute(read());
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return route;
}

export const ASSIGNMENTS = '#/class/assignments';
export const SEEDS = '#/class/seeds';
export const REASONS = '#/class/reasons';
export const assignmentAddress = (id: string): string => `${ASSIGNMENTS}/${id}`;
export const submissionAddress = (id: string): string => `#/s/${id}`;
export const classAddress = (batch: string): string => `#/class/${batch}`;
export const reviewAddress = (batch: string, id: string): string => `#/review/${batch}/${id}`;
export const partAddress = (batch: string, part: ClassPart): string => `${classAddress(batch)}/${part}`;
export const moderationAddress = (batch: string): string => partAddress(batch, 'moderation');
/** A script that is opened from the moderation of its class, and leads back there. */
export const moderatedAddress = (batch: string, id: string): string => `${reviewAddress(batch, id)}/moderation`;
