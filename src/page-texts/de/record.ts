import type { record as english } from '../en/record.js';
import { words } from './words.js';

const { count, megabytes, number } = words;

export const record: typeof english = {
  document: (request) => `Abschlussbericht zum Antrag ${request}`,
  revision: (revision) => `Abschlussbericht, Fassung ${revision}`,
  title: { export: 'Antrag auf Auskunft', deletion: 'Antrag auf Löschung' },
  contents: 'Auf dieser Seite',
  none: 'Keine.',
  translated:
    'Unterschrieben ist der Bericht auf Englisch, in record.json; diese Seite ist eine Übersetzung. Texte, die das Unternehmen geschrieben hat, stehen hier, wie es sie geschrieben hat.',

  answers: {
    'data-disclosed': 'Die über die Personen gespeicherten Datensätze wurden zur Übergabe bereitgestellt.',
    'categories-disclosed':
      'Die Kategorien dessen, was über die Personen gespeichert ist, wurden zur Übergabe bereitgestellt.',
    'sources-disclosed':
      'Die Quellen dessen, was über die Personen gespeichert ist, wurden zur Übergabe bereitgestellt.',
    'data-erased': 'Die über die Personen gespeicherten Datensätze wurden gelöscht.',
    'categories-erased': 'Gelöscht wurden Angaben in den Datensätzen der Personen, nicht die Datensätze.',
    'sources-erased':
      'Gelöscht wurden die Angaben, die sagen, wie die Datensätze der Personen erhoben wurden, nicht die Datensätze.',
    'nothing-held': 'Unter den genannten Kennungen war nichts gespeichert.',
    'nothing-disclosed':
      'Nichts wurde offengelegt: Was gefunden wurde, gehört vielleicht einer anderen Person oder wurde schon früher gelöscht.',
    'nothing-erased':
      'Nichts wurde gelöscht: Was gefunden wurde, wird aufbewahrt, steht unter einer Löschsperre, gehört vielleicht einer anderen Person oder wurde schon früher gelöscht.',
    denied: 'Der Antrag wurde abgelehnt.',
    revoked: 'Der Antrag wurde zurückgezogen, bevor etwas offengelegt oder gelöscht wurde.',
    failed: 'Der Antrag ist fehlgeschlagen.',
  },
  signed: {
    'The file of the export that the deletion was ordered with is there until it expires, for whoever is to receive it.':
      'Die Datei der Auskunft, mit der zusammen die Löschung beantragt wurde, bleibt bis zu ihrem Ablauf für die Person, die sie erhalten soll.',
    'Nothing was disclosed and nothing erased.': 'Nichts wurde offengelegt und nichts gelöscht.',
    'How far it came stands under each collection; nothing is said of what was not read back.':
      'Wie weit er kam, steht bei jeder Sammlung; über das, was nicht zur Kontrolle gelesen wurde, wird nichts gesagt.',
    'No row was found in any registered collection up to the watermark.':
      'In keiner verzeichneten Sammlung wurde bis zum Stichzeitpunkt eine Zeile gefunden.',
    'The deletion was about the collections that are named, and about no other.':
      'Die Löschung betraf die genannten Sammlungen und keine andere.',
    'The deletion was about what was set aside when the project was emptied, and about nothing that came since.':
      'Die Löschung betraf, was beim Leeren des Projekts beiseitegelegt wurde, und nichts, was seither kam.',
    'No row that it was about was found up to the watermark.':
      'Von dem, worum es ging, wurde bis zum Stichzeitpunkt keine Zeile gefunden.',
    'No row that it was about remained at the watermark, save what is named as kept, held, anonymized or ambiguous.':
      'Am Stichzeitpunkt war von dem, worum es ging, keine Zeile übrig, außer was als aufbewahrt, gesperrt, anonymisiert oder mehrdeutig genannt ist.',
    'No record that it was about carried such a header any more at the watermark, save what is named as kept, held or ambiguous.':
      'Am Stichzeitpunkt trug von dem, worum es ging, kein Datensatz mehr eine solche Angabe, außer was als aufbewahrt, gesperrt oder mehrdeutig genannt ist.',
    'Why stands under each outcome, up to the watermark.': 'Warum, steht bei jedem Ergebnis, bis zum Stichzeitpunkt.',
    'No row of the subjects remained in any registered collection at the watermark, save what is named as kept, held, anonymized or ambiguous.':
      'Am Stichzeitpunkt war in keiner verzeichneten Sammlung eine Zeile der Personen übrig, außer was als aufbewahrt, gesperrt, anonymisiert oder mehrdeutig genannt ist.',
    'No record of the subjects carried such a header any more at the watermark, save what is named as kept, held or ambiguous.':
      'Am Stichzeitpunkt trug kein Datensatz der Personen mehr eine solche Angabe, außer was als aufbewahrt, gesperrt oder mehrdeutig genannt ist.',
    'The file was read back after it was written, and held every row that was counted up to the watermark, save values that are named as not copied.':
      'Die Datei wurde nach dem Schreiben zur Kontrolle gelesen und enthielt jede Zeile, die bis zum Stichzeitpunkt gezählt wurde, außer Werten, die als nicht kopiert genannt sind.',
    'It does not say that the person is who they said: Habeas records how the company verified that, and does not do it.':
      'Er sagt nicht, dass die Person ist, für wen sie sich ausgab: Habeas hält fest, wie das Unternehmen das geprüft hat, und prüft es nicht selbst.',
    'It does not speak of systems and tables that are not on the data map.':
      'Er spricht nicht von Systemen und Tabellen, die nicht auf der Datenkarte stehen.',
    'Bytes of erased rows can stand in data files until the time of scrubbing; where that is null, it has not happened or is not known.':
      'Bytes gelöschter Zeilen können bis zur Bereinigung in Datendateien stehen; wo deren Zeitpunkt fehlt, ist sie nicht geschehen oder nicht bekannt.',
    'Backups and replicas that Habeas does not reach hold what they hold until they expire themselves.':
      'Sicherungen und Kopien, die Habeas nicht erreicht, enthalten, was sie enthalten, bis sie selbst ablaufen.',
    'That the named recipients were notified is for the company to record.':
      'Dass die genannten Empfänger benachrichtigt wurden, hat das Unternehmen festzuhalten.',
    'That the person has the answer is not proven by a download or a followed link.':
      'Dass die Person die Antwort hat, ist durch ein Herunterladen oder einen aufgerufenen Link nicht bewiesen.',
    'new data arrived after the watermark': 'nach dem Stichzeitpunkt sind neue Daten eingegangen',
  },
  newRows: (rows) =>
    `Nach dem Stichzeitpunkt eingegangen: ${rows.map(([title, each]) => `${count(each, 'Zeile', 'Zeilen')} von ${title}`).join(', ')}. Das sind neue Daten, welche die Löschung nicht angerührt hat.`,

  facts: {
    request: 'Antrag',
    organization: 'Organisation',
    project: 'Projekt',
    order: 'Beantragt',
    people: 'Personen',
    decisions: 'Mehrdeutige Kennungen, über die entschieden wurde',
    drawnUpAt: 'Erstellt',
    by: 'Von',
  },
  order: {
    export: {
      Data: (law) => `Auskunft über die Daten nach ${law}`,
      Categories: (law) => `Auskunft über die Kategorien der Daten nach ${law}`,
      Sources: (law) => `Auskunft über die Quellen der Daten nach ${law}`,
    },
    deletion: {
      Data: (law) => `Löschung der Daten nach ${law}`,
      Categories: (law) => `Löschung von Angaben in den Daten nach ${law}`,
      Sources: (law) => `Löschung der Angaben zu den Quellen nach ${law}`,
    },
  },
  laws: { GDPR: 'DSGVO', CCPA: 'CCPA' },
  people: (subjects, duplicates) =>
    duplicates === 0 ? number(subjects) : `${number(subjects)}, davon ${number(duplicates)} mehrfach genannt`,
  instance: (version, url) => `Habeas ${version} unter ${url}`,

  receipt: 'Eingang und Frist',
  received: 'Eingegangen',
  reference: 'Aktenzeichen',
  channel: 'Weg',
  requester: 'Gestellt von',
  requesters: { subject: 'der Person selbst', agent: 'einer bevollmächtigten Person' },
  verification: 'Prüfung der Identität',
  verified: 'Geprüft',
  opened: 'Aufgenommen',
  by: (moment, who) => `${moment}, von ${who}`,
  unknown: 'unbekannt',
  follows: 'Beantragt mit der Auskunft',
  acknowledge: 'Eingang zu bestätigen bis',
  due: 'Fällig',
  dueThen: (moment, met) => `${moment}, ${met ? 'eingehalten' : 'versäumt'}`,
  dueBefore: 'Fällig vor der Verlängerung',
  extended: 'Verlängert',
  noReason: 'ohne Grund',
  approved: 'Freigegeben',

  answer: 'Antwort',
  status: 'Stand',
  statuses: {
    SUCCESS: 'abgeschlossen',
    FAILURE: 'fehlgeschlagen',
    REVOKED: 'zurückgezogen',
    DENIED: 'abgelehnt',
  },
  ended: 'Beendet',
  denied: 'Abgelehnt',
  denials: {
    'not-verified':
      'Es ließ sich nicht nachweisen, dass der Antrag von der Person stammt oder von jemandem, der für sie handeln darf.',
    'no-such-person':
      'Die Person lässt sich in den gespeicherten Daten nicht bestimmen, und weitere Angaben dazu liegen nicht vor.',
    excessive: 'Der Antrag ist offenkundig unbegründet oder exzessiv, insbesondere weil er wiederholt gestellt wird.',
    exempt: 'Das Gesetz nimmt alles, was über die Person gespeichert ist, von diesem Recht aus.',
    'outside-jurisdiction':
      'Das Gesetz, auf das sich der Antrag stützt, gilt für diese Person oder dieses Unternehmen nicht.',
  },
  failed: 'Fehlgeschlagen',
  partial: 'Nur zum Teil',
  partialNote: 'weniger als die Datensätze: Das genügt §1798.105 nicht',
  window: 'Zeitraum',
  windowOf: (from, until) => `${from ?? '…'} bis ${until ?? '…'}`,
  watermark: 'Stichzeitpunkt',
  hidden: 'Verborgen',
  erased: 'Gelöscht',
  readBack: 'Zur Kontrolle gelesen',
  filesDropped: 'Dateien vom Datenträger entfernt',
  scrubbed: 'Bereinigt',
  fileDestroyed: 'Datei vernichtet',
  idsDestroyed: 'Kennungen vernichtet',

  outcomes: 'Personen nach Ergebnis',
  outcomeHead: ['Ergebnis', 'Grundlage oder Code', 'Personen'],
  outcome: {
    exported: 'Auskunft erstellt',
    erased: 'gelöscht',
    anonymized: 'anonymisiert',
    not_found: 'nichts gespeichert',
    already_erased: 'schon früher gelöscht',
    ambiguous: 'mehrdeutig, nicht angerührt',
    kept: 'aufbewahrt',
    held: 'unter Löschsperre',
    failed: 'fehlgeschlagen',
  },

  collections: 'Sammlungen',
  collectionHead: [
    'Sammlung',
    'Regel',
    'Entfernt',
    'Zeilen',
    'Personen',
    'Gelöscht',
    'Kontrolliert',
    'Übrig',
    'Seither neu',
  ],
  policies: { erase: 'löschen', anonymize: 'anonymisieren', keep: 'aufbewahren' },
  taken: { rows: 'Zeilen', contents: 'Inhalte' },

  kept: 'Aufbewahrt und gesperrt',
  keptHead: ['Was', 'Warum'],
  keptRows: (rows, collection) => `${count(rows, 'Zeile', 'Zeilen')} von ${collection} aufbewahrt`,
  keptUntil: (basis, until) => `${basis}, bis ${until}`,
  keptDue: (day) => `zu löschen ab ${day}`,
  heldPeople: (people) => `${count(people, 'Person', 'Personen')} unter Löschsperre`,
  owed: 'Für später übrig gelassen',
  owedAbout:
    'Was eine Löschsperre, eine Aufbewahrung oder eine verschonte Datei nur aufgeschoben hat, und was daraus wurde.',
  owedHead: ['Was', 'Personen', 'Warum', 'Fällig', 'Stand', 'Ende'],
  owedKinds: {
    held: 'Personen unter Löschsperre',
    kept: 'aufbewahrte Zeilen',
    'export-spared': 'die Datei der Auskunft',
  },
  owedIn: (what, collections) => `${what} in ${collections}`,
  owedStates: { owed: 'noch zu löschen', 'carried-out': 'gelöscht', 'given-up': 'aufgegeben' },
  owedSince: (state, reason) => `${state}: ${reason}`,
  undated: 'ohne Datum',
  withheld: (collection) => `Gespeichert in ${collection}, nicht offengelegt`,
  notCopied: (values, collection, bytes) =>
    `${count(values, 'Wert', 'Werte')} von ${collection} (${megabytes(bytes)}) nicht kopiert`,
  notCopiedWhy: 'Zu groß: auf anderem Weg zu übergeben',

  recipients: 'Zu benachrichtigende Empfänger',
  recipientsWhy: 'Art. 19 DSGVO; 11 CCR §7022(b)(2)–(3).',
  recipientHead: ['Empfänger', 'Über die Löschung in'],

  handOvers: 'Übergabe',
  handOversAbout: 'Wie das Unternehmen sie festgehalten hat.',
  looks: 'Angesehen',
  looksAbout:
    'Wer die Datei oder einen Teil davon heruntergeladen hat, und dass ein Link zu ihr aufgerufen wurde, von jemandem oder etwas: Auch Mailscanner tun das. Keins von beiden bringt sie der Person, also ist keins eine Übergabe.',
  handOverHead: ['Wie', 'Von', 'Was', 'Wie oft', 'Zuerst', 'Zuletzt'],
  wholeAnswer: 'die Antwort',
  folders: (people) => count(people, 'Ordner', 'Ordner'),
  manners: { download: 'Herunterladen', link: 'aufgerufener Link' },

  notPromised: 'Was dieser Bericht nicht sagt',

  signature: 'Unterschrift',
  signedWith: (key) =>
    `Unterschrieben mit dem Ed25519-Schlüssel ${key} über die Bytes von record.json. Die Unterschrift in Base64:`,
  check: 'So wird sie mit OpenSSL 3 geprüft:',
  footer:
    'Diese Seite ist zum Aufheben und Drucken gemacht: Sie lädt nichts und sendet nichts. Zeiten sind in UTC angegeben.',
};
