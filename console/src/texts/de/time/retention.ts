import type { retention as english } from '../../en/time/retention';

export const retention: Record<keyof typeof english, string> = {
  'retention.about':
    'Was gespeichert ist, geht von selbst, wenn seine Zeit um ist, jede Nacht in einem Lauf. Nichts geht von Personen unter Löschsperre oder von solchen, die ein nicht abgeschlossener Antrag nennt.',
  'retention.noProject': 'Es gibt noch kein Projekt. Wie lange etwas aufbewahrt wird, gilt für ein Projekt.',

  'retention.rule': 'Wie lange es aufbewahrt wird',
  'retention.rule.about':
    'Tage zählen nach der Zeitzone des Projekts. Was älter ist als der genannte Tag, geht mit dem nächsten Lauf.',
  'retention.rule.what': 'Was',
  'retention.rule.kept': 'Aufbewahrt',
  'retention.rule.why': 'Warum',
  'retention.rule.before': 'Geht, wenn älter als',
  'retention.events': 'Ereignisse',
  'retention.profiles': 'Profile',
  'retention.recordings': 'Aufzeichnungen von Sitzungen',
  'retention.events.kept':
    '{months, plural, one {Einen Monat} other {# Monate}} ab dem Tag des Ereignisses, nicht seines Eintreffens',
  'retention.events.standard': 'Zwei Jahre: die Regel für jedes Projekt.',
  'retention.events.made-before-2025-09':
    'Fünf Jahre: Das Projekt wurde vor dem 1. September 2025 angelegt, und sein Tarif hat nie gewechselt. Ein Wechsel macht daraus zwei.',
  'retention.events.chosen':
    'Für dieses Projekt gewählt. Die Regel wären {months, plural, one {ein Monat} other {# Monate}}.',
  'retention.events.basis': 'Grundlage: {basis}',
  'retention.profiles.kept': 'Solange der Vertrag läuft',
  'retention.profiles.unseen': 'Bis {days, plural, one {einen Tag} other {# Tage}} lang nichts von der Person kam',
  'retention.profiles.afterEnd':
    '{days, plural, =0 {Bis zum Ende des Vertrags} one {Bis einen Tag nach dem Ende des Vertrags} other {Bis # Tage nach dem Ende des Vertrags}}',
  'retention.profiles.goAllAt': 'Alle gehen am',
  'retention.profiles.why':
    'Profile bleiben, solange der Vertrag läuft; was kürzer ist, ist für dieses Projekt gewählt.',
  'retention.recordings.kept': '{days, plural, one {Einen Tag} other {# Tage}} ab dem Eintreffen',
  'retention.recordings.why':
    'Für dieses Projekt gewählt; der Tarif erlaubt {days, plural, one {einen Tag} other {# Tage}}. Eine Änderung gilt für alles, was danach eintrifft.',
  'retention.tables.why': 'Wie das Datenverzeichnis es sagt.',
  'retention.tables.does.erase': 'dann gelöscht',
  'retention.tables.does.anonymize': 'dann anonymisiert',
  'retention.tables.does.nothing': 'nichts geht von selbst',
  'retention.tables.kept': '{period} ab {column}, {does}',

  'retention.change': 'Ändern',
  'retention.change.about':
    'Länger aufzubewahren gilt sofort. Kürzer {waits, select, yes {gälte, jetzt gespeichert, ab {from} und lässt sich bis dahin zurücknehmen} other {gilt sofort und lässt sich nicht zurücknehmen}}.',
  'retention.plan': 'Tarif',
  'retention.plan.about': 'Jeder Wechsel des Tarifs, auch in einen höheren, macht aus fünf Jahren zwei.',
  'retention.plan.owners': 'Tarif und Daten des Projekts ändern Inhaber.',
  'retention.plan.option': '{name}: Aufzeichnungen bis zu {days, plural, one {einem Tag} other {# Tagen}}',
  'retention.madeAt': 'Angelegt am',
  'retention.madeAt.about':
    'Wenn das Projekt von anderswo kommt und älter ist als hier. Das lässt sich einmal angeben.',
  'retention.subscriptionEndsAt': 'Vertrag endet am',
  'retention.subscriptionEndsAt.about': 'Leer: Er läuft weiter.',
  'retention.eventMonths': 'Monate, die ein Ereignis bleibt',
  'retention.eventMonths.about':
    'Leer: nach der Regel, {months, plural, one {ein Monat} other {# Monate}}. Mehr als die Regel braucht eine Grundlage.',
  'retention.eventBasis': 'Grundlage für längeres Aufbewahren',
  'retention.eventBasis.about': 'Etwa das Gesetz, das es verlangt. Nennen Sie hier niemanden.',
  'retention.eventBasis.missing': 'Geben Sie an, warum Ereignisse länger bleiben, als die Regel sagt.',
  'retention.profileUnseenDays': 'Tage, die ein Profil nach dem letzten Zeichen der Person bleibt',
  'retention.profileUnseenDays.about': 'Leer: solange der Vertrag läuft.',
  'retention.profileDaysAfterEnd': 'Tage, die Profile nach dem Vertrag bleiben',
  'retention.profileDaysAfterEnd.about': 'Leer: Sie bleiben, was immer mit dem Vertrag ist.',
  'retention.replayDays': 'Tage, die eine Aufzeichnung bleibt',
  'retention.replayDays.about':
    'Von 1 bis {most}, wie der Tarif es erlaubt. Gilt für alles, was nach der Änderung eintrifft.',

  'retention.shorten': 'Kürzer aufbewahren?',
  'retention.shorten.words':
    'Das nähme der nächste Lauf, wenn die kürzere Zeit schon gälte. Sie gilt {waits, select, yes {ab {from}; bis dahin können Sie die Änderung zurücknehmen} other {sofort, und die Änderung lässt sich nicht zurücknehmen}}. Was gegangen ist, kommt nicht zurück.',
  'retention.shorten.plan':
    'Ein Wechsel des Tarifs macht zwei Jahre daraus für Ereignisse. Das ginge damit, wenn es schon gälte.',
  'retention.shorten.go': 'Kürzer aufbewahren',

  'retention.preview': 'Was jetzt ginge',
  'retention.preview.about':
    'Zählt, was ein Lauf in diesem Augenblick nähme, Sammlung für Sammlung. Nichts wird angerührt.',
  'retention.preview.count': 'Zählen',
  'retention.preview.counting': 'Es wird gezählt. Wo viel gespeichert ist, dauert das.',
  'retention.preview.none': 'Nichts ginge.',
  'retention.preview.counted': 'Gezählt',
  'retention.preview.collection': 'Sammlung',
  'retention.preview.rows': 'Zeilen, die gehen',
  'retention.preview.spared': 'Verschonte Zeilen',
  'retention.preview.referredTo': 'Zeilen, auf die andere verweisen',
  'retention.preview.spared.about':
    'Verschont werden die Zeilen von Personen unter Löschsperre und von solchen, die ein nicht abgeschlossener Antrag nennt, wie alt sie auch sind. Zeilen, auf die andere verweisen, bleiben, bis jene gegangen sind.',
  'retention.preview.chosen': 'Monate von',
  'retention.preview.months': '{title}, nach Monaten',
  'retention.preview.shorter': 'Was dann ginge',
  'retention.preview.months.about': '{collection}: Zeilen nach dem Monat ihres eigenen Datums.',
  'retention.preview.noMonth': 'ohne Datum',
  'retention.preview.month': 'Monat',
  'retention.preview.later': 'Was später geht',
  'retention.preview.goesAt': 'Geht am',

  'retention.pending': 'Änderungen, die noch nicht gelten',
  'retention.pending.about': 'Bis zu ihrem Tag gilt, was länger war.',
  'retention.pending.before': 'Bis dahin',
  'retention.pending.after': 'Von da an',
  'retention.pending.by': 'Geändert',
  'retention.pending.byWhom': 'von {name}',
  'retention.pending.effectiveAt': 'Gilt ab',
  'retention.pending.takeBack': 'Zurücknehmen',
  'retention.pending.takeBack.of': 'Änderung an {collection} zurücknehmen',
  'retention.pending.takenBack': 'Die Änderung wurde zurückgenommen.',
  'retention.window.months': '{count, plural, one {ein Monat} other {# Monate}}',
  'retention.window.unseenDays': '{count, plural, one {ein Tag} other {# Tage}} ohne Zeichen der Person',
  'retention.window.daysAfterEnd': '{count, plural, one {ein Tag} other {# Tage}} nach dem Vertrag',
  'retention.window.subscriptionEndsAt': 'Vertrag endet am',
  'retention.window.forever': 'ohne Ende',
};
