import type { fieldRefusals as english } from '../../en/refusals/fields';

export const fieldRefusals: Record<keyof typeof english, string> = {
  'refusals.field.missing': 'Füllen Sie das aus.',
  'refusals.field.too-short': '{limit, plural, one {Füllen Sie das aus.} other {Das braucht mindestens # Zeichen.}}',
  'refusals.field.too-long': 'Das darf höchstens {limit, plural, one {ein Zeichen} other {# Zeichen}} haben.',
  'refusals.field.too-small': 'Das darf nicht weniger sein als {limit, number}.',
  'refusals.field.too-large': 'Das darf nicht mehr sein als {limit, number}.',
  'refusals.field.too-few': 'Das braucht mindestens {limit, plural, one {einen Eintrag} other {# Einträge}}.',
  'refusals.field.too-many': 'Das darf höchstens {limit, plural, one {einen Eintrag} other {# Einträge}} haben.',
  'refusals.field.no-choice': 'Das lässt sich hier nicht oder nicht mehr wählen.',
  'refusals.field.no-address': 'Das ist keine E-Mail-Adresse. Schreiben Sie sie wie name@example.com.',
  'refusals.field.no-day': 'Das ist kein Tag. Schreiben Sie ihn wie 2026-12-25.',
  'refusals.field.no-time': 'Das ist keine Zeitangabe.',
  'refusals.field.no-text': 'Das enthält ein Zeichen, das keines ist. Tippen Sie es neu, statt es einzufügen.',
  'refusals.field.no-line': 'Das muss eine einzige Zeile sein, ohne Tabulator.',
  'refusals.field.malformed': 'So lässt sich das nicht schreiben.',
};
