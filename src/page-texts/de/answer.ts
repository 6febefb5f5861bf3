import type { answer as english } from '../en/answer.js';
import { words } from './words.js';

const { count, number } = words;

export const answer: typeof english = {
  title: (controller) => `Was ${controller} über Sie gespeichert hat`,
  under: {
    GDPR: 'Antwort auf einen Antrag nach der Datenschutz-Grundverordnung (DSGVO)',
    CCPA: 'Antwort auf einen Antrag nach dem California Consumer Privacy Act',
  },
  contents: 'Auf dieser Seite',
  headings: {
    Data: 'Ihre Daten, nach Art',
    Categories: 'Die Kategorien Ihrer Daten',
    Sources: 'Woher Ihre Daten stammen',
  },
  handling: 'Wie damit umgegangen wird',
  rights: 'Was Sie verlangen können',
  right: 'Was',
  law: 'Gesetz',

  nothing: 'In dem Zeitraum, für den diese Antwort gilt, wurde kein Datensatz über Sie gefunden.',
  held: (rows, collections, oldest) =>
    `${count(rows, 'Datensatz', 'Datensätze')} über Sie in ${count(collections, 'Sammlung', 'Sammlungen')}${
      oldest === null ? '' : `, der älteste vom ${oldest}`
    }.`,
  notTheRecords: {
    Categories: 'Wie verlangt nennt diese Antwort Kategorien und nicht die Datensätze.',
    Sources: 'Wie verlangt nennt diese Antwort Quellen und nicht die Datensätze.',
  },

  facts: {
    subjectId: 'Sie werden geführt als',
    receivedAt: 'Antrag eingegangen',
    preparedAt: 'Antwort erstellt',
    window: 'Zeitraum',
    reference: 'Aktenzeichen',
    contact: 'Fragen an',
  },
  everything: 'Alles, was gespeichert ist',
  upTo: (day) => `Alles bis zum ${day}`,

  nothingFound: 'nichts gefunden',
  records: (rows) => (rows === 1 ? 'Datensatz' : 'Datensätze'),
  byMonth: (title) => `${title} nach Monaten`,
  busiest: (month, rows) => `am meisten im ${month} (${number(rows)})`,

  terms: {
    categories: 'Was es ist',
    purpose: 'Verwendet für',
    sourceCategory: 'Stammt von',
    recipients: 'Weitergegeben an',
    retention: 'Aufbewahrt',
    keptByLaw: 'Auch bei einem Antrag auf Löschung aufbewahrt',
    transfers: 'Übermittelt',
    automatedDecisions: 'Von Maschinen entschieden',
  },
  notStated: 'Das Unternehmen hat dazu nichts angegeben; fragen Sie es.',
  noCategory: 'Nicht angegeben',
  nobodyElse: 'Niemanden sonst',
  keptUntil: (basis, until) => `${basis}, bis ${until}`,
  presumed: (text) =>
    `${text} (so nimmt es die Software an, die es speichert; das Unternehmen hat dazu nichts angegeben)`,

  kept: (kept) => {
    switch (kept.kind) {
      case 'events':
        return `${length(kept.months)} ab dem Datum jedes Ereignisses oder bis zur Löschung`;
      case 'recordings':
        return `So viele Tage, wie beim Eintreffen eingestellt waren, derzeit ${number(kept.days)}, oder bis zur Löschung`;
      case 'profiles':
        return [
          'Bis zur Löschung',
          ...(kept.unseenDays === null ? [] : [`bis es ${count(kept.unseenDays, 'Tag', 'Tage')} nicht gesehen wurde`]),
          kept.goAllAt === null ? 'bis das Projekt endet' : `bis zum ${words.day(kept.goAllAt)}`,
        ].join(' oder ');
    }
  },

  withheld: (names, law) =>
    `Gespeichert, aber nicht offengelegt${law === null ? '' : ` (${law})`}: ${names.join(', ')}.`,
  tooLarge: (column, values, size) =>
    `Gespeichert, aber zu groß für diese Kopie: ${count(values, 'Wert', 'Werte')} von ${column} (${size}). Das Unternehmen kann sie Ihnen auf anderem Weg geben; fragen Sie es.`,
  leftOut: (rows) =>
    `Ausgelassen: ${count(rows, 'Datensatz', 'Datensätze')} von einem Gerät, das mehrere Personen benutzt haben, und vielleicht über eine andere.`,
  sharedDevice:
    'Mit Ihnen ist ein Gerät verknüpft, das mehrere Personen benutzt haben; was nur unter dem Gerät aufgezeichnet wurde, wird nicht gezeigt.',

  company: {
    automatedDecisions: 'Automatisierte Entscheidungen und Profiling',
    transferSafeguards: 'Übermittlungen in andere Länder und ihre Garantien',
    saleOrSharing: 'Verkauf und Weitergabe Ihrer Daten',
  },
  aboutHandling: 'Was',
  saidHandling: 'Was das Unternehmen dazu angibt',

  newest: {
    all: 'Was gespeichert ist',
    some: (shown, rows) => `${number(shown)} von ${number(rows)}`,
    newest: (shown, rows) => `Die neuesten ${number(shown)} von ${number(rows)}`,
    when: 'Wann',
    what: 'Was aufgezeichnet wurde',
    more: (members) => `und ${number(members)} weitere`,
    tooLong: 'zu lang, um hier gezeigt zu werden',
    empty: 'nichts ist ausgefüllt',
  },
  cells: {
    withheld: '(gespeichert, nicht offengelegt)',
    tooLarge: (bytes) => `(zu groß zum Kopieren: ${bytes} Bytes)`,
  },
  sheet: {
    time: 'Zeit (UTC)',
    more: 'weitere',
    tooLong: '(zu lang für eine Tabelle)',
  },
  files: {
    Categories: 'Jede Art von Angabe, die gespeichert ist, nennt mit ihrer Kategorie die Datei',
    Sources: 'Was sagt, woher es stammt, steht in',
    Data: 'Jeder Datensatz steht in',
    sheet: '; als Tabelle für ein Tabellenprogramm in',
    cut: (most) => `; als Tabelle für ein Tabellenprogramm, höchstens ${number(most)}, in`,
    cutToNewest: (most) => `; als Tabelle für ein Tabellenprogramm, höchstens die neuesten ${number(most)}, in`,
  },
  footer:
    'Dasselbe steht für Programme in about.json, auf Englisch. Diese Seite lässt sich ohne Netz öffnen: Sie lädt nichts und sendet nichts. Zeiten sind in UTC angegeben.',
};

function length(months: number): string {
  return months % 12 === 0 ? count(months / 12, 'Jahr', 'Jahre') : count(months, 'Monat', 'Monate');
}
