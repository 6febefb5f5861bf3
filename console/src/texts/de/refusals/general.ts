import type { generalRefusals as english } from '../../en/refusals/general';

export const generalRefusals: Record<keyof typeof english, string> = {
  'refusals.internal':
    'In Habeas ist etwas schiefgegangen und wurde festgehalten. Versuchen Sie es noch einmal; bleibt es dabei, sagen Sie es denen, die Habeas betreiben.',
  'refusals.unexpected':
    'Das ging nicht, wie es sollte. Versuchen Sie es noch einmal; bleibt es dabei, sagen Sie es denen, die Habeas betreiben.',
  'refusals.invalid-body': 'Etwas lässt sich nicht annehmen, wie es eingegeben ist. Berichtigen Sie es.',
  'refusals.text-unfit': 'Der Text enthält ein Zeichen, das keines ist. Tippen Sie ihn neu, statt ihn einzufügen.',
  'refusals.body-missing': 'Bei Habeas ist nichts angekommen. Senden Sie es noch einmal.',
  'refusals.body-too-large': 'Das ist mehr, als auf einmal angenommen wird. Teilen Sie es auf mehrere auf.',
  'refusals.body-too-slow': 'Die Verbindung war zu langsam. Senden Sie es noch einmal.',
  'refusals.body-broken-off': 'Die Verbindung ist abgebrochen. Senden Sie es noch einmal.',
  'refusals.no-such-route': 'Das kennt Habeas nicht oder nicht mehr. Laden Sie die Seite neu.',
  'refusals.cursor-invalid': 'Diese Seite der Liste gibt es nicht mehr. Gehen Sie zurück zur ersten.',
  'refusals.server-busy': 'Habeas hat im Augenblick zu viel zu tun. Versuchen Sie es noch einmal.',
  'refusals.address-busy': 'Von Ihrem Anschluss kommt im Augenblick zu viel. Versuchen Sie es noch einmal.',
  'refusals.stopping': 'Habeas wurde gerade neu gestartet. Versuchen Sie es noch einmal.',
  'refusals.outcome-unknown':
    'Die Verbindung zur Datenbank riss ab, und niemand kann sagen, ob das gespeichert wurde. Laden Sie die Seite neu, und sehen Sie nach, bevor Sie es noch einmal senden.',
  'refusals.database-busy': 'Die Datenbank von Habeas hat zu viel zu tun. Versuchen Sie es noch einmal.',
  'refusals.database-unavailable': 'Die Datenbank von Habeas antwortet nicht. Versuchen Sie es später noch einmal.',
  'refusals.database-full': 'Der Datenträger der Datenbank von Habeas ist voll. Sagen Sie es denen, die es betreiben.',
  'refusals.database-read-only':
    'Die Datenbank von Habeas nimmt im Augenblick nichts an. Bleibt es dabei, sagen Sie es denen, die es betreiben.',
  'refusals.too-many-open-files': 'Habeas darf keine weiteren Dateien öffnen. Sagen Sie es denen, die es betreiben.',
  'refusals.machine-unavailable': 'Dem Rechner von Habeas fehlt es an etwas. Sagen Sie es denen, die es betreiben.',
  'refusals.store-unavailable': 'Die Datenbank mit den Daten antwortet nicht. Versuchen Sie es später noch einmal.',
  'refusals.store-away': 'Die Datenbank mit den Daten antwortet nicht. Versuchen Sie es später noch einmal.',
  'refusals.store-busy': 'Die Datenbank mit den Daten hat zu viel zu tun. Versuchen Sie es später noch einmal.',
  'refusals.store-refused':
    'Die Datenbank mit den Daten verweigert, was von ihr verlangt wird. Sagen Sie es denen, die Habeas betreiben.',
};
