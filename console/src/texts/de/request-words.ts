import type { requestWords as english } from '../en/request-words';

export const requestWords: Record<keyof typeof english, string> = {
  'requestWords.name': '{kind} {id}',
  'requestWords.kind.export': 'Auskunft',
  'requestWords.kind.deletion': 'Löschung',
  'requestWords.regime.GDPR': 'DSGVO',
  'requestWords.regime.CCPA': 'CCPA',
  'requestWords.status.PENDING': 'Wartet',
  'requestWords.status.STAGING': 'Vorbereitet',
  'requestWords.status.STARTED': 'Läuft',
  'requestWords.status.SUCCESS': 'Abgeschlossen',
  'requestWords.status.FAILURE': 'Fehlgeschlagen',
  'requestWords.status.REVOKED': 'Zurückgezogen',
  'requestWords.status.DENIED': 'Abgelehnt',
  'requestWords.waitsFor': 'Wartet auf: {what}',
  'requestWords.wait.grace': 'Ende der Bedenkzeit',
  'requestWords.wait.approval': 'Freigabe durch eine zweite Person',
  'requestWords.wait.export': 'Übergabe der Auskunft',
  'requestWords.wait.hold': 'Ende einer Löschsperre',
  'requestWords.wait.sweep': 'nächster Löschlauf',
  'requestWords.wait.worker': 'freier Arbeitsprozess',
  'requestWords.wait.retry': 'nächster Versuch',
  'requestWords.wait.older-snapshot': 'eine ältere Transaktion in PostgreSQL',
  'requestWords.wait.mutation': 'Entfernung durch ClickHouse',
  'requestWords.wait.store-busy': 'ein ausgelasteter Speicher',
  'requestWords.wait.action': 'eine Person, die etwas in Ordnung bringt',
  'requestWords.risk.overdue': 'Überfällig',
  'requestWords.risk.atRisk': 'Frist gefährdet',
  'requestWords.risk.late': 'Verspätet abgeschlossen',
  'requestWords.denial.not-verified': 'Identität nicht nachgewiesen',
  'requestWords.denial.not-verified.about':
    'Es ließ sich nicht nachweisen, dass der Antrag von der betroffenen Person stammt oder von jemandem, der für sie handeln darf.',
  'requestWords.denial.no-such-person': 'Person nicht identifizierbar',
  'requestWords.denial.no-such-person.about':
    'Die betroffene Person lässt sich in den gespeicherten Daten nicht identifizieren, und weitere Angaben dazu liegen nicht vor.',
  'requestWords.denial.excessive': 'Offenkundig unbegründet oder exzessiv',
  'requestWords.denial.excessive.about':
    'Der Antrag ist offenkundig unbegründet oder exzessiv, insbesondere weil er wiederholt gestellt wird.',
  'requestWords.denial.exempt': 'Gesetzliche Ausnahme',
  'requestWords.denial.exempt.about':
    'Das Gesetz nimmt alles, was über die betroffene Person gespeichert ist, von diesem Recht aus.',
  'requestWords.denial.outside-jurisdiction': 'Gesetz nicht anwendbar',
  'requestWords.denial.outside-jurisdiction.about':
    'Das Gesetz, auf das sich der Antrag stützt, gilt für diese Person oder dieses Unternehmen nicht.',
  // What many pages say beside.
  'collections.events': 'Ereignisse',
  'collections.profiles': 'Profil',
  'collections.session_replays': 'Aufzeichnungen von Sitzungen',
  'collections.identity_links': 'Verknüpfte Kennungen',
  'request.progress.of': '{done} von {total}',
};
