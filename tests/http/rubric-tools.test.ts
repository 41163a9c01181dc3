import { describe, expect, it, onTestFinished } from 'vitest';
import { compose } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import { ADMIN, bearer, TEACHER, testApp } from '../support/app.ts';
import { shippedRubric } from '../support/builders.ts';
import { fakeProvider, status } from '../support/fake-provider.ts';

const NOTES = [
  'Causes:',
  '- About 2.7 million people had fled from East Germany to the West between 1949 and 1961',
  '- The Vienna Summit of June 1961 convinced Khrushchev that Kennedy was weak',
  'Results:',
  '1. East German soldiers began to seal the border on 13 August 1961',
  '2. Kennedy did not try to stop the building of the Berlin Wall',
].join('\n');
const QUESTION = 'How far was the Berlin Wall a success for Khrushchev, 1958 to 1963?';

type App = Pick<ReturnType<typeof testApp>, 'app'>;
const post = ({ app }: App, path: string, body: unknown, key: string | null = TEACHER, type = 'application/json') =>
  app.request(`/api/v1/rubrics/${path}`, {
    method: 'POST',
    headers: { 'content-type': type, ...(key && bearer(key).headers) },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const exported = async ({ app }: App, format: string, id = 'small') =>
  app.request(`/api/v1/rubrics/${id}/export?format=${format}`, bearer(TEACHER));
const content = ({ store }: ReturnType<typeof testApp>) => {
  const { question, bank, scheme } = store.rubric('small') ?? {};
  return structuredClone({ question, bank, scheme }) as ReturnType<typeof shippedRubric>;
};

/** The service over the shipped rubrics, with nothing running. */
function shippedApp() {
  const config = readConfig({ DATABASE_URL: ':memory:', API_KEYS: `miss-hill:${TEACHER}`, LOG_LEVEL: 'silent' });
  return compose(config, { client: Promise.resolve({ html: '', assets: new Map() }) });
}

describe('the tools of whoever writes a rubric', () => {
  it.each([
    ['POST', 'draft'],
    ['POST', 'import?format=json'],
    ['POST', 'small/validate'],
    ['POST', 'small/try'],
    ['POST', 'small/preview'],
    ['GET', 'small/export?format=json'],
  ])('are for staff: %s %s', async (method, path) => {
    const { app, store } = testApp();
    const before = store.audit(100);
    const reply = await app.request(`/api/v1/rubrics/${path}`, {
      method,
      ...(method === 'POST' && { headers: { 'content-type': 'application/json' }, body: '{}' }),
    });
    expect([reply.status, reply.headers.get('content-type')]).toEqual([401, 'application/problem+json']);
    expect(store.audit(100)).toEqual(before);
  });
});

describe('a draft', () => {
  it('is made of notes and can be kept, and gives feedback but no mark', async () => {
    const service = testApp();
    const reply = await post(service, 'draft', { question: QUESTION, notes: NOTES });
    expect(reply.status).toBe(200);
    const { rubric, lines, warnings } = await reply.json();
    expect(warnings).toEqual([{ field: '/scheme', detail: expect.stringMatching(/holds only 4 ideas, .+ Add points/u) }]);
    expect(lines.map(({ line, dates, numbers }: Record<string, unknown>) => [line, dates, numbers])).toEqual([
      [2, ['between 1949 and 1961'], ['About 2.7 million men']],
      [3, ['June 1961'], []],
      [5, ['13 August 1961'], []],
      [6, [], []],
    ]);
    expect(Object.values(rubric.bank.points).every((point) => (point as { unreviewed: boolean }).unreviewed)).toBe(true);
    expect(rubric.bank.lexicon['vienna-summit']).toMatchObject({ kind: 'event', names: ['vienna summit'] });
    expect(service.store.rubrics()).toHaveLength(1);

    const made = await service.app.request('/api/v1/rubrics', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...bearer(ADMIN).headers },
      body: JSON.stringify(rubric),
    });
    expect(made.status).toBe(201);
    const tried = await post(service, `${rubric.question.id}/try`, { sentence: 'East German soldiers sealed the border in August 1962.' });
    const [sentence] = (await tried.json()).sentences;
    expect(sentence.met).toMatchObject([{ id: 'results.east-german-soldiers-began', by: 'pattern' }]);
    expect(sentence.clashes).toMatchObject([{ kind: 'date', correction: expect.stringContaining('13 August 1961') }]);

    const essay = await service.submit('The Berlin Wall was built to stop people leaving.', { rubricId: rubric.question.id }, '?wait=10');
    const { state, assessment } = await essay.json();
    expect([state, assessment.mark, assessment.reason]).toEqual(['needs_teacher', null, expect.stringContaining('draft')]);
  });

  it.each([
    [{ question: QUESTION, notes: '\n \n' }, 'invalid-field'],
    [{ question: QUESTION }, 'invalid-field'],
    [{ question: QUESTION, notes: 'x'.repeat(400).replaceAll('xx', 'ab') }, 'invalid-field'],
    [{ question: QUESTION, notes: NOTES, schemeOf: 'nonsense' }, 'rubric-unknown'],
    [{ question: QUESTION, notes: NOTES, engine: 'clever' }, 'invalid-field'],
  ])('is refused for %j', async (body, code) => {
    const reply = await post(testApp(), 'draft', body);
    expect([reply.status, (await reply.json()).code]).toEqual([422, code]);
  });
});

