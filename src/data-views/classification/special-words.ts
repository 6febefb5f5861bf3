import { stands, wordsOf } from '../../subject-data/index.js';

/**
 * By what names columns go that tell of racial or ethnic origin, political opinions, beliefs, a trade union, genes, biometrics, health,
 * a sex life (GDPR Art. 9(1)), of crimes (Art. 10), or of citizenship (Cal. Civ. Code §1798.140(ae)). Words in a row anywhere in the
 * name, also written as one.
 */
const SPECIAL_WORDS: readonly string[] = [
  ...['health', 'medical', 'diagnosis', 'disease', 'illness', 'symptom', 'medication', 'allergy', 'disability'],
  ...['disabled', 'pregnant', 'pregnancy', 'blood type', 'patient', 'hiv', 'therapy', 'psychiatric'],
  ...[
    'religion',
    'religious',
    'denomination',
    'belief',
    'ethnicity',
    'ethnic',
    'racial',
    'political',
    'party membership',
  ],
  ...['trade union', 'union membership', 'sexual orientation', 'sexuality', 'sex life', 'biometric', 'fingerprint'],
  ...['face id', 'genetic', 'genome', 'dna', 'criminal', 'conviction', 'citizenship', 'immigration'],
  ...[
    'gesundheit',
    'krankheit',
    'krankenkasse',
    'diagnose',
    'behinderung',
    'schwanger',
    'schwangerschaft',
    'blutgruppe',
  ],
  ...[
    'konfession',
    'ethnie',
    'politisch',
    'gewerkschaft',
    'sexuelle orientierung',
    'biometrisch',
    'genetisch',
    'vorstrafe',
  ],
  ...[
    'staatsangehoerigkeit',
    'sante',
    'maladie',
    'grossesse',
    'handicap',
    'syndicat',
    'origine ethnique',
    'orientation sexuelle',
  ],
  ...['salud', 'enfermedad', 'embarazo', 'discapacidad', 'sindicato', 'salute', 'malattia', 'gravidanza', 'disabilita'],
  ...[
    'sindacato',
    'saude',
    'doenca',
    'gravidez',
    'deficiencia',
    'gezondheid',
    'ziekte',
    'zwanger',
    'vakbond',
    'geloof',
  ],
];
const PHRASES = SPECIAL_WORDS.map((words) => words.split(' '));

/** Whether a name tells of what the law protects more than other data. */
export function namesSpecialCategory(name: string): boolean {
  const words = wordsOf(name);
  return PHRASES.some((phrase) => stands(phrase, words));
}
