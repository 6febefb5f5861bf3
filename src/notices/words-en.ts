import { dayIn, minuteIn, type NoticeWords } from './notice-language.js';
import type { News } from './notice-kinds.js';

const HAPPENED: Readonly<Record<News, (request: string) => string>> = {
  succeeded: (request) => `${request} has finished`,
  failed: (request) => `${request} has failed`,
  'at-risk': (request) => `The deadline of ${lower(request)} is near`,
  missed: (request) => `The deadline of ${lower(request)} has passed`,
  'approval-needed': (request) => `${request} waits for approval`,
  'waiting-for-action': (request) => `${request} waits for somebody to put something right`,
};

export const ENGLISH: NoticeWords = {
  request: ({ what, kind }, id) => HAPPENED[what](`${kind === 'export' ? 'Export' : 'Deletion'} ${id}`),
  token: ({ prefix, expiresAt, days }) =>
    `Your GDPR OAuth token ${prefix}… ends ${days === 1 ? 'within a day' : `within ${days} days`}, on ${dayIn('en', expiresAt)}`,
  sweep: ({ since, waiting }) =>
    `A sweep has not run: ${waiting === 1 ? 'a deletion waits' : `${waiting} deletions wait`} since ${minuteIn('en', since)}`,
  retention: ({ since, inPart }) =>
    inPart
      ? `The run of retention of ${minuteIn('en', since)} left something undone`
      : `The run of retention of ${minuteIn('en', since)} has not happened`,
  duty: ({ since, waiting }) =>
    `What is owed is not erased: ${waiting === 1 ? 'a duty is due' : `${waiting} duties are due`} since ${minuteIn('en', since)}`,
  ending: ({ since }) => `What an ended project held was to be gone by ${minuteIn('en', since)}, and is not`,
  several: (count) => `${count} notices from Habeas`,
  todo: {
    'approval-needed': 'A second owner or admin is to look at it before anything is erased.',
    token: 'Rotate it in your profile, and give the new one to whatever uses it.',
    retention: 'Data is kept for longer than is said. See on the page what stands in the way, or that a worker runs.',
    duty: 'See that a worker runs, and what its log says of them: most often a collection that the data map names no longer.',
    ending: 'See among the ended projects what stands in the way, or that a worker runs.',
    sweep: 'See that a worker runs and reaches the database; what waits is swept as soon as one does.',
  },
  project: 'Project',
  law: 'Law',
  deadline: 'Deadline',
  regimes: { GDPR: 'GDPR', CCPA: 'CCPA' },
  why: 'You are told because of what you chose, or because of your role. Choose in your profile:',
};

function lower(request: string): string {
  return request.charAt(0).toLowerCase() + request.slice(1);
}
