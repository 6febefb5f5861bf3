import type { Right, rights as english } from '../en/rights.js';

const GDPR: readonly Right[] = [
  { right: 'Falsche Daten berichtigen und unvollständige vervollständigen lassen', law: 'Art. 16 DSGVO' },
  { right: 'Ihre Daten löschen lassen', law: 'Art. 17 DSGVO' },
  { right: 'Die Verarbeitung Ihrer Daten einschränken lassen', law: 'Art. 18 DSGVO' },
  {
    right:
      'Die Daten, die Sie selbst gegeben haben, in einem maschinenlesbaren Format erhalten, wenn sie mit Ihrer Einwilligung oder für einen Vertrag verarbeitet werden',
    law: 'Art. 20 DSGVO',
  },
  { right: 'Der Verarbeitung Ihrer Daten widersprechen', law: 'Art. 21 DSGVO' },
  { right: 'Eine Einwilligung jederzeit widerrufen', law: 'Art. 7 Abs. 3 DSGVO' },
];

const CCPA: readonly Right[] = [
  {
    right: 'Erfahren, was erhoben wird, woher, wozu, und wem es offengelegt wird',
    law: 'Cal. Civ. Code §1798.110',
  },
  { right: 'Ihre Daten löschen lassen', law: 'Cal. Civ. Code §1798.105' },
  { right: 'Falsche Daten berichtigen lassen', law: 'Cal. Civ. Code §1798.106' },
  { right: 'Dem Verkauf und der Weitergabe Ihrer Daten widersprechen', law: 'Cal. Civ. Code §1798.120' },
  { right: 'Die Verwendung sensibler Angaben einschränken', law: 'Cal. Civ. Code §1798.121' },
  { right: 'Keine Nachteile haben, weil Sie diese Rechte nutzen', law: 'Cal. Civ. Code §1798.125' },
  { right: 'Sich bei der California Privacy Protection Agency beschweren', law: 'Cal. Civ. Code §1798.199.45' },
];

export const rights: typeof english = {
  GDPR,
  CCPA,
  complaint: (authority) => ({
    right:
      authority === null
        ? 'Sich bei der Aufsichtsbehörde beschweren, wo Sie leben, arbeiten oder Ihre Rechte verletzt glauben'
        : `Sich beschweren bei: ${authority}`,
    law: 'Art. 77 DSGVO',
  }),
};
