import type { Item } from './class-api.ts';

/** Whose an essay is: the name where it is known, and the identifier. */
export function Whose({ item: { identifier, name, group } }: { item: Pick<Item, 'identifier' | 'name' | 'group'> }) {
  return (
    <bdi>
      {name ?? identifier}
      {name && name !== identifier && ` (${identifier})`}
      {group && `, ${group}`}
    </bdi>
  );
}
