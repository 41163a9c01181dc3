/** Most values kept; the one that was asked for longest ago goes first. */
const MOST = 8;

/** `make`, called once for each hash: what is made of a rubric holds for as long as its hash does. */
export function oncePerHash<From extends { hash: string }, Made>(make: (from: From) => Made): (from: From) => Made {
  const kept = new Map<string, Made>();
  return (from) => {
    const made = kept.get(from.hash) ?? make(from);
    kept.delete(from.hash);
    kept.set(from.hash, made);
    for (const oldest of kept.keys()) if (kept.size > MOST) kept.delete(oldest);
    return made;
  };
}
