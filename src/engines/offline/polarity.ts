import { voiceOf } from './voice.ts';

/** Words that call something a success or a failure outright. Narrower than the signals of discourse.ts: "won" and "lost" tell a story too. */
const WORDS = {
  success:
    /\b(?:success(?:es|ful|fully)?|suces(?:s|ses|sful)?|succe+d(?:ed|s)?|achiev(?:ed|es|e|ement|ements)|worked|paid off|clever|wise|brilliant\p{L}*|masterstroke|triumph\p{L}*|skil(?:l|ful|led|fully)|gain(?:s|ed)?|benefit\p{L}*|useful|advantage\p{L}*|progress|helped|good (?:move|deal|thing|idea|business|for|results?|decision)|great (?:move|deal)|wins?|valuable|effective\p{L}*|met in full|well|secured|bought (?:\p{L}+ ){0,2}time|breathing space|real)\b/giu,
  failure:
    /\b(?:fail(?:s|ed|ing|ure|ures|er)?|mistakes?|miscalculat\p{L}+|misjudg\p{L}+|misread\p{L}*|blunder\p{L}*|disast\p{L}+|catastroph\p{L}+|damag\p{L}+|useless|worthless|backfired|cost(?:ly)?|hollow|unprepared|wasted|squandered|collapsed|wrong|harm\p{L}*|humiliat\p{L}+|embarrass\p{L}+|sabotage\p{L}*|setback|weakness|bad (?:idea|move|decision|mistake)|badly|poor(?:ly)?|thrown away|for nothing|too late|not ready|(?:did not|didn't|never|could not|couldn't) (?:reach|attain|manage|get what))\b/giu,
};
const DENIAL = /\b(?:not|never|no|hardly|n't|without|neither|nor|cannot|nothing)\b|n't\b/iu;
const DOUBT = /^\s*(?:how|who) can (?:anybody|anyone|you|we|one|it)\b/iu;

/** Words that speak for either side of one question only. */
export type Signs = { success: RegExp; failure: RegExp };

/** How often a sentence speaks, in the student's own voice, for success and for failure. A denied word speaks for the other side. */
export function sidesOf(sentence: string, signs?: Signs): { success: number; failure: number } {
  const sides = { success: 0, failure: 0 };
  const text = sentence.replaceAll('’', "'");
  const reported = voiceOf(text).reported;
  for (const side of ['success', 'failure'] as const)
    for (const match of [...text.matchAll(WORDS[side]), ...(signs ? text.matchAll(signs[side]) : [])]) {
      const before =
        text
          .slice(0, match.index)
          .split(/[,;:.]/u)
          .at(-1)
          ?.split(/\s+/u)
          .slice(-6)
          .join(' ') ?? '';
      const turned = DENIAL.test(before) !== DOUBT.test(text);
      const spoken = turned ? (side === 'success' ? 'failure' : 'success') : side;
      // "it did not fail" is no praise
      if (turned && side === 'failure') continue;
      sides[spoken] += reported ? 0.5 : 1;
    }
  return sides;
}