describe('a draft by a model', () => {
  const notes = { question: QUESTION, notes: NOTES, engine: 'openai' };

  it('needs one that is set up; there is no falling back', async () => {
    const reply = await post(testApp(), 'draft', notes);
    expect([reply.status, (await reply.json()).code]).toEqual([503, 'engine-not-configured']);
  });

  it('that fails says why and what can be done, and nothing of what was sent', async () => {
    const provider = await fakeProvider(status(500));
    onTestFinished(provider.close);
    const env = { OPENAI_API_KEY: 'sk-secret', OPENAI_MODEL: 'm', OPENAI_BASE_URL: provider.baseURL, OPENAI_MAX_RETRIES: '0' };
    const app = testApp(undefined, { ...env, ENGINE: 'offline' });
    const reply = await post(app, 'draft', notes);
    const problem = await reply.json();
    expect([reply.status, problem.code]).toEqual([502, 'engine-failed']);
    expect(problem.detail).toMatch(/status 500\. Nothing was kept\. Ask again, or draft with the engine offline/u);
    for (const told of [JSON.stringify(problem), app.logged()]) expect(told).not.toMatch(/sk-secret|Khrushchev/u);
    expect(app.store.rubrics()).toHaveLength(1);
  });
});

describe('validation', () => {
  it('finds nothing wrong with what is in force, and says what is weak', async () => {
    const service = testApp();
    const { valid, problems, warnings } = await (await post(service, 'small/validate', content(service))).json();
    expect([valid, problems]).toEqual([true, []]);
    expect(warnings).toContainEqual({ field: '/bank/points/theme-1.point-1/wordings', detail: 'no wordings: give at least 6' });
    expect(warnings).toContainEqual({ field: '/bank/points', detail: expect.stringContaining('no samples on this topic') });
  });

  it('names every problem at once, by its pointer', async () => {
    const service = testApp();
    const draft = content(service);
    const [first, second] = Object.values(draft.bank.points);
    if (!first || !second) throw new Error('no points');
    first.phase = 'never';
    second.meets = ['~only'];
    draft.question.id = 'other';
    draft.scheme.maxMark = 30;
    const { valid, problems, warnings } = await (await post(service, 'small/validate', { ...draft, more: 1 })).json();
    expect([valid, warnings]).toEqual([false, []]);
    const pointers = problems.map(({ field }: { field: string }) => field);
    expect(pointers).toEqual(
      expect.arrayContaining(['/more', '/bank/points/theme-1.point-1/phase', '/bank/points/theme-1.point-2/meets/0', '/scheme/levels']),
    );
  });

  it('tells points that overlap', async () => {
    const service = testApp();
    const draft = content(service);
    const [first, second] = Object.values(draft.bank.points);
    if (!first || !second) throw new Error('no points');
    Object.assign(first, { meets: ['harvest failed'], wordings: ['The harvest had failed again.'] });
    Object.assign(second, { meets: ['harvest'] });
    const { warnings } = await (await post(service, 'small/validate', draft)).json();
    expect(warnings).toContainEqual({ field: '/bank/points/theme-1.point-1/wordings/0', detail: 'makes the point theme-1.point-2 too' });
  });
});

