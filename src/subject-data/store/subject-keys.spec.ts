import { keyColumns } from './subject-keys.js';
import type { SubjectKey } from './subject-store.port.js';

const key = (distinctId: string, watermark: string | null = null, ordinal = 0): SubjectKey => ({
  ordinal,
  projectId: 1,
  distinctId,
  watermark: watermark === null ? null : new Date(watermark),
});

describe('keys as columns', () => {
  it.each(['007', ' 7', '7 ', '+7', '-0', '1e3', '0x10', '1_000', '9223372036854775808', "'; drop table", ''])(
    'takes %j for no number',
    (id) => {
      expect(keyColumns([key(id)])).toMatchObject({ texts: [id], integers: [null] });
    },
  );

  it.each(['0', '7', '-7', '9223372036854775807', '-9223372036854775808'])('takes %j for a number', (id) => {
    expect(keyColumns([key(id)]).integers).toEqual([id]);
  });

  it('takes a UUID in either letter case for one, once under an ordinal', () => {
    const [lower, upper] = ['a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'];
    const columns = keyColumns([key(lower, '2026-01-01'), key(upper, '2026-01-02'), key(lower, null, 1)]);
    expect(columns.texts).toEqual([lower, upper, lower]);
    expect(columns.uuids).toEqual([null, lower, lower]);
  });

  it('keeps the latest watermark of an id named twice, none being the latest', () => {
    const columns = keyColumns([
      key('a', '2026-01-02'),
      key('a', '2026-01-03'),
      key('b', '2026-01-02'),
      key('b'),
      key('b', '2026-01-01'),
    ]);
    expect(columns.texts).toEqual(['a', 'b']);
    expect(columns.watermarks).toEqual(['2026-01-03T00:00:00.000Z', null]);
  });

  it('leaves out what nothing can be stored under', () => {
    expect(keyColumns([key('a\0b'), key('\ud800'), key('🦊')]).texts).toEqual(['🦊']);
  });
});
