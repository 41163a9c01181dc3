import { useEffect, useState } from 'react';
import { forgetKey, keyOf, whenRefused } from '../key.ts';
import { ReasonsPage } from '../script/reasons-page.tsx';
import { ReviewPage } from '../script/review-page.tsx';
import { ASSIGNMENTS, REASONS, type Route, SEEDS } from '../use-route.ts';
import { AssignmentPage } from './assignment-page.tsx';
import { AssignmentsPage } from './assignments-page.tsx';
import { BatchPage } from './batch-page.tsx';
import { ClassesPage } from './classes-page.tsx';
import { SeedsPage } from './seeds-page.tsx';
import { SignIn } from './sign-in.tsx';

export type TeacherRoute = Extract<Route, { page: 'classes' | 'class' | 'review' | 'assignments' | 'assignment' | 'seeds' | 'reasons' }>;

export const isForTeachers = (route: Route): route is TeacherRoute =>
  ['classes', 'class', 'review', 'assignments', 'assignment', 'seeds', 'reasons'].includes(route.page);

/** What only a teacher who is signed in sees. */
export function TeacherPages({ route }: { route: TeacherRoute }) {
  const [signedIn, setSignedIn] = useState(keyOf() !== null);
  useEffect(() => whenRefused(() => setSignedIn(false)), []);
  if (!signedIn) return <SignIn onSignedIn={() => setSignedIn(true)} />;
  const signOut = () => {
    forgetKey();
    setSignedIn(false);
  };
  return (
    <>
      <nav className="views teachers-nav no-print" aria-label="For teachers">
        <a href="#/class" aria-current={route.page === 'classes' ? 'page' : undefined}>
          Classes
        </a>
        <a href={ASSIGNMENTS} aria-current={route.page === 'assignments' ? 'page' : undefined}>
          Assignments
        </a>
        <a href={SEEDS} aria-current={route.page === 'seeds' ? 'page' : undefined}>
          Seed scripts
        </a>
        <a href={REASONS} aria-current={route.page === 'reasons' ? 'page' : undefined}>
          Reasons
        </a>
        <button type="button" className="as-link" onClick={signOut}>
          Sign out
        </button>
      </nav>
      {route.page === 'classes' && <ClassesPage />}
      {route.page === 'class' && <BatchPage key={route.batch} id={route.batch} part={route.part} />}
      {route.page === 'review' && <ReviewPage batch={route.batch} id={route.id} moderation={route.moderation} />}
      {route.page === 'seeds' && <SeedsPage />}
      {route.page === 'reasons' && <ReasonsPage />}
      {route.page === 'assignments' && <AssignmentsPage />}
      {route.page === 'assignment' && <AssignmentPage key={route.id} id={route.id} />}
    </>
  );
}
