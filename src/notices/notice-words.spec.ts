import type { RequestFacts } from './notice-facts.js';
import { noticeMail, type Reader } from './notice-words.js';

const READER: Reader = { email: 'ana@example.com', language: 'en', baseUrl: 'https://habeas.example' };
const REQUEST: RequestFacts = {
  what: 'succeeded',
  requestId: '3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f',
  kind: 'export',
  regime: 'GDPR',
  dueAt: '2026-03-31T21:59:59.999Z',
  project: 'Shop',
  timeZone: 'Europe/Berlin',
};

describe('the mail of a notice', () => {
  it('says what happened to which request, by when it is due, and where to look', () => {
    expect(noticeMail(READER, [REQUEST])).toEqual({
      to: 'ana@example.com',
      subject: 'Export 3f2b8c1e has finished',
      text: [
        'Export 3f2b8c1e has finished.',
        'Project: Shop',
        'Law: GDPR',
        'Deadline: March 31, 2026',
        'https://habeas.example/#/requests/3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f',
        '',
        'You are told because of what you chose, or because of your role. Choose in your profile:',
        'https://habeas.example/#/profile',
        '',
      ].join('\n'),
    });
  });

  it('is in the language of its reader', () => {
    const { subject, text } = noticeMail({ ...READER, language: 'de' }, [
      { ...REQUEST, kind: 'deletion', what: 'at-risk' },
    ]);
    expect(subject).toBe('Die Frist der Löschung 3f2b8c1e läuft bald ab');
    expect(text).toContain('Recht: DSGVO\nFrist: 31. März 2026\n');
  });

  it('tells of several things at once', () => {
    const { subject, text } = noticeMail(READER, [
      { ...REQUEST, what: 'approval-needed', kind: 'deletion' },
      { what: 'token', prefix: 'habeas_gdpr_AbCd', expiresAt: '2026-04-01T10:00:00.000Z', days: 7 },
      { what: 'sweep', project: 'Shop', since: '2026-03-09T02:00:00.000Z', waiting: 2 },
    ]);
    expect(subject).toBe('3 notices from Habeas');
    expect(text).toContain('Deletion 3f2b8c1e waits for approval.\nA second owner or admin');
    expect(text).toContain('Your GDPR OAuth token habeas_gdpr_AbCd… ends within 7 days, on April 1, 2026.');
    expect(text).toContain('A sweep has not run: 2 deletions wait since March 9, 2026 at 2:00 AM UTC.');
  });

  it('lets no name begin a line', () => {
    const { text } = noticeMail(READER, [{ ...REQUEST, project: 'Evil\r\nhttps://evil.example\u2028x' }]);
    expect(text).toContain('Project: Evil https://evil.example x\n');
    expect(text).not.toMatch(/^https:\/\/evil/m);
  });
});
