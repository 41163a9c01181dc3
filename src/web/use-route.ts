import { useEffect, useState } from 'react';

/** Where the reader is: the page for writing, or one submission by its id. Kept in the address, so that a reload comes back. */
export type Route = { page: 'write' } | { page: 'submission'; id: string };

const read = (): Route => {
  const id = /^#\/s\/([\w-]+)$/u.exec(location.hash)?.[1];
  return id ? { page: 'submission', id } : { page: 'write' };
};

export function useRoute(): Route {
  const [route, setRoute] = useState(read);
  useEffect(() => {
    const follow = () => setRoute(read());
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return route;
}

export const submissionAddress = (id: string): string => `#/s/${id}`;
