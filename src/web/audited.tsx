const REFERENCE = /\b((?:clm|par)_\d+)\b/u;

/** An audit line in which each claim and paragraph it names is a way to its place in the essay. */
export function Audited({ text, onShow }: { text: string; onShow: (id: string) => void }) {
  return text.split(REFERENCE).map((part, i) => {
    if (!REFERENCE.test(part)) return part;
    const [kind, n] = part.split('_');
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a fixed text never move
      <button key={i} type="button" className="as-link" onClick={() => onShow(part)}>
        {kind === 'clm' ? 'claim' : 'paragraph'} {n}
      </button>
    );
  });
}
