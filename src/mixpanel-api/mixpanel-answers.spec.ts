import type { ProjectRecord } from '../access/index.js';
import type { RequestRow } from '../request-model/index.js';
import { deletionAnswer, exportAnswer, openedAnswer } from './mixpanel-answers.js';
import { wireDeletion, wireExport, wireOpened } from './mixpanel.dto.js';

const request = {
  id: '0b7c7a4e-5d0a-4f0e-9c7e-1f2d3c4b5a69',
  projectId: 123,
  regime: 'CCPA',
  disclosure: 'Categories',
  status: 'STARTED',
  openedAt: new Date('2026-03-09T22:28:55.078Z'),
  openedByLabel: 'pat@example.com',
  subjectCount: 2,
} as RequestRow;
const project = { id: 123 } as ProjectRecord;

describe("the wire's answers", () => {
  it('tells of what was opened as it was opened', () => {
    const answer = openedAnswer(request);
    expect(wireOpened.parse(answer)).toEqual(answer);
    expect(answer.results).toMatchObject({
      status: 'PENDING',
      disclosure_type: 'CATEGORIES',
      compliance_type: 'ccpa',
      date_requested: '2026-03-09T22:28:55.078000',
      destination_url: null,
    });
  });

  it('gives both link keys, empty while there is no link', () => {
    const polled = { request, distinctIds: ['a'] };
    expect(exportAnswer(polled, null)).toEqual({
      status: 'ok',
      results: { status: 'STARTED', results: '', result: '', distinct_ids: ['a'] },
    });
    expect(exportAnswer(polled, 'https://x').results).toMatchObject({ results: 'https://x', result: 'https://x' });
    expect(wireExport.parse(exportAnswer(null, null)).results.status).toBe('NOT_FOUND');
  });

  it('says REVOKED of what was denied, in a word that clients know', () => {
    const polled = { request: { ...request, status: 'DENIED' }, distinctIds: ['a'] };
    expect(wireExport.parse(exportAnswer(polled, null)).results.status).toBe('REVOKED');
    expect(wireDeletion.parse(deletionAnswer(request.id, project, polled)).results.status).toBe('REVOKED');
  });

  it('gives the seven keys of a deletion, known or not', () => {
    const known = deletionAnswer(request.id, project, { request, distinctIds: ['a'] });
    expect(wireDeletion.parse(known)).toEqual(known);
    expect(known.results.date_requested).toBe('2026-03-09T22:28:55');
    const unknown = deletionAnswer('who', project, null);
    expect(wireDeletion.parse(unknown)).toEqual(unknown);
    expect(unknown.results).toMatchObject({
      tracking_id: 'who',
      status: 'NOT_FOUND',
      project_id: 123,
      distinct_ids: [],
    });
  });
});
