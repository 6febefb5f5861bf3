import { words } from './words.js';

const { count, number } = words;

/** The page that plays a recording of somebody's session, and what a company's answer says of it. */
export const recording = {
  kicker: 'Recording of a session',
  /** `when`: the minute it began; null where that is not known. */
  title: (when: string | null) => (when === null ? 'A session of yours' : `Your session of ${when}`),
  part: (part: number, parts: number) => `Part ${number(part)} of ${number(parts)}`,
  otherParts: 'The other parts',
  back: 'All that is held about you',

  facts: {
    began: 'Began',
    length: 'Length',
    pages: 'Pages seen',
    device: 'Device',
    pieces: 'Pieces received',
    id: 'Recording',
  },

  play: {
    heading: 'What was on the screen',
    play: 'Play',
    pause: 'Pause',
    position: 'Position',
    speed: 'Speed',
    skip: 'Pass over times in which nothing was done',
    fullScreen: 'Full screen',
    loading: 'The recording is being unpacked.',
    tooOld: 'This browser cannot unpack the recording; a current one can. What happened is told below.',
    broken: 'The recording could not be played. What happened is told below.',
    noScript: 'Where no script may run, the recording is not played. What happened is told below.',
    leftOut:
      'Pictures, fonts and films that the recorded page fetched from the network are not shown, since this page fetches nothing. What the website had masked (***) was never recorded.',
  },

  notes: {
    lost: (pieces: number) =>
      `${count(pieces, 'piece', 'pieces')} of this recording ${pieces === 1 ? 'is' : 'are'} not here: recorded of somebody else, outside the period of this answer, or never received. What follows is played from the next whole picture on.`,
    startsLate: (when: string | null) =>
      `The picture that this begins with is not here${when === null ? '' : `, so it is played from ${when} on`}.`,
    unreadable: (pieces: number) =>
      `${count(pieces, 'piece', 'pieces')} of this recording could not be read: damaged, or not recorded as others are. ${pieces === 1 ? 'It stands' : 'They stand'} in the file below as received.`,
    tooLarge: (pieces: number) =>
      `${count(pieces, 'piece', 'pieces')} of this recording ${pieces === 1 ? 'is' : 'are'} too large for this copy. The company can give ${pieces === 1 ? 'it' : 'them'} to you in another way; ask it.`,
    notPlayed:
      'Nothing here can be played, since no whole picture of a page is in it. What is known of it stands below.',
  },

  happened: {
    heading: 'What happened',
    when: 'When',
    page: 'Page',
    done: 'What was done',
    noPage: 'not known',
    clicks: (times: number) => count(times, 'click', 'clicks'),
    inputs: (times: number) => count(times, 'entry', 'entries'),
    scrolls: (times: number) => count(times, 'scroll', 'scrolls'),
    nothing: 'nothing',
    unreadable: 'a piece that could not be read',
    more: (pages: number) => `And ${count(pages, 'further page', 'further pages')}.`,
    none: 'Nothing is known of what happened.',
  },
  /** Stands before the link to the file. */
  everything: 'Every event, for programs to read, is in',
  footer:
    'This page was made to be opened without a network: it loads nothing and sends nothing, and nothing of the recorded page is executed. Times are in UTC.',

  list: {
    count: (recordings: number): string => (recordings === 1 ? 'recording' : 'recordings'),
    pieces: (rows: number) => `in ${count(rows, 'piece', 'pieces')}`,
    heading: (shown: number, all: number) =>
      shown === all ? 'The recordings' : `The newest ${number(shown)} of ${number(all)} recordings`,
    pages: (pages: number) => count(pages, 'page', 'pages'),
    partly: 'with pieces missing',
    notPlayed: 'cannot be played',
    play: 'Play:',
    /** Stands before the link to the file. */
    file: 'For programs, every event is in',
  },
};
