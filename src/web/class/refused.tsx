import { Alert, Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ApiProblem } from '../api.ts';

/** What was refused and why, beside what asked for it. `children` say more of it. */
export function Refused({ problem, onRetry, children }: { problem: ApiProblem; onRetry?: () => void; children?: ReactNode }) {
  const gone = problem.status === 404;
  return (
    <Alert color="red" variant="light" title={gone ? 'There is nothing at this address' : 'That did not work'} role="alert" my="md">
      <p>
        {gone ? 'It may have been deleted, be another teacher’s, or the link is not complete.' : problem.detail}{' '}
        {gone && <a href="#/class">All classes</a>}
      </p>
      {children}
      {onRetry && !gone && (
        <Button onClick={onRetry} variant="default" mt="sm">
          Try again
        </Button>
      )}
    </Alert>
  );
}
