import { Button, PasswordInput } from '@mantine/core';
import { type FormEvent, useEffect, useState } from 'react';
import { problemOf } from '../api.ts';
import { forgetKey, keepKey } from '../key.ts';
import { loadBatches } from './class-api.ts';

/** Asks a teacher for their key, and keeps it when the service knows it. */
export function SignIn({ onSignedIn }: { onSignedIn: () => void }) {
  const [key, setKey] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    document.title = 'Sign in: Essay examiner';
  }, []);

  const signIn = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setWrong(null);
    keepKey(key.trim());
    try {
      await loadBatches();
      onSignedIn();
    } catch (error) {
      forgetKey();
      setWrong(problemOf(error).detail);
    }
    setBusy(false);
  };

  return (
    <>
      <h1>For teachers</h1>
      <p className="lead">Mark a whole class at once, check what needs a person, and hand the results out when you are ready.</p>
      <form onSubmit={signIn} className="narrow" noValidate>
        <PasswordInput
          label="Your key"
          description="Whoever runs this service has it: the first one was printed when it was first started. It stays in this tab only."
          value={key}
          onChange={(event) => setKey(event.currentTarget.value)}
          error={wrong}
          errorProps={{ role: 'alert' }}
          autoComplete="off"
          visibilityToggleButtonProps={{ 'aria-label': 'Show the key' }}
          disabled={busy}
        />
        <Button type="submit" mt="md" disabled={busy || !key.trim()}>
          Sign in
        </Button>
      </form>
    </>
  );
}
