import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { Balance, CounterArgument, CriteriaNamed, Judgement, LinkToQuestion, ParagraphMode } from '../../domain/argument.ts';
import type { Assessment } from '../../domain/assessment.ts';
import type { Change } from '../../domain/override.ts';
import { modeWords } from '../../domain/words.ts';
import { type Changing, Worth } from './worth.tsx';

type Props = Changing & { assessment: Assessment };

const FINDINGS = [
  { key: 'criteria', label: 'A test of success is named', options: CriteriaNamed.options },
  { key: 'counterArgument', label: 'The opposing argument is', options: CounterArgument.options },
  { key: 'balance', label: 'It argues for', options: Balance.options },
  { key: 'judgement', label: 'Its judgement is', options: Judgement.options },
] as const;
const plain = (word: string) => word.replace('-only', ' only');

/** Other findings about the argument as a whole, or about one paragraph. */
export function ChangeArgument({ assessment, ...changing }: Props) {
  const { argument, paragraphs } = assessment;
  const [found, setFound] = useState<Record<string, string>>({});
  const [paragraph, setParagraph] = useState(paragraphs[0]?.id ?? '');
  const [ofParagraph, setOfParagraph] = useState<Record<string, string>>({});
  const one = paragraphs.find((candidate) => candidate.id === paragraph);
  const select = (label: string, options: readonly string[], value: string, onChange: (value: string) => void, words = plain) => (
    <NativeSelect
      key={label}
      label={label}
      data={options.map((option) => ({ value: option, label: words(option) }))}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
  const ofArgument = Object.entries(found).filter(([key, value]) => argument[key as 'balance'] !== value);
  const inParagraph = Object.entries(ofParagraph).filter(([key, value]) => one?.[key as 'mode'] !== value);
  return (
    <section className="change" aria-labelledby="change-argument">
      <h3 id="change-argument">The argument</h3>
      <div className="fields">
        {FINDINGS.map(({ key, label, options }) =>
          select(label, options, found[key] ?? argument[key], (value) => setFound({ ...found, [key]: value })),
        )}
      </div>
      {ofArgument.length > 0 && (
        <Worth change={{ kind: 'argument', ...Object.fromEntries(ofArgument) } as Change} onKept={() => setFound({})} {...changing} />
      )}
      {one && (
        <>
          <div className="fields">
            {select(
              'Paragraph',
              paragraphs.map((each) => each.id),
              paragraph,
              (value) => {
                setParagraph(value);
                setOfParagraph({});
              },
              (name) => name.replace('par_', ''),
            )}
            {select(
              'It',
              ParagraphMode.options,
              ofParagraph.mode ?? one.mode,
              (mode) => setOfParagraph({ ...ofParagraph, mode }),
              (mode) => modeWords[mode as keyof typeof modeWords],
            )}
            {select('Its link to the question is', LinkToQuestion.options, ofParagraph.link ?? one.link, (link) =>
              setOfParagraph({ ...ofParagraph, link }),
            )}
          </div>
          {inParagraph.length > 0 && (
            <Worth
              change={{ kind: 'paragraph', paragraph, ...Object.fromEntries(inParagraph) } as Change}
              onKept={() => setOfParagraph({})}
              {...changing}
            />
          )}
        </>
      )}
    </section>
  );
}
