import { z } from 'zod';

/** Why a teacher changes something: given by `key`, kept as `words`, so that what was said stays when the list is edited. */
export const ListedReason = z.strictObject({
  key: z.string().regex(/^[a-z0-9]$/, 'must be one small letter or digit'),
  words: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .refine((words) => !/\p{Cc}/u.test(words), 'must not hold control characters'),
});
export type ListedReason = z.infer<typeof ListedReason>;

/** Most reasons of a list that is still taken in at a glance. */
export const MOST_REASONS = 12;

export const ReasonList = z
  .array(ListedReason)
  .min(1, 'must have at least one reason')
  .max(MOST_REASONS, `must have at most ${MOST_REASONS} reasons`)
  .superRefine((list, { addIssue }) => {
    for (const [i, { key }] of list.entries())
      if (list.findIndex((one) => one.key === key) < i)
        addIssue({ code: 'custom', path: [i, 'key'], message: 'is the key of another reason too' });
  });

/** The list that stands until staff set another. */
export const usualReasons: ListedReason[] = [
  { key: 'r', words: 'It is right: the record bears it out.' },
  { key: 'w', words: 'It is wrong: the record says otherwise.' },
  { key: 'm', words: 'The essay says something else than was read.' },
  { key: 'a', words: 'The argument is better than was seen.' },
  { key: 'o', words: 'The argument is weaker than was seen.' },
  { key: 'f', words: 'The answer as a whole fits the mark scheme so.' },
  { key: 's', words: 'Agreed in standardisation or moderation.' },
  { key: 't', words: 'Said better for this student.' },
];

/** The words of a reason that was given by its key; other words as they are. */
export const reasonOf = (given: string, reasons: ListedReason[]): string => reasons.find(({ key }) => key === given)?.words ?? given;
