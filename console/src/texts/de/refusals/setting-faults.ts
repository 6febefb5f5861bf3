import type { settingFaults as english } from '../../en/refusals/setting-faults';

export const settingFaults: Record<keyof typeof english, string> = {
  'refusals.setting-unfit.beyond-plan':
    'Der Tarif „{plan}“ bewahrt Aufzeichnungen höchstens {most, number} Tage auf. Wählen Sie weniger Tage.',
  'refusals.setting-unfit.name-missing': 'Ein Projekt braucht einen Namen. Geben Sie ihm einen.',
  'refusals.setting-unfit.timezone': 'Eine Zeitzone dieses Namens gibt es nicht. Wählen Sie eine wie Europe/Berlin.',
  'refusals.setting-unfit.language': 'In dieser Sprache gibt es keine Texte. Wählen Sie eine von {languages}.',
  'refusals.setting-unfit.grace':
    'Die Bedenkzeit einer Löschung liegt zwischen keiner und 21 Tagen. Geben Sie 0 bis 504 Stunden an.',
  'refusals.setting-unfit.grace-beside-waits':
    'Mit dieser Bedenkzeit und der längsten Wartezeit auf einen Löschlauf blieben von der kürzesten Frist keine fünf Tage. Verkürzen Sie die Bedenkzeit.',
  'refusals.setting-unfit.deletion-limit':
    'Eine Löschung darf 1 bis {most, number} Personen nennen. Geben Sie eine solche Zahl an.',
  'refusals.setting-unfit.opt-in-event':
    'Das Ereignis, das einwilligt, braucht einen anderen Namen als $opt_in. Geben Sie einen anderen an oder keinen.',
  'refusals.setting-unfit.approval-count':
    'Die Anzahl, über der eine Löschung freigegeben werden muss, ist eine ganze Zahl ab 0.',
  'refusals.setting-unfit.approval-share':
    'Der Anteil, über dem eine Löschung freigegeben werden muss, liegt zwischen 0 und 100 Prozent.',
  'refusals.setting-unfit.receipt-fields': 'Verlangt werden kann von einem Antrag eines von {fields}.',
  'refusals.setting-unfit.too-many-holidays':
    'Ein Projekt hat höchstens {most, number} Feiertage. Lassen Sie welche weg, etwa vergangene.',
  'refusals.setting-unfit.holiday':
    'Einer der Feiertage ist ein Tag, den es nicht gibt. Schreiben Sie jeden wie 2026-12-25.',
  'refusals.setting-unfit.too-many-blocked':
    'Ein Projekt hat höchstens {most, number} gesperrte Eigenschaften. Nennen Sie mehrere auf einmal, wie mit utm_*.',
  'refusals.setting-unfit.blocked-missing':
    'Nummer {number, number} der gesperrten Eigenschaften nennt keine. Schreiben Sie einen Namen oder den Anfang von einigen und * dahinter.',
  'refusals.setting-unfit.blocked-too-long':
    'Nummer {number, number} der gesperrten Eigenschaften hat mehr als {limit, number} Zeichen. Kürzen Sie sie.',
  'refusals.setting-unfit.blocked-needed':
    'Nummer {number, number} der gesperrten Eigenschaften wird gebraucht, um abzulegen, was hereinkommt, und lässt sich nicht sperren. Lassen Sie sie weg.',
  'refusals.setting-unfit.dropped-values': 'Weggelassen werden können Werte dieser Arten: {kinds}.',
  'refusals.setting-unfit.record-sessions':
    'Der Anteil der Sitzungen, die aufgezeichnet werden, liegt zwischen 0 und 100 Prozent.',
  'refusals.setting-unfit.replay-days':
    'Aufzeichnungen werden 1 bis {most, number} Tage aufbewahrt. Geben Sie eine solche Zahl an.',
  'refusals.setting-unfit.hash-ids':
    'Ob Kennungen nur als Hash aufbewahrt werden, lässt sich nur ändern, solange das Projekt nichts enthält.',
  'refusals.setting-unfit.number': '{name} muss eine ganze Zahl von {least, number} bis {most, number} sein.',
  'refusals.setting-unfit.basis':
    'Die Grundlage, aus der Ereignisse länger aufbewahrt werden, hat 1 bis {most, number} Zeichen.',
  'refusals.class-unfit.too-many-rules':
    'Ein Projekt hat höchstens {most, number} Regeln. Fassen Sie welche zu einer mit * zusammen.',
  'refusals.class-unfit.missing':
    'Änderung {number, number} nennt nichts. Nennen Sie eine Eigenschaft oder Spalte, oder schreiben Sie ein Muster mit *.',
  'refusals.class-unfit.too-long':
    'Der Name von Änderung {number, number} hat mehr als {limit, number} Zeichen. Kürzen Sie ihn.',
  'refusals.class-unfit.needed':
    'Nach dem Namen von Änderung {number, number} wird abgelegt; er ist immer zu sehen. Lassen Sie ihn weg.',
  'refusals.class-unfit.too-many-steps':
    'Der Name von Änderung {number, number} besteht aus mehr als {limit, number} Namen mit Punkten dazwischen. Fangen Sie ihn weiter innen an.',
  'refusals.class-unfit.too-many-stars':
    'Der Name von Änderung {number, number} hat mehr als {limit, number} Sterne. Lassen Sie welche weg.',
};
