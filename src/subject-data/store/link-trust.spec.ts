import { deviceForms, deviceKey, isDeviceId, isSameDevice, looksLikeDevice } from './device-ids.js';
import type { LinkKind } from './ingest-store.port.js';
import { isTrusted, joins, LINK_ORIGINS, UNUSED, weakerThan, type IdUses, type LinkOrigin } from './link-trust.js';

const UUID = '18e3a2f0-aaaa-4bbb-8ccc-1234567890ab';
const TRUSTED: LinkOrigin[] = ['secret', 'service-account', 'unknown', 'believed-by-operator'];

describe('the id of a device', () => {
  it('is known by its prefix, once or twice, and has the same forms from each', () => {
    const forms = [`$device:${UUID}`, `$device:$device:${UUID}`, UUID];
    for (const form of forms) expect([deviceKey(form), deviceForms(form)]).toEqual([`$device:${UUID}`, forms]);
    expect(forms.map(isDeviceId)).toEqual([true, true, false]);
    expect(deviceForms('$device:phone')).toEqual(['$device:phone', '$device:$device:phone']);
    expect(deviceForms('$device:$device:$device:x')).toContain('$device:$device:$device:x');
    expect([isSameDevice(UUID, `$device:${UUID}`), isSameDevice(UUID, UUID), isSameDevice('a', 'a')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it.each([
    [UUID, true],
    [UUID.toUpperCase(), true],
    ['17f3b0b5d3a8b2-0b6a8e9d0c1f2a-34546d7f-1fa400-17f3b0b5d3b1e4', true],
    ['ada@example.com', false],
    ['Ada', false],
    ['4711', false],
    ['12345678-1234', false],
    [`x${UUID}`, false],
    [`${UUID}\n`, false],
  ])('%j could be one without its prefix: %p', (id, could) => {
    expect(looksLikeDevice(id)).toBe(could);
  });
});

describe('trust', () => {
  it('goes with the credential', () => {
    expect(LINK_ORIGINS.filter(isTrusted).sort()).toEqual([...TRUSTED].sort());
  });

  it('prevails over what is weaker, and never gives way to the public token', () => {
    expect(weakerThan('token')).toEqual([]);
    expect(weakerThan('unknown')).toEqual(['token']);
    expect(weakerThan('refused-by-operator')).toEqual(['token', 'unknown']);
    expect(weakerThan('secret')).toEqual(['token', 'unknown', 'refused-by-operator', 'believed-by-operator']);
  });

  it.each(['device', 'identify', 'former', 'alias', 'merge'] as const)('without it no %s joins anybody', (kind) => {
    for (const linkedId of ['bea', UUID, '$device:d']) {
      expect(joins({ linkedId, kind, origin: 'token' }, UNUSED)).toBe(false);
      expect(joins({ linkedId, kind, origin: 'refused-by-operator' }, UNUSED)).toBe(false);
      expect(joins({ linkedId, kind, origin: 'believed-by-operator' }, { ...UNUSED, user: true })).toBe(true);
    }
  });
});

describe('a link with trust to a person’s own id', () => {
  const user = { ...UNUSED, user: true, plain: true, seen: true };
  const server = { ...UNUSED, plain: true, seen: true };
  const profile = { ...UNUSED, profile: true };
  const device = { ...UNUSED, seen: true };

  it.each<[LinkKind, string, IdUses, boolean]>([
    ['identify', 'carol', user, false],
    ['identify', 'carol', server, false],
    ['identify', 'carol', profile, false],
    ['identify', 'carol', UNUSED, true],
    ['device', 'carol', server, false],
    ['identify', UUID, server, false],
    ['identify', UUID, device, true],
    ['identify', UUID, { ...device, profile: true }, false],
    ['device', UUID, { ...device, profile: true }, true],
    ['former', 'carol', user, false],
    ['former', 'carol', profile, false],
    ['former', 'carol', server, true],
    ['alias', 'carol', user, true],
    ['merge', 'carol', user, true],
    ['device', '$device:d', server, true],
  ])('%s of %s, used as %j, joins it: %p', (kind, linkedId, uses, expected) => {
    expect(joins({ linkedId, kind, origin: 'secret' }, uses)).toBe(expected);
    expect(joins({ linkedId, kind, origin: 'service-account' }, uses)).toBe(expected);
  });

  it('is believed of unknown origin where the id is a UUID that only events name', () => {
    expect(joins({ linkedId: UUID, kind: 'identify', origin: 'unknown' }, server)).toBe(true);
    expect(joins({ linkedId: UUID, kind: 'identify', origin: 'unknown' }, user)).toBe(false);
    expect(joins({ linkedId: 'carol', kind: 'identify', origin: 'unknown' }, server)).toBe(false);
  });
});
