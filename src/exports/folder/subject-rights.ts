import { pageTexts, type Right } from '../../page-texts/index.js';
import type { SubjectStatement } from './subject-statement.js';

/** The rights an answer has to name (GDPR Art. 15(1)(e) and (f)); under the CCPA those a privacy policy explains (11 CCR §7011(e)). */
export function rightsUnder({
  regime,
  company,
  language,
}: Pick<SubjectStatement, 'regime' | 'company' | 'language'>): readonly Right[] {
  const { GDPR, CCPA, complaint } = pageTexts(language).rights;
  return regime === 'CCPA' ? CCPA : [...GDPR, complaint(company.supervisoryAuthority)];
}
