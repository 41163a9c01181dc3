import type { Member, ScriptState } from './batch.ts';

/** A task that a class answers. `practice`: each student sees the mark at once. `closes`: when it takes no more; null: never. */
export type Assignment = {
  id: string;
  task: string;
  rubricId: string;
  mode: 'practice' | 'class';
  closes: string | null;
  author: string;
  createdAt: string;
};

/** An essay handed in for an assignment. */
export type HandedIn = { submissionId: string; identifier: string | null; name: string | null; createdAt: string; state: ScriptState };

/** Who of a class has handed in: `twice` when more than one essay came. `essays` newest first. */
export type ClassMember = Member & { status: 'submitted' | 'missing' | 'twice'; essays: HandedIn[] };

/** The class list against what came in. `unknown` are essays of nobody on the list, newest first. */
export function classOf(members: Member[], handedIn: HandedIn[]): { members: ClassMember[]; unknown: HandedIn[] } {
  const newest = [...handedIn].sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  const byIdentifier = Map.groupBy(newest, ({ identifier }) => keyOf(identifier));
  const known = new Set(members.map(({ identifier }) => keyOf(identifier)));
  return {
    members: members.map((member) => {
      const essays = byIdentifier.get(keyOf(member.identifier)) ?? [];
      return { ...member, status: essays.length === 0 ? 'missing' : essays.length === 1 ? 'submitted' : 'twice', essays };
    }),
    unknown: newest.filter(({ identifier }) => !known.has(keyOf(identifier))),
  };
}

/** How identifiers are matched: students type capitals and spaces as they like. Leading zeros count. */
const keyOf = (identifier: string | null): string => identifier?.trim().normalize('NFKC').toLowerCase() ?? '';
