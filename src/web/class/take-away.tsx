import { Button } from '@mantine/core';
import { useState } from 'react';
import { counted } from '../../domain/words.ts';
import { type ApiProblem, problemOf } from '../api.ts';
import type { Batch } from './class-api.ts';
import { OwnTable } from './own-table.tsx';
import { Refused } from './refused.tsx';
import { ReleaseClass } from './release-class.tsx';
import { saveFile } from './save-file.ts';
import { Worksheets } from './worksheets.tsx';

const FILES = [
  { of: 'Class report', label: 'A page that prints', path: 'report?format=html', name: 'class-report.html' },
  { of: 'Feedback sheets', label: 'To print (.html)', path: 'export?form=sheets-html', name: 'sheets.zip' },
  { of: 'Feedback sheets', label: 'Word (.docx)', path: 'export?form=sheets-docx', name: 'sheets.zip' },
];

/** Releasing marks to students, and taking the results of a class into other systems. */
export function TakeAway({ batch, onTold }: { batch: Batch; onTold: () => void }) {
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [told, setTold] = useState('');
  const path = `/api/v1/batches/${batch.id}`;
  const save = async (from: string, usualName: string) => {
    setProblem(null);
    setTold('Making the file…');
    try {
      const { leftOut } = await saveFile(from, usualName);
      setTold(
        leftOut ? `Saved. ${counted(leftOut, 'essay')} left out: not read by you yet, or with feedback for another level.` : 'Saved.',
      );
    } catch (error) {
      setTold('');
      setProblem(problemOf(error));
    }
  };
  return (
    <>
      <ReleaseClass batch={batch} onTold={onTold} />
      <section aria-labelledby="take">
        <h2 id="take">Take away</h2>
        <OwnTable batch={batch.id} onSave={save} />
        {[...Map.groupBy(FILES, ({ of }) => of)].map(([of, files]) => (
          <div key={of}>
            <h3>{of}</h3>
            {of === 'Feedback sheets' && <p className="soft">One for each essay that you have read or released, together in a zip.</p>}
            <div className="buttons">
              {files.map((file) => (
                <Button
                  key={file.path}
                  variant="default"
                  onClick={() => save(`${path}/${file.path}`, file.name)}
                  aria-label={`${of}: ${file.label}`}
                >
                  {file.label}
                </Button>
              ))}
            </div>
          </div>
        ))}
        <p role="status" className={told ? 'told' : 'hidden'}>
          {told}
        </p>
        {problem && <Refused problem={problem} />}
        <Worksheets path={path} />
      </section>
    </>
  );
}
