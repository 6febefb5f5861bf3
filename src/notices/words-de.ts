import { dayIn, minuteIn, type NoticeWords } from './notice-language.js';
import type { News } from './notice-kinds.js';

const HAPPENED: Readonly<Record<News, (request: string) => string>> = {
  succeeded: (request) => `Die ${request} ist abgeschlossen`,
  failed: (request) => `Die ${request} ist fehlgeschlagen`,
  'at-risk': (request) => `Die Frist der ${request} läuft bald ab`,
  missed: (request) => `Die Frist der ${request} ist abgelaufen`,
  'approval-needed': (request) => `Die ${request} wartet auf Freigabe`,
  'waiting-for-action': (request) => `Die ${request} wartet darauf, dass jemand etwas in Ordnung bringt`,
};

export const GERMAN: NoticeWords = {
  request: ({ what, kind }, id) => HAPPENED[what](`${kind === 'export' ? 'Auskunft' : 'Löschung'} ${id}`),
  token: ({ prefix, expiresAt, days }) =>
    `Ihr GDPR-OAuth-Token ${prefix}… endet ${days === 1 ? 'innerhalb eines Tages' : `innerhalb von ${days} Tagen`}, am ${dayIn('de', expiresAt)}`,
  sweep: ({ since, waiting }) =>
    `Ein Löschlauf ist ausgeblieben: ${waiting === 1 ? 'Eine Löschung wartet' : `${waiting} Löschungen warten`} seit ${minuteIn('de', since)}`,
  retention: ({ since, inPart }) =>
    inPart
      ? `Der Aufbewahrungslauf vom ${minuteIn('de', since)} hat etwas übrig gelassen`
      : `Der Aufbewahrungslauf vom ${minuteIn('de', since)} ist ausgeblieben`,
  duty: ({ since, waiting }) =>
    `Was geschuldet ist, wird nicht gelöscht: ${waiting === 1 ? 'eine Pflicht ist fällig' : `${waiting} Pflichten sind fällig`} seit ${minuteIn('de', since)}`,
  ending: ({ since }) =>
    `Was ein beendetes Projekt enthielt, sollte bis zum ${minuteIn('de', since)} gelöscht sein und ist es nicht`,
  several: (count) => `${count} Mitteilungen von Habeas`,
  todo: {
    'approval-needed': 'Eine zweite Person, Inhaber oder Admin, soll sie ansehen, bevor etwas gelöscht wird.',
    token: 'Erneuern Sie es in Ihrem Profil und geben Sie das neue dem, was es benutzt.',
    retention:
      'Daten bleiben länger als angegeben. Sehen Sie auf der Seite nach, was im Weg steht, oder ob ein Worker läuft.',
    duty: 'Sehen Sie nach, ob ein Worker läuft und was sein Protokoll dazu sagt: meist fehlt eine Sammlung, die die Datenkarte nicht mehr nennt.',
    ending: 'Sehen Sie bei den beendeten Projekten nach, was im Weg steht, oder ob ein Worker läuft.',
    sweep: 'Sehen Sie nach, ob ein Worker läuft und die Datenbank erreicht; dann wird gelöscht, was wartet.',
  },
  project: 'Projekt',
  law: 'Recht',
  deadline: 'Frist',
  regimes: { GDPR: 'DSGVO', CCPA: 'CCPA' },
  why: 'Sie erhalten diese Mitteilung, weil Sie sie gewählt haben oder weil sie zu Ihrer Rolle gehört. In Ihrem Profil wählen Sie:',
};
