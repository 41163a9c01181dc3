const NAME = 'examiner-key';

/** The API key of the teacher who is signed in on this tab, null where nobody is. It is forgotten with the tab. */
export const keyOf = (): string | null => sessionStorage.getItem(NAME);
export const keepKey = (key: string): void => sessionStorage.setItem(NAME, key);
export const forgetKey = (): void => sessionStorage.removeItem(NAME);

/** What a request carries that says who asks. */
export const bearer = (): Record<string, string> => {
  const key = keyOf();
  return key ? { Authorization: `Bearer ${key}` } : {};
};
