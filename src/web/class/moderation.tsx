import { useEffect, useState } from 'react';
import { type ApiProblem, problemOf } from '../api.ts';
import { Reasons, useReasonsInForce } from '../script/use-reasons.ts';
import { DrawSample } from './draw-sample.tsx';
import { ModeratedRow } from './moderated-row.tsx';
import { loadModeration, type Moderation as Sample } from './moderation-api.ts';
import { ModerationFigures } from './moderation-figures.tsx';
import { Refused } from './refused.tsx';
import { RemoveSample } from './remove-sample.tsx';

/** A sample of a class's read scripts, with which a head of department agrees or not; its teacher sees what came of it. */
export function Moderation({ batch }: { batch: string }) {
  const [sample, setSample] = useState<Sample | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const reasons = useReasonsInForce();
  const load = () => {
    setProblem(null);
    loadModeration(batch).then(setSample, (error) => setProblem(problemOf(error)));
  };
  useEffect(load, [batch]);

  return (
    <section aria-labelledby="moderation">
      <h2 id="moderation">Moderation</h2>
      {problem && <Refused problem={problem} onRetry={load} />}
      {sample && !sample.scripts.length && <DrawSample batch={batch} sample={sample} onDrawn={setSample} />}
      {sample && sample.scripts.length > 0 && (
        <>
          <ModerationFigures sample={sample} />
          <Reasons value={reasons}>
            <ol className="queue">
              {sample.scripts.map((script) => (
                <ModeratedRow key={script.submissionId} batch={batch} script={script} sample={sample} onSettled={setSample} />
              ))}
            </ol>
          </Reasons>
          {sample.mayModerate && <RemoveSample batch={batch} onRemoved={load} />}
        </>
      )}
    </section>
  );
}
