/** Signals that a teacher would recognise, counted in a stretch of text. Each is about what a sentence does, never about how long it is. */
export const signals = {
  cause:
    /\b(?:because|becuase|cos|since|therefore|thus|hence|consequently|as a result|so that|in order to|this (?:meant|means|ment|made|allowed|led|gave|helped|showed|shows|left|forced|proved)|which (?:meant|means|ment|made|allowed|led|gave|helped|showed|shows|left|forced|proved)|meant that|ment|led to|leading to|resulted? in|caused|forced|allow(?:ed|ing)|enabl(?:ed|ing)|thanks to|due to|owing to|that is why|the reason|explains?|persuaded|convinced|drove|pushed|helped to|in turn|so (?:he|it|they|the|that|there|(?-i:\p{Lu})\p{L}+))\b/giu,
  contrast:
    /\b(?:however|but|although|though|yet|nevertheless|nonetheless|even so|on the other hand|despite|in spite of|whereas|while|whilst|still|in fairness|to be fair|admittedly|granted|on the contrary|instead|even if|even though|not (?:simply|only|just))\b/giu,
  evaluation:
    /\b(?:success(?:es|ful|fully)?|succe+d(?:ed|s)?|suces(?:s|ses)?|fail(?:s|ed|ing|ure|ures|er)?|achiev\p{L}+|worked|mistakes?|miscalculat\p{L}+|blunders?|gains?|benefit\p{L}*|worth(?:while|less)?|wise|unwise|clever|disast\p{L}+|catastroph\p{L}+|damag\p{L}+|effective|ineffective|useful|useless|valuable|victory for|triumph|weak(?:ness|ened)?|strength\p{L}*|strong(?:er|est)?|progress|setback|hollow|bargain|paid off|backfired|cost(?:ly)?|price|advantage\p{L}*|good|bad|best|worst|better|worse|significan\p{L}+|important|crucial|vital|real(?:istic|ly)?|skilful|squandered|wasted|thrown away|ultimate\p{L}*|scores?d?|deter(?:s|red|rent)?|decent|prudent|shrewd|foolish|reckless|sensible|justified|reward\p{L}*|earned|modest|impressive|hopeless|lasting|short-lived|verdict|fair|faults?|blame|rightly|wrongly|little more|no more than|at best|far from|in vain|in full|disappoint\p{L}*|mattered|to his credit|respectable|convincing|weigh\p{L}*)\b/giu,
  success:
    /\b(?:success(?:es|ful|fully)?|suces(?:s|ses)?|succe+d(?:ed|s)?|achiev\p{L}+|worked|gain(?:s|ed)?|benefit\p{L}*|clever|wise|useful|triumph|victory|paid off|progress|advantage\p{L}*|win|wins|won|helped|good|brilliant|skil(?:l|ful|led)|bought|secured|avoided|worth|sensible|least bad|strengthened)\b/giu,
  failure:
    /\b(?:fail(?:s|ed|ing|ure|ures|er)?|mistakes?|miscalculat\p{L}+|blunders?|disast\p{L}+|catastroph\p{L}+|damag\p{L}+|useless|worthless|weak(?:ness|ened)?|backfired|cost(?:ly)?|price|bad|badly|worst|lost|losses|hollow|unprepared|wasted|squandered|collapsed|wrong|harm\p{L}*|humiliat\p{L}+|didn't work|did not work|unsuccessful|sabotage\p{L}*|isolat\p{L}+|surprise|myth|too late|never)\b/giu,
  weighing:
    /\b(?:outweigh\p{L}*|on balance|weigh\p{L}*|more (?:important|significant|serious|damaging|than)|most (?:important|significant|serious|damaging)|greater|far more|rather than|matter(?:ed|s) (?:more|less|most)|less (?:important|than|because)|not so much|to (?:a|some|what|an) (?:large |great |limited |certain )?(?:extent|degree)|judged (?:by|on|against)|measured (?:by|against)|by (?:this|that|these|those|his own|its own) (?:test|measure|standard|criteri\p{L}+|aim)s?|the (?:real |main |only |fair |right )?(?:test|question|verdict|issue|point) (?:is|was|must|here|that)|in fairness|to be fair|it (?:might|could|may|can) be (?:objected|argued|said)|some (?:would|might|may) (?:say|argue)|short[- ](?:term|run)|long[- ](?:term|run)|at the time|hindsight|in the end|ultimately|even so|only (?:if|when|until|because)|however|the (?:same|other) (?:side|hand|bargain)|both|neither|whereas|depends? on|what matters|partly|blame|responsib\p{L}+|overall)\b/giu,
  judgement:
    /\b(?:in conclusion|to conclude|overall|to sum up|in the end|therefore|on balance|ultimately|i (?:think|believe|agree|disagree|would (?:say|argue|conclude)|do not (?:think|agree)|don't (?:think|agree))|in my (?:view|opinion)|the (?:view|statement|verdict|answer|judgement)|valid|so did|cannot be|has to be|must be|can be (?:called|seen|said))\b/giu,
  criteria:
    /\b(?:judg(?:e|es|ed|ing)|measured|the (?:real |only |right |main )?test (?:is|was|must|set|that|of (?:success|policy|this))|(?:third|second|first|last|that|this) test|criteri\p{L}+|yardstick|depends? (?:on|upon) (?:what|which)|succeed(?:ed)? at what|what (?:is|counts as|would be) (?:a )?success|what (?:it|the policy|his policy) was for|succe\p{L}+ means|by (?:his|its|their) own (?:aims?|standards?|goals?)|(?:his|its|\p{L}+'s|main|first|second|third|two|three|these|those|overriding|primary|secondary|important) (?:main |own |overriding |primary |foreign policy )?(?:aims?|goals?|objectives?|purposes?)|the (?:overall |main |whole )?(?:aims?|goals?|objectives?|purpose)|(?:the|whole|entire) point of|(?:two|three|four) (?:standards|tests|measures|criteria))\b/giu,
  rejoinder:
    /\b(?:however|but|yet|nevertheless|nonetheless|even so|still|though|although|on the other hand|in fairness|to be fair|admittedly|granted|it (?:might|could|may|can) be (?:objected|argued|said|claimed)|some (?:would|might|may|people|historians|say|argue|have)|critics|defenders|the (?:best|strongest|usual|obvious) (?:reply|answer|defence|argument|case|objection)|against this|the opposite|the case (?:for|against))\b/giu,
  narration:
    /\b(?:then|next|after (?:that|this)|later|meanwhile|soon|at (?:this|that) time|in the meantime|first|finally|eventually|there was|there were|this was called|was called|known as|began|started|happened|went on)\b/giu,
  first: /\b(?:i|we|this essay|my)\b/giu,
} as const;

export type Signal = keyof typeof signals;

/** How often a signal occurs. */
export const count = (signal: Signal, text: string): number => text.replaceAll('’', "'").match(signals[signal])?.length ?? 0;
export const has = (signal: Signal, text: string): boolean => count(signal, text) > 0;
