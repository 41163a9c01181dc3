/** A line on standard error that counts the seconds while a model works; nothing where that is no terminal. `done` takes it away again, `clear` for now, so that a line can be told. */
export function progress(what: string, terminal: NodeJS.WriteStream = process.stderr): { done: () => void; clear: () => void } {
  if (!terminal.isTTY) return { done: () => {}, clear: () => {} };
  const began = Date.now();
  const show = () => terminal.write(`\r\u001b[K${what} ${Math.round((Date.now() - began) / 1000)} s`);
  show();
  const timer = setInterval(show, 1000);
  const clear = () => void terminal.write('\r\u001b[K');
  return {
    clear,
    done: () => {
      clearInterval(timer);
      clear();
    },
  };
}
