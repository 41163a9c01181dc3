import { Alert, Button } from '@mantine/core';
import type { ApiProblem } from './api.ts';

export function Failure({ problem, onRetry }: { problem: ApiProblem; onRetry?: () => void }) {
  const gone = problem.status === 404;
  return (
    <Alert color="red" variant="light" title={gone ? 'There is nothing at this address' : 'That did not work'} role="alert" my="md">
      <p>
        {gone ? 'The essay may have been deleted, or the link is not complete.' : problem.detail}{' '}
        {gone && <a href="#/">Mark another essay</a>}
      </p>
      {onRetry && !gone && (
        <Button onClick={onRetry} variant="default" mt="sm">
          Try again
        </Button>
      )}
    </Alert>
  );
}
