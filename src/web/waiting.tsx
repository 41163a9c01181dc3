import { Loader } from '@mantine/core';

/** Shown while an essay is being marked; `seconds` once it takes long enough to be worth telling. */
export function Waiting({ seconds = 0 }: { seconds?: number }) {
  return (
    <div role="status" className="waiting">
      <Loader size="sm" type="dots" aria-hidden="true" />
      <span>
        Reading the essay and checking each claim
        {seconds >= 5 ? ` (${seconds} seconds so far; with a model it can take a minute or two)` : ''}…
      </span>
    </div>
  );
}
