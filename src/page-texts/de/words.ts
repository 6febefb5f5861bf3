import { wordsOf } from '../words.js';

export const words = wordsOf({
  numbers: 'de-DE',
  months: [
    ...['Januar', 'Februar', 'März', 'April', 'Mai', 'Juni'],
    ...['Juli', 'August', 'September', 'Oktober', 'November', 'Dezember'],
  ],
  day: (number, month) => `${number}. ${month}`,
  at: (day, time) => `${day} um ${time} Uhr`,
  period: (from, to) => `${from} bis ${to}`,
  beforeChrist: (year) => `${year} v. Chr.`,
  units: { Y: ['Jahr', 'Jahre'], M: ['Monat', 'Monate'], D: ['Tag', 'Tage'] },
  after: (span, column) => `${span} ab ${column}`,
});
