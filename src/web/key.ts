const NAME = 'examiner-key';
const REFUSED = 'examiner-key-refused';

/** The API key of the teacher who is signed in on this tab, null where nobody is. It is forgotten with the tab. */
export const keyOf = (): string | null => sessionStorage.getItem(NAME);
export const keepKey = (key: string): void => sessionStorage.setItem(NAME, key);
export const forgetKey = (): void => sessionStorage.removeItem(NAME);

/** What a request carries that says who asks. */
export const bearer = (): Record<string, string> => {
  const key = keyOf();
  return key ? { Authorization: `Bearer ${key}` } : {};
};

/** Forgets a key that the service does not take any more, and tells whoever listens: with it even a student's page is refused. */
export function refuseKey(): void {
  if (keyOf() === null) return;
  forgetKey();
  dispatchEvent(new Event(REFUSED));
}

/** Calls `told` when the key was refused. Returns what ends it. */
export function whenRefused(told: () => void): () => void {
  addEventListener(REFUSED, told);
  return () => removeEventListener(REFUSED, told);
}
