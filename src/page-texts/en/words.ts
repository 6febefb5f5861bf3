import { wordsOf } from '../words.js';

export const words = wordsOf({
  numbers: 'en-US',
  months: [
    ...['January', 'February', 'March', 'April', 'May', 'June'],
    ...['July', 'August', 'September', 'October', 'November', 'December'],
  ],
  day: (number, month) => `${number} ${month}`,
  at: (day, time) => `${day} at ${time}`,
  period: (from, to) => `${from} to ${to}`,
  beforeChrist: (year) => `${year} BC`,
  units: { Y: ['year', 'years'], M: ['month', 'months'], D: ['day', 'days'] },
  after: (span, column) => `${span} after ${column}`,
});
