import { useEffect, useState } from 'react';

/**
 * Where the reader is: the page for writing, one submission by its id, or a teacher's classes, assignments, seed scripts and reasons, one of
 * them, or one script of a class. Kept in the address, so that a reload comes back.
 */
export type Route =
  | { page: 'write' }
  | { page: 'submission'; id: string }
  | { page: 'hand-in'; assignment: string }
  | { page: 'classes' }
  | { page: 'class'; batch: string; moderation: boolean }
  | { page: 'seeds' }
  | { page: 'assignments' }
  | { page: 'assignment'; id: string }
  | { page: 'reasons' }
  | { page: 'review'; batch: string; id: string; moderation: boolean };

const read = (): Route => {
  const [page, first, second, third] = location.hash.slice(2).split('/');
  if (page === 'a' && isId(first)) return { page: 'hand-in', assignment: first };
  if (page === 's' && isId(first)) return { page: 'submission', id: first };
  if (page === 'review' && isId(first) && isId(second)) return moderated(third, { page: 'review', batch: first, id: second });
  if (page === 'class' && first === 'assignments') return isId(second) ? { page: 'assignment', id: second } : { page: 'assignments' };
  if (page === 'class' && first === 'seeds') return { page: 'seeds' };
  if (page === 'class' && first === 'reasons') return { page: 'reasons' };
  if (page === 'class') return isId(first) ? moderated(second, { page: 'class', batch: first }) : { page: 'classes' };
  return { page: 'write' };
};
/** Whether it is read for moderation, or on the way there. */
const moderated = <T extends object>(part: string | undefined, route: T) => ({ ...route, moderation: part === 'moderation' });
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
export const moderationAddress = (batch: string): string => `${classAddress(batch)}/moderation`;
/** A script that is opened from the moderation of its class, and leads back there. */
export const moderatedAddress = (batch: string, id: string): string => `${reviewAddress(batch, id)}/moderation`;
