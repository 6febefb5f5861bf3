import type { download as english } from '../en/download.js';

export const download: typeof english = {
  headings: {
    401: 'Dieser Link funktioniert nicht',
    404: 'Hier ist nichts',
    410: 'Diese Datei gibt es nicht mehr',
    503: 'Diese Datei ist im Augenblick nicht zu haben',
  },
  heading: 'Diese Datei ist nicht zu haben',
  reasons: {
    'link-invalid': 'Dieser Link ist nicht gültig: Kopieren Sie ihn ganz, oder bitten Sie um einen neuen.',
    'link-expired': 'Dieser Link ist abgelaufen.',
    'artifact-expired': 'Die Datei wurde nach Ablauf ihrer Zeit vernichtet.',
    'artifact-destroyed': 'Was diese Datei enthielt, wurde inzwischen gelöscht: Es ist nichts mehr davon da.',
    'project-ended': 'Das Projekt, zu dem diese Datei gehört, wurde gelöscht: Es wird nichts davon herausgegeben.',
    'artifact-missing': 'Die gespeicherte Datei ist nicht mehr da.',
    'artifact-damaged': 'Die gespeicherte Datei ist beschädigt; darum wird nichts davon herausgegeben.',
  },
  advice:
    'Wenn Sie diesen Link von einem Unternehmen haben, bitten Sie es um einen neuen: Es kann einen machen, solange es die Datei aufbewahrt.',
};
