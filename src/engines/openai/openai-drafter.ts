import { EngineFailure } from '../../domain/engine-failure.ts';
import { Problem } from '../../domain/errors.ts';
import type { Exchange } from '../../domain/submission.ts';
import type { RubricDrafter } from '../rubric-drafter.ts';
import type { Draft, RubricReader, WrittenDraft, WrittenPoint } from '../rubric-reader.ts';
import { type OpenaiOptions, openaiClient } from './client.ts';
import { notesPart, POINTS_RULES, QUESTION_RULES } from './draft-prompts.ts';
import { PointsReply, QuestionReply } from './draft-schemas.ts';

/** Notes of one request: an answer about more grows too long. And of one draft: patterns are checked against every text of every other note. */
const NOTES = 6;
const MOST = 30;

type Note = { n: number; id: string; text: string };
type Asked = { points: PointsReply | null; about: QuestionReply | null; exchanges: Exchange[] };

/**
 * Drafts with a model: it writes propositions, wordings, misconceptions and the argument. What can be found in the notes themselves (dates, numbers,
 * names) and all patterns come from the reader, so that what the model writes is checked before it is used. All requests go out at once.
 * `draft` also throws Problem `invalid-field` for more notes than are taken at once.
 */
export function openaiDrafter(options: OpenaiOptions, reader: Pick<RubricReader, 'draft' | 'enrich'>): RubricDrafter {
  const client = openaiClient(options);
  return {
    id: 'openai',
    model: options.model,
    async draft(question, notes, scheme, signal) {
      const draft = reader.draft(question, notes, scheme);
      const listed = notesOf(draft);
      if (listed.length > MOST)
        throw new Problem('invalid-field', `The notes hold ${listed.length} points; a model drafts at most ${MOST} at once.`, [
          { field: '/notes', detail: `hold ${listed.length} points; at most ${MOST} are taken at once` },
        ]);
      const data = listed.map(({ n, text }) => ({ n, text }));
      const chunks = Array.from({ length: Math.ceil(listed.length / NOTES) }, (_, i) => listed.slice(i * NOTES, (i + 1) * NOTES));
      const askPoints = async (chunk: Note[]): Promise<Asked> => {
        const write = chunk.map(({ n }) => n);
        const request = { system: POINTS_RULES, essay: notesPart(question, data, write), signal };
        const { value, exchanges } = await client.ask({ purpose: 'draft-points', schema: PointsReply, ...request });
        return { points: value, about: null, exchanges };
      };
      const askQuestion = async (): Promise<Asked> => {
        const request = { system: QUESTION_RULES, essay: notesPart(question, data), signal };
        const { value, exchanges } = await client.ask({ purpose: 'draft-question', schema: QuestionReply, ...request });
        return { points: null, about: value, exchanges };
      };
      const asked = await settled([...chunks.map(askPoints), askQuestion()]);
      const points = asked.flatMap((one) => one.points ?? []);
      const about = asked.flatMap((one) => one.about ?? [])[0];
      if (!about)
        throw new EngineFailure(
          'The model said nothing of the question.',
          asked.flatMap(({ exchanges }) => exchanges),
        );
      return { ...reader.enrich(draft, writtenOf(points, about, listed)), exchanges: asked.flatMap(({ exchanges }) => exchanges) };
    },
  };
}

/** Everything that was answered. @throws EngineFailure with every exchange, failures too, where one request failed. */
async function settled(requests: Promise<Asked>[]): Promise<Asked[]> {
  const results = await Promise.allSettled(requests);
  const failed = results.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  const done = results.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const [first] = failed;
  if (!first) return done;
  if (!(first instanceof EngineFailure)) throw first;
  const kept = failed.flatMap((one) => (one instanceof EngineFailure ? one.exchanges : []));
  throw new EngineFailure(first.reason, [...done.flatMap(({ exchanges }) => exchanges), ...kept]);
}

const notesOf = ({ lines, bank }: Draft): Note[] =>
  lines.map(({ point }, i) => ({ n: i + 1, id: point, text: bank.points[point]?.proposition ?? '' }));

/** The replies with the ids of the draft for the numbers of the notes; a number that is none is left out. */
function writtenOf(replies: PointsReply[], about: QuestionReply, notes: Note[]): WrittenDraft {
  const ids = (numbers: number[]) => [...new Set(numbers)].flatMap((n) => notes[n - 1]?.id ?? []);
  const step = ({ claim, support, reply, repliedBy }: QuestionReply['for'][number]) => ({
    claim,
    reply,
    support: ids(support),
    repliedBy: ids(repliedBy),
  });
  const points = replies
    .flatMap((reply) => reply.points)
    .flatMap(({ n, ...written }): [string, WrittenPoint][] => {
      const id = notes[n - 1]?.id;
      return id ? [[id, written]] : [];
    });
  const { title, sideFor, sideAgainst, tests, subjects, signsOfSuccess, signsOfFailure } = about;
  return {
    points: new Map(points),
    names: replies.flatMap(({ names }) => names),
    question: {
      title,
      tests,
      subjects,
      sides: { for: sideFor, against: sideAgainst },
      themes: about.themes.map((theme) => ({ title: theme.title, points: ids(theme.points) })),
      signs: { success: signsOfSuccess, failure: signsOfFailure },
      for: about.for.map(step),
      against: about.against.map(step),
    },
  };
}
