import type { recording as english } from '../en/recording.js';
import { words } from './words.js';

const { count, number } = words;

export const recording: typeof english = {
  kicker: 'Aufzeichnung einer Sitzung',
  title: (when) => (when === null ? 'Eine Ihrer Sitzungen' : `Ihre Sitzung vom ${when}`),
  part: (part, parts) => `Teil ${number(part)} von ${number(parts)}`,
  otherParts: 'Die anderen Teile',
  back: 'Alles, was über Sie gespeichert ist',

  facts: {
    began: 'Begonnen',
    length: 'Dauer',
    pages: 'Gesehene Seiten',
    device: 'Gerät',
    pieces: 'Empfangene Stücke',
    id: 'Aufzeichnung',
  },

  play: {
    heading: 'Was auf dem Bildschirm war',
    play: 'Abspielen',
    pause: 'Anhalten',
    position: 'Stelle',
    speed: 'Tempo',
    skip: 'Zeiten überspringen, in denen nichts getan wurde',
    fullScreen: 'Ganzer Bildschirm',
    loading: 'Die Aufzeichnung wird ausgepackt.',
    tooOld:
      'Dieser Browser kann die Aufzeichnung nicht auspacken; ein aktueller kann es. Was geschah, steht weiter unten.',
    broken: 'Die Aufzeichnung ließ sich nicht abspielen. Was geschah, steht weiter unten.',
    noScript: 'Wo kein Skript laufen darf, wird die Aufzeichnung nicht abgespielt. Was geschah, steht weiter unten.',
    leftOut:
      'Bilder, Schriften und Filme, welche die aufgezeichnete Seite aus dem Netz geholt hat, werden nicht gezeigt, denn diese Seite holt nichts. Was die Website verdeckt hatte (***), wurde nie aufgezeichnet.',
  },

  notes: {
    lost: (pieces) =>
      `${count(pieces, 'Stück', 'Stücke')} dieser Aufzeichnung ${pieces === 1 ? 'fehlt' : 'fehlen'} hier: von jemand anderem aufgezeichnet, außerhalb des Zeitraums dieser Antwort oder nie empfangen. Was folgt, wird vom nächsten ganzen Bild an abgespielt.`,
    startsLate: (when) =>
      `Das Bild, mit dem dies beginnt, fehlt${when === null ? '' : `; abgespielt wird deshalb von ${when} an`}.`,
    unreadable: (pieces) =>
      `${count(pieces, 'Stück', 'Stücke')} dieser Aufzeichnung ließ${pieces === 1 ? '' : 'en'} sich nicht lesen: beschädigt, oder anders aufgezeichnet als sonst. Was empfangen wurde, steht in der Datei unten.`,
    tooLarge: (pieces) =>
      `${count(pieces, 'Stück', 'Stücke')} dieser Aufzeichnung ${pieces === 1 ? 'ist' : 'sind'} zu groß für diese Kopie. Das Unternehmen kann ${pieces === 1 ? 'es' : 'sie'} Ihnen auf anderem Weg geben; fragen Sie es.`,
    notPlayed:
      'Hier lässt sich nichts abspielen, denn es enthält kein ganzes Bild einer Seite. Was davon bekannt ist, steht weiter unten.',
  },

  happened: {
    heading: 'Was geschah',
    when: 'Wann',
    page: 'Seite',
    done: 'Was getan wurde',
    noPage: 'nicht bekannt',
    clicks: (times) => count(times, 'Klick', 'Klicks'),
    inputs: (times) => count(times, 'Eingabe', 'Eingaben'),
    scrolls: (times) => `${number(times)}-mal gescrollt`,
    nothing: 'nichts',
    unreadable: 'ein Stück, das sich nicht lesen ließ',
    more: (pages) => `Und ${count(pages, 'weitere Seite', 'weitere Seiten')}.`,
    none: 'Was geschah, ist nicht bekannt.',
  },
  everything: 'Jedes Ereignis steht, für Programme lesbar, in',
  footer:
    'Diese Seite lässt sich ohne Netz öffnen: Sie lädt nichts und sendet nichts, und nichts von der aufgezeichneten Seite wird ausgeführt. Zeiten sind in UTC angegeben.',

  list: {
    count: (recordings) => (recordings === 1 ? 'Aufzeichnung' : 'Aufzeichnungen'),
    pieces: (rows) => `in ${count(rows, 'Stück', 'Stücken')}`,
    heading: (shown, all) =>
      shown === all ? 'Die Aufzeichnungen' : `Die neuesten ${number(shown)} von ${number(all)} Aufzeichnungen`,
    pages: (pages) => count(pages, 'Seite', 'Seiten'),
    partly: 'Stücke fehlen',
    notPlayed: 'lässt sich nicht abspielen',
    play: 'Abspielen:',
    file: 'Für Programme steht jedes Ereignis in',
  },
};