describe('export and import', () => {
  it.each(['yaml', 'json'])('carry a rubric over whole as %s', async (format) => {
    const service = testApp();
    const text = await (await exported(service, format)).text();
    const reply = await post(
      service,
      `import?format=${format}`,
      text,
      TEACHER,
      format === 'yaml' ? 'application/yaml' : 'application/json',
    );
    expect(await reply.json()).toEqual({ rubric: content(service), losses: [] });
  });

  it('keep the comments of a shipped rubric, and give it back to the letter', { timeout: 30_000 }, async () => {
    const service = shippedApp();
    const id = shippedRubric().id;
    const text = await (await exported(service, 'yaml', id)).text();
    expect(text).toContain('# What every file in this folder shares.');
    expect(text).toContain('# The case on each side');
    const { rubric } = await (await post(service, 'import?format=yaml', text, TEACHER, 'application/yaml')).json();
    const { question, bank, scheme } = shippedRubric();
    expect(rubric).toEqual(JSON.parse(JSON.stringify({ question, bank, scheme })));
    service.store.close();
  });

  it('carry the mark scheme to Canvas and back, and name what is lost', async () => {
    const service = testApp();
    const reply = await exported(service, 'canvas-csv');
    expect(reply.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(JSON.parse(reply.headers.get('rubric-losses') ?? '').join()).toMatch(/bank.*argument map.*conditions/u);
    const text = await reply.text();
    expect(text.split('\r\n')[0]).toMatch(
      /^Rubric Name,Criteria Name,Criteria Description,Criteria Enable Range,Rating Name,Rating Description,Rating Points,Rating Name/u,
    );
    const back = await (await post(service, 'import?format=canvas-csv', text, TEACHER, 'text/csv')).json();
    expect(back.rubric.scheme).toEqual(content(service).scheme);
    expect(back.losses).toHaveLength(1);
  });

  it('make a scheme of a Canvas rubric with ragged rows, which gives no mark before its conditions are written', async () => {
    const csv = [
      'Rubric Name,Criteria Name,Criteria Description,Criteria Enable Range,Rating Name,Rating Description,Rating Points,Rating Name,Rating Description,Rating Points,Rating Name,Rating Description,Rating Points',
      'Essay,Evidence,,false,Full,"Exact, and chosen",10,Some,A little,4,None,,0',
      'Essay,Style,,false,Yes,Clear,5',
    ].join('\n');
    const { rubric, losses } = await (await post(testApp(), 'import?format=canvas-csv', csv, TEACHER, 'text/csv')).json();
    expect(rubric.scheme).toMatchObject({ maxMark: 15, levels: { 1: { min: 1, max: 9 }, 2: { min: 10, max: 15 } } });
    expect(rubric.scheme.criteria).toMatchObject({ evidence: { title: 'Evidence' }, style: { title: 'Style' } });
    expect(losses.join()).toContain('Evidence, level 2');
    const { whyNoMark } = await import('../../src/domain/rubric.ts');
    expect(whyNoMark(rubric)).toContain('level 2');
  });

  it.each([
    ['yaml', 'question: [unclosed', 'line 1'],
    [
      'yaml',
      'a: &a [x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]\nd: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c]\ne: [*d, *d, *d, *d, *d, *d, *d, *d, *d]',
      'aliases',
    ],
    ['yaml', '['.repeat(20_000), 'deep'],
    ['yaml', '', 'nothing'],
    ['yaml', 'question:\n  id: Big Letters\n', 'line 2'],
    ['json', '{"question":1,"question":2}', 'twice'],
    ['json', '{"question":1}', '/question'],
    ['canvas-csv', 'Name,Points\na,1', 'column 1'],
    ['canvas-csv', 'Rubric Name,Criteria Name,Criteria Description,Criteria Enable Range\nE,One,,FALSE,Full,,x', 'row 2'],
  ])('refuse %s that is wrong: %s', async (format, text, told) => {
    const reply = await post(testApp(), `import?format=${format}`, text, TEACHER, 'text/plain');
    const problem = await reply.json();
    expect([reply.status, problem.code]).toEqual([422, 'rubric-invalid']);
    expect(JSON.stringify(problem)).toContain(told);
  });

  it('refuse what is too large or no text', async () => {
    const large = await post(testApp(), 'import?format=yaml', `# ${'x'.repeat(4 * 1024 * 1024)}`, TEACHER, 'application/yaml');
    expect(large.status).toBe(413);
    const type = await post(testApp(), 'import?format=yaml', 'a: 1', TEACHER, 'image/png');
    expect(type.status).toBe(415);
    const format = await post(testApp(), 'import?format=docx', 'a: 1', TEACHER, 'text/plain');
    expect(format.status).toBe(422);
  });
});
