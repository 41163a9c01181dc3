/** Why a teacher changes something: each is given by one key, or by words of one's own. To offer others, edit this list. */
export const reasons = [
  { key: 'r', words: 'It is right: the record bears it out.' },
  { key: 'w', words: 'It is wrong: the record says otherwise.' },
  { key: 'm', words: 'The essay says something else than was read.' },
  { key: 'a', words: 'The argument is better than was seen.' },
  { key: 'o', words: 'The argument is weaker than was seen.' },
  { key: 'f', words: 'The answer as a whole fits the mark scheme so.' },
  { key: 's', words: 'Agreed in standardisation or moderation.' },
  { key: 't', words: 'Said better for this student.' },
] as const;

/** The words of a reason that was given by its key; other words as they are. */
export const reasonOf = (given: string): string => reasons.find(({ key }) => key === given)?.words ?? given;
