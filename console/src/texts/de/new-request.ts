import type { newRequest as english } from '../en/new-request';

export const newRequest: Record<keyof typeof english, string> = {
  'newRequest.about.export':
    'Stellt zusammen, was über Betroffene gespeichert ist, um es ihnen zu geben (Art. 15 und 20 DSGVO, CCPA: right to know). Nichts wird gestellt, bevor Sie die Vorschau gesehen haben.',
  'newRequest.about.deletion':
    'Löscht, was über Betroffene gespeichert ist (Art. 17 DSGVO, CCPA: right to delete). Nichts wird gestellt, bevor Sie die Vorschau gesehen haben.',
  'newRequest.noProject': 'Diese Organisation hat noch kein Projekt. Legen Sie unter „Projekte“ eines an.',
  'newRequest.form': 'Neuer Antrag',
  'newRequest.what': 'Worum es geht',
  'newRequest.regime': 'Gesetz',
  'newRequest.regime.GDPR': 'DSGVO (Europa)',
  'newRequest.regime.CCPA': 'CCPA (Kalifornien)',
  'newRequest.disclosure': 'Was offengelegt oder gelöscht wird',
  'newRequest.disclosure.Data': 'Die Daten selbst, §1798.110(a)(5)',
  'newRequest.disclosure.Categories': 'Kategorien personenbezogener Daten, §1798.110(a)(1)',
  'newRequest.disclosure.Sources': 'Kategorien von Quellen, §1798.110(a)(2)',
  'newRequest.disclosure.partial': 'Eine Löschung von weniger als den Daten selbst genügt §1798.105 nicht.',
  'newRequest.language': 'Sprache der Antwort',
  'newRequest.language.words':
    'Der Seiten, die die Person bekommt. Was Ihr Unternehmen geschrieben hat, bleibt, wie es ist.',
  'newRequest.language.project': 'wie das Projekt es sagt ({language})',
  'newRequest.suppress': 'Nach der Löschung',
  'newRequest.suppress.words': 'Was von diesen Personen noch eintrifft, bis sie einwilligen.',
  'newRequest.suppress.projectYes': 'Wie im Projekt: Es wird abgewiesen',
  'newRequest.suppress.projectNo': 'Wie im Projekt: Es wird angenommen',
  'newRequest.suppress.yes': 'Abweisen',
  'newRequest.suppress.no': 'Annehmen',
  'newRequest.then': 'Diese Betroffenen danach löschen',
  'newRequest.then.words': 'Die Löschung wartet, bis die Auskunft übergeben ist.',
  'newRequest.who': 'Um wen es geht',
  'newRequest.source': 'Wie Sie sie nennen',
  'newRequest.source.typed': 'Ich gebe Kennungen ein',
  'newRequest.source.file': 'Ich habe eine Datei (CSV)',
  'newRequest.ids': 'distinct_id jeder Person',
  'newRequest.ids.words':
    'Eine je Zeile, höchstens {limit, number}. Kennungen werden genau so genommen, wie sie dastehen.',
  'newRequest.count':
    '{count, plural, =0 {Noch keine Kennung} one {# Kennung} other {# Kennungen}} von höchstens {limit, number}{repeated, plural, =0 {.} one {; # kam mehrfach vor und zählt einmal.} other {; # kamen mehrfach vor und zählen einmal.}}',
  'newRequest.tooMany':
    '{count, plural, one {# Kennung} other {# Kennungen}}; ein Antrag darf höchstens {limit, number} nennen: Stellen Sie mehrere.',
  'newRequest.file': 'Datei mit Kennungen (CSV)',
  'newRequest.file.words':
    'Legen Sie hier eine CSV-Datei mit einer Kennung je Zeile ab, höchstens {limit, number} Kennungen.',
  'newRequest.file.choose': 'Datei wählen',
  'newRequest.file.found': 'Gefundene Personen.csv',
  'newRequest.file.one': 'Nehmen Sie eine Datei auf einmal.',
  'newRequest.file.unreadable':
    'Die Datei lässt sich nicht lesen. Vielleicht ist sie anderswo geöffnet oder nicht mehr da: Wählen Sie sie noch einmal.',
  'newRequest.file.rows':
    '{count, plural, one {# Zeile} other {# Zeilen}} mit {columns, number} Spalten. Sie werden gefragt, in welcher Spalte die Kennungen stehen.',
  'newRequest.file.headerUnclear':
    'Die erste Zeile kann der Name der Spalte sein oder eine Kennung. Sie werden gefragt, wenn es sich nicht erkennen lässt:',
  'newRequest.file.tooMany': 'Zu viele Kennungen',
  'newRequest.file.wrong': 'Das ist keine Liste von Kennungen',
  'newRequest.file.wrong.empty': 'Die Datei ist leer: Sie enthält keine Kennung. Es wurde nichts gesendet.',
  'newRequest.file.wrong.large':
    'Die Datei ist für eine Liste von Kennungen viel zu groß. Es wurde nichts gesendet: Teilen Sie sie auf.',
  'newRequest.file.wrong.spreadsheet':
    'Die Datei ist eine Tabelle (etwa .xlsx) oder ein Archiv. Es wurde nichts gesendet: Öffnen Sie sie, speichern Sie die Liste der Kennungen als CSV (UTF-8) und wählen Sie diese.',
  'newRequest.file.wrong.image':
    'Die Datei ist ein Bild. Es wurde nichts gesendet: Wählen Sie eine CSV-Datei mit einer Kennung je Zeile.',
  'newRequest.file.wrong.document':
    'Die Datei ist ein Dokument. Es wurde nichts gesendet: Wählen Sie eine CSV-Datei mit einer Kennung je Zeile.',
  'newRequest.file.faults': 'Einige Zeilen werden vielleicht nicht angenommen',
  'newRequest.fault.cells': 'Mehr Zellen als in der ersten Zeile:',
  'newRequest.fault.empty': 'Keine Kennung:',
  'newRequest.fault.long': 'Eine Kennung mit mehr als 255 Zeichen:',
  'newRequest.fault.control': 'Eine Kennung mit einem Steuerzeichen:',
  'newRequest.fault.shortened': 'Eine Kennung, die eine Tabelle gekürzt hat, wie 1,2E+15:',
  'newRequest.fault.error': 'Ein Fehlerwert einer Tabelle, wie #NV:',
  'newRequest.fault.quote': 'Anführungszeichen, die nicht zusammenpassen:',
  'newRequest.lines': '{count, plural, one {Zeile} other {Zeilen}}',
  'newRequest.lines.more': 'und {count, number} weitere',
  'newRequest.ask.header': 'Ist die erste Zeile ein Name oder eine Kennung?',
  'newRequest.ask.header.words':
    'Zeile {line, number} der Datei kann der Name der Spalte sein oder eine der Kennungen:',
  'newRequest.ask.header.name': 'Es ist der Name der Spalte',
  'newRequest.ask.header.id': 'Es ist eine Kennung',
  'newRequest.ask.column': 'In welcher Spalte stehen die Kennungen?',
  'newRequest.ask.column.label': 'Spalte der Kennungen',
  'newRequest.ask.column.number': 'Spalte {number, number}: {cell}',
  'newRequest.ask.column.use': 'Diese Spalte nehmen',
  'newRequest.receipt': 'Wie der Antrag Sie erreicht hat',
  'newRequest.receipt.words':
    'Bleibt beim Antrag, wenn die Kennungen vernichtet sind: Nennen Sie hier keine der Personen. Ihr Projekt kann einiges davon verlangen.',
  'newRequest.receivedAt': 'Eingegangen am',
  'newRequest.receivedAt.words': 'Von da an zählt die Frist. Ohne Angabe: jetzt.',
  'newRequest.reference': 'Aktenzeichen',
  'newRequest.reference.words': 'Ihr eigener Vorgang.',
  'newRequest.channel': 'Weg',
  'newRequest.channel.words': 'web-form, e-mail, phone, post …',
  'newRequest.requester': 'Wer gefragt hat',
  'newRequest.requester.words': 'Die betroffene Person oder jemand in ihrem Auftrag.',
  'newRequest.requester.none': 'nicht festgehalten',
  'newRequest.requester.subject': 'die betroffene Person',
  'newRequest.requester.agent': 'eine bevollmächtigte Person',
  'newRequest.method': 'Wie die Person bestätigt wurde',
  'newRequest.method.words': 'account, e-mail-code, notarized …',
  'newRequest.level': 'Wie sicher',
  'newRequest.level.words': 'reasonable, reasonably high …',
  'newRequest.verifiedAt': 'Bestätigt am',
  'newRequest.verifiedAt.words': 'Nicht in der Zukunft.',
  'newRequest.required': 'Das Projekt verlangt diese Angabe.',
  'newRequest.toPreview': 'Vorschau zeigen',
  'newRequest.brokenOff': 'Die Verbindung ist abgebrochen',
  'newRequest.brokenOff.words':
    'Habeas hat nicht geantwortet; es ist also nicht bekannt, ob alles angekommen ist. Was Sie eingegeben haben und die Datei sind noch da: Senden Sie es noch einmal. Derselbe Antrag wird nur einmal gestellt, so oft er auch gesendet wird.',
  'newRequest.conflict': 'Bereits in einer Löschung',
  'newRequest.conflict.words':
    '{count, plural, one {Diese Kennung ist} other {Diese # Kennungen sind}} in einer Löschung, die noch nicht beendet ist. Gehen Sie zurück und lassen Sie sie weg, oder warten Sie deren Ende ab.',
  'newRequest.conflict.more': 'und {count, number} weitere',
  'newRequest.conflict.request': 'Löschung {number, number} öffnen',
  'newRequest.preview': 'Vorschau',
  'newRequest.back': 'Zurück zum Formular',
  'newRequest.preview.export':
    'Eine Auskunft nach {regime, select, GDPR {DSGVO} other {CCPA}} über {count, plural, one {# Person} other {# Personen}} von {project}{repeated, plural, =0 {.} one {; # Kennung kam mehrfach vor.} other {; # Kennungen kamen mehrfach vor.}}',
  'newRequest.preview.deletion':
    'Eine Löschung nach {regime, select, GDPR {DSGVO} other {CCPA}} von {count, plural, one {# Person} other {# Personen}} aus {project}{repeated, plural, =0 {.} one {; # Kennung kam mehrfach vor.} other {; # Kennungen kamen mehrfach vor.}}',
  'newRequest.window': 'Umfasst:',
  'newRequest.window.open': 'unbegrenzt',
  'newRequest.unknown': 'Unbekannte Kennungen',
  'newRequest.unknown.every':
    'Unter keiner dieser Kennungen ist etwas gespeichert. Prüfen Sie, ob es Kennungen dieses Projekts sind und ob es die richtige Spalte der Datei ist.',
  'newRequest.unknown.some':
    'Unter {count, plural, one {# der Kennungen} other {# der Kennungen}} ist nichts gespeichert. Die Liste unten nennt sie.',
  'newRequest.held': 'Unter Löschsperre',
  'newRequest.held.words':
    '{count, plural, one {# Person darf} other {# Personen dürfen}} vorerst nicht gelöscht werden. Die Liste unten sagt, auf welcher Grundlage.',
  'newRequest.ambiguous': 'Geteilte Kennungen',
  'newRequest.ambiguous.words':
    '{count, plural, one {# Person hat} other {# Personen haben}} Kennungen, die zu mehreren Personen gehören. Was allein unter diesen aufgezeichnet wurde, bleibt, wie es ist, außer Sie entscheiden, wessen sie sind.',
  'newRequest.decided': 'Geteilte Kennungen, über die entschieden ist',
  'newRequest.decided.words':
    '{count, plural, one {# Person teilt Kennungen} other {# Personen teilen Kennungen}}, bei denen entschieden ist, wessen sie sind. Die Liste unten sagt, was entschieden wurde und mit welchem Antrag. Was ein anderer Antrag entschied, gilt in diesem erst, wenn Sie ebenso entscheiden.',
  'newRequest.decided.belongsTo': 'gehört',
  'newRequest.decided.gone': 'jemandem, dessen Kennungen vernichtet wurden',
  'newRequest.decided.here': ', wie in diesem Antrag entschieden.',
  'newRequest.decided.before': ', wie entschieden mit',
  'newRequest.decided.request': 'Antrag {id}',
  'newRequest.kept': 'Aufbewahrungspflicht',
  'newRequest.kept.words': 'Nicht gelöscht: {titles}.',
  'newRequest.kept.until': '{title} (bis {until})',
  'newRequest.approval': 'Wartet auf eine zweite Person',
  'newRequest.approval.count':
    'Diese Löschung wartet, bis ein anderer Inhaber oder Admin sie freigegeben hat: Das Projekt verlangt es bei mehr als {limit, number} Personen{earlier, plural, =0 {.} one {; # Person aus Ihren früheren Löschungen zählt mit.} other {; # Personen aus Ihren früheren Löschungen zählen mit.}}',
  'newRequest.approval.share':
    'Diese Löschung wartet, bis ein anderer Inhaber oder Admin sie freigegeben hat: Das Projekt verlangt es bei mehr als {limit, number, percent} seiner Profile{earlier, plural, =0 {.} one {; # Person aus Ihren früheren Löschungen zählt mit.} other {; # Personen aus Ihren früheren Löschungen zählen mit.}}',
  'newRequest.whose': 'Wessen Kennungen sind das?',
  'newRequest.whose.words':
    'Jede ist mit mehr als einer Person verknüpft. Entscheiden Sie nur, was Sie wissen: Ihre Entscheidung wird im Antrag festgehalten.',
  'newRequest.whose.nobody': 'Unberührt lassen',
  'newRequest.whose.of': 'Sie gehört {id}',
  'newRequest.heldData': 'Was gespeichert ist',
  'newRequest.nothingHeld': 'Über diese Personen ist im betrachteten Zeitraum nichts gespeichert.',
  'newRequest.rowsInAll': 'Insgesamt {rows, plural, one {# Zeile} other {# Zeilen}}.',
  'newRequest.collection': 'Sammlung',
  'newRequest.rows': 'Zeilen',
  'newRequest.recordings': 'Stücke von {recordings, plural, one {# Aufzeichnung} other {# Aufzeichnungen}}',
  'newRequest.people': 'Personen',
  'newRequest.since': 'Seit',
  'newRequest.until': 'Zuletzt',
  'newRequest.noTime': 'ohne Zeitangabe',
  'newRequest.policy': 'Was damit geschieht',
  'newRequest.policy.erase': 'wird gelöscht',
  'newRequest.policy.anonymize': 'wird anonymisiert',
  'newRequest.policy.keep': 'wird aufbewahrt: {basis}',
  'newRequest.whoIsMeant': 'Wer gemeint ist',
  'newRequest.onlyNoted': 'Nur Personen mit Anmerkung ({count, number})',
  'newRequest.id': 'Kennung',
  'newRequest.otherIds': 'Weitere Kennungen',
  'newRequest.notes': 'Anmerkungen',
  'newRequest.note.unknown': 'Unbekannt: Unter dieser Kennung ist nichts gespeichert.',
  'newRequest.note.held': 'Unter Löschsperre: {basis}',
  'newRequest.note.fault': 'Es ist nicht bekannt, wer gemeint ist: {fault}.',
  'newRequest.unresolved.closure-too-large': 'Mit ihr sind mehr Kennungen verknüpft, als eine Person hat',
  'newRequest.note.ambiguous':
    '{count, plural, one {# Kennung wird} other {# Kennungen werden}} mit anderen geteilt und nicht angerührt.',
  'newRequest.note.contested':
    '{count, plural, one {# Gerät wurde} other {# Geräte wurden}} ohne Nachweis mehreren Personen zugeordnet und nicht angerührt.',
  'newRequest.note.tiedTo':
    'Ein Gerät einer Person: Gemeint ist nur, was das Gerät selbst aufgezeichnet hat. Fragen Sie nach der Person mit ihrer eigenen Kennung.',
  'newRequest.note.devicesLeftOut':
    'Mehr als 20.000 Geräte oder Aufzeichnungen sind dieser Person zugeordnet: Gemeint sind die ersten.',
  'newRequest.page': 'Seite {number, number}',
  'newRequest.page.next': 'Nächste Seite',
  'newRequest.page.previous': 'Vorige Seite',
  'newRequest.confirm': 'Antrag stellen',
  'newRequest.confirm.plain': 'Die Auskunft wird sofort erstellt. Der Antrag sagt, wann sie übergeben werden kann.',
  'newRequest.confirm.export':
    'Die Auskunft wird sofort erstellt. Ist sie übergeben, {count, plural, one {wird diese Person} other {werden diese # Personen}} endgültig gelöscht. Bis die Löschung beginnt, kann sie zurückgezogen werden.',
  'newRequest.confirm.deletion':
    '{count, plural, one {Diese Person wird} other {Diese # Personen werden}} im nächsten Löschlauf endgültig gelöscht, oder im ersten nach der Bedenkzeit des Projekts, wenn es eine hat. Bis die Löschung beginnt, kann sie zurückgezogen werden.',
  'newRequest.typeCount': 'Geben Sie zur Bestätigung die Zahl der Personen ein ({count})',
  'newRequest.typeCount.wrong':
    'Das ist eine andere Zahl. Es geht um {count, plural, one {# Person} other {# Personen}}.',
  'newRequest.open.export': 'Auskunft beantragen',
  'newRequest.open.deletion': 'Löschung beantragen',
};
