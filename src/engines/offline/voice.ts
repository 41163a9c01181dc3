/** What a sentence is: the student's own statement, or something else that must never be called wrong. */
export type Voice = { reported: boolean; supposed: boolean; rhetorical: boolean };

const REPORTED =
  /\b(?:(?:some|many|most|other|several|certain) (?:people|historians?|writers|scholars|textbooks|books|critics)?\s?(?:might |may |would |could |have |still )?(?:say|said|argue[ds]?|claim(?:ed)?|believe[ds]?|think|hold|suggest(?:ed)?|maintain|point out)|(?:it is|it has been|it was|it's)(?: (?:often|sometimes|usually|commonly|also|frequently|widely))? (?:said|claimed|argued|thought|believed|suggested|alleged)|(?:is|are|was|were)(?: (?:often|sometimes|usually|commonly))? (?:said|claimed|alleged|rumoured) to\b|(?:it )?(?:could|might|may|can) be (?:said|argued|claimed|objected|thought)|you (?:sometimes |often |might |may )?(?:read|hear)|according to|the (?:usual|common|traditional|official|popular) (?:view|story|claim|idea|myth)|(?:claimed?|pretend(?:ed|ing)?|pretext|excuse|allegedly|supposedly|officially)\b|(?:simply |just |plainly )?(?:is|was)(?: simply| just)? (?:not true|untrue|wrong|a myth|false))/iu;
const SUPPOSED =
  /\b(?:would(?:n't)? have|could(?:n't)? have|might have|should(?:n't)? have|if (?:only )?\p{L}+ (?:had|were|was|did)|had (?:he|it|they|the \p{L}+|(?-i:\p{Lu})\p{L}+)\b.{0,30}\b(?:would|might)|imagine|suppose|unless|(?:depend(?:ed|s)|hinged) (?:up)?on (?:[^\s.;]+ ){1,6}\p{L}+ing)\b/iu;
const HOPED =
  /\b(?:would|hoped?|hoping|expect(?:ed|ing)?|thought|thort|believed|feared|planned|intended|promised|assumed|threaten(?:ed)?|wanted|wanting|due to|supposed to|meant to)\b/iu;

export function voiceOf(sentence: string): Voice {
  return { reported: REPORTED.test(sentence), supposed: SUPPOSED.test(sentence), rhetorical: /\?\s*["'’”)]?\s*$/u.test(sentence) };
}

/** The clause speaks of what somebody wanted or foresaw, so that its dates and numbers are no record of what happened. */
export const isForeseen = (clause: string): boolean => HOPED.test(clause);

/** The sentence itself says that what it reports is wrong. */
export const isRejected = (sentence: string): boolean =>
  /\b(?:not true|untrue|a myth|is wrong|was wrong to say|mistaken(?:ly)? (?:believe|think)|never happened|is false)\b/iu.test(sentence);
