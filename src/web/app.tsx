import { useEffect, useState } from 'react';
import type { Rubric } from '../domain/rubric.ts';
import { About } from './about.tsx';
import { ApiProblem, loadRubric } from './api.ts';
import { isForTeachers, TeacherPages } from './class/teacher-pages.tsx';
import { EssayForm } from './essay-form.tsx';
import { Failure } from './failure.tsx';
import { HandIn } from './hand-in.tsx';
import { whenRefused } from './key.ts';
import { SubmissionPage } from './submission-page.tsx';
import { useRoute } from './use-route.ts';

export function App() {
  const route = useRoute();
  const [rubric, setRubric] = useState<Rubric | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [told, setTold] = useState('');

  useEffect(() => {
    const load = () =>
      loadRubric().then(
        (found) => {
          setRubric(found);
          setProblem(null);
        },
        (error) => setProblem(error instanceof ApiProblem ? error : new ApiProblem(0, 'The rubric could not be loaded.')),
      );
    void load();
    return whenRefused(load);
  }, []);

  return (
    <>
      <header className="top">
        <a className="name" href="#/">
          Essay examiner
        </a>
        <span className="aside">marks a history essay, claim by claim</span>
        <a className="teachers no-print" href="#/class">
          For teachers
        </a>
      </header>
      <main className="page">
        <p role="status" className={told ? 'told' : 'hidden'}>
          {told}
        </p>
        {problem && <Failure problem={problem} />}
        {rubric && route.page === 'write' && <EssayForm rubric={rubric} onStart={() => setTold('')} />}
        {route.page === 'hand-in' && <HandIn key={route.assignment} assignment={route.assignment} />}
        {isForTeachers(route) && <TeacherPages route={route} />}
        {rubric && route.page === 'submission' && (
          <SubmissionPage
            key={route.id}
            id={route.id}
            rubric={rubric}
            onDeleted={() => {
              setTold('Your essay and everything made from it has been deleted from this machine.');
              location.hash = '#/';
            }}
          />
        )}
        {rubric && (route.page === 'write' || route.page === 'submission') && <About rubric={rubric} />}
      </main>
      <footer className="bottom">
        A program made these marks. It must not be the only marker of work that counts. <a href="/docs">API reference</a>
      </footer>
    </>
  );
}
