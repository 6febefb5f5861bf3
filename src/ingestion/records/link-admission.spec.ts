import { admitLinks, type SeenLink } from './link-admission.js';

const UUID = '18e3a2f0-aaaa-4bbb-8ccc-1234567890ab';
const link = (kind: SeenLink['kind'], distinctId: string, linkedId: string): SeenLink => ({
  distinctId,
  linkedId,
  kind,
});

describe('links at the door', () => {
  const all = [
    link('merge', 'a', 'b'),
    link('alias', 'a', 'b'),
    link('identify', 'a', 'b'),
    link('former', 'a', 'b'),
    link('device', 'a', '$device:d'),
    link('device', '$device:x', '$device:y'),
  ];

  it.each(['secret', 'service-account'] as const)('are kept as they are with %s', (origin) => {
    expect(admitLinks(all, origin)).toEqual({ kept: all.map((each) => ({ ...each, origin })), ifNew: [], refused: [] });
  });

  it('tie devices to people with the public token, and nothing else', () => {
    const { kept, ifNew, refused } = admitLinks(all, 'token');
    expect(kept).toEqual([{ ...link('device', 'a', '$device:d'), origin: 'token' }]);
    expect([ifNew, refused]).toEqual([[], all.filter(({ linkedId }) => linkedId !== '$device:d')]);
  });

  it.each<[SeenLink, 'kept' | 'ifNew', SeenLink]>([
    [link('identify', 'a', UUID), 'kept', link('identify', 'a', UUID)],
    [link('device', 'a', UUID), 'kept', link('identify', 'a', UUID)],
    [link('former', 'a', UUID), 'kept', link('identify', 'a', UUID)],
    [link('alias', '$device:d', 'a'), 'ifNew', link('device', 'a', '$device:d')],
    [link('alias', UUID, 'a'), 'ifNew', link('identify', 'a', UUID)],
  ])('keep what may be a device: %j', (seen, where, expected) => {
    expect(admitLinks([seen], 'token')[where]).toEqual([{ ...expected, origin: 'token' }]);
  });
});
