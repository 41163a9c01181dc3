import fc from 'fast-check';

const STARTS = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠', '=cmd|calc!A0', '\u202E=', '\0=', '"=', "'"];

/** Text as unkind as it comes: formulas, quotes, delimiters, control characters, halves of surrogate pairs, markup. */
export const hostile = (): fc.Arbitrary<string> =>
  fc
    .array(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 12 }),
        fc.constantFrom(
          ...STARTS,
          ',',
          ';',
          '\r\n',
          '""',
          '</style><script>alert(1)</script>',
          '<img src=x onerror=1>',
          '&lt;',
          '\uD800',
          ']]>',
        ),
      ),
      { maxLength: 5 },
    )
    .map((parts) => parts.join(''));
