import { Loader } from '@mantine/core';

/** Shown while an essay is being marked; `seconds` once it takes long enough to be worth telling, or why it is not marked yet. */
export function Waiting({
  seconds = 0,
  putOff = null,
}: {
  seconds?: number;
  putOff?: { until: string; reason: string } | null | undefined;
}) {
  if (putOff)
    return (
      <p role="status">
        {putOff.reason} It is tried again on {new Date(putOff.until).toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short' })}.
        You can close this page and come back to its address.
      </p>
    );
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
