import { useState } from 'react';
import { forgetKey, keyOf } from '../key.ts';
import { ReviewPage } from '../script/review-page.tsx';
import type { Route } from '../use-route.ts';
import { BatchPage } from './batch-page.tsx';
import { ClassesPage } from './classes-page.tsx';
import { SignIn } from './sign-in.tsx';

/** What only a teacher who is signed in sees. */
export function TeacherPages({ route }: { route: Extract<Route, { page: 'classes' | 'class' | 'review' }> }) {
  const [signedIn, setSignedIn] = useState(keyOf() !== null);
  if (!signedIn) return <SignIn onSignedIn={() => setSignedIn(true)} />;
  const signOut = () => {
    forgetKey();
    setSignedIn(false);
  };
  return (
    <>
      {route.page === 'classes' && <ClassesPage />}
      {route.page === 'class' && <BatchPage key={route.batch} id={route.batch} />}
      {route.page === 'review' && <ReviewPage batch={route.batch} id={route.id} />}
      <p className="soft no-print signed-in">
        You are signed in on this tab.{' '}
        <button type="button" className="as-link" onClick={signOut}>
          Sign out
        </button>
      </p>
    </>
  );
}
