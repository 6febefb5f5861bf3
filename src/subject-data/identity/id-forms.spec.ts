import { MasterKey, type PrismaService } from '../../platform/index.js';
import { deviceForms, isDeviceId, isSameDevice, looksLikeDevice } from '../store/device-ids.js';
import { IdForms, isHashedId } from './id-forms.service.js';
import { SubjectHmac } from './subject-hmac.js';

const UUID = '0b9f62d1-73e8-4a14-b5c0-c8e27f4d1a36';

describe('a hashed id', () => {
  const forms = new IdForms(
    {} as PrismaService,
    new SubjectHmac(Buffer.alloc(32)),
    new MasterKey(Buffer.from([...Array(32).keys()])),
  );
  const formOf = forms.hashing(7);

  it('is the same for the same id of the same project, and says nothing of it', () => {
    expect(formOf('ada@example.com')).toMatch(/^\$hashed:[A-Za-z0-9_-]{43}$/);
    expect(formOf('ada@example.com')).toBe(forms.hashing(7)('ada@example.com'));
    expect(formOf('Ada@example.com')).not.toBe(formOf('ada@example.com'));
    expect(forms.hashing(8)('ada@example.com')).not.toBe(formOf('ada@example.com'));
  });

  it('bears a mark, by which it is never hashed twice', () => {
    for (const id of ['ada', `$device:${UUID}`, UUID]) {
      expect(isHashedId(id)).toBe(false);
      expect(isHashedId(formOf(id))).toBe(true);
      expect(formOf(formOf(id))).toBe(formOf(id));
    }
    expect(formOf('$hashed:ada')).not.toBe('$hashed:ada');
  });

  it('of a device keeps its $device:, and all forms of the device stay forms of one', () => {
    const hashed = formOf(`$device:${UUID}`);
    expect(isDeviceId(hashed)).toBe(true);
    expect(hashed).toBe(`$device:${formOf(UUID)}`);
    expect(formOf(`$device:$device:${UUID}`)).toBe(`$device:${hashed}`);
    expect(isSameDevice(hashed, formOf(UUID))).toBe(true);
    expect(deviceForms(hashed)).toEqual(deviceForms(`$device:${UUID}`).map(formOf));
  });

  it('of a UUID may be a device’s, of anything else not', () => {
    expect(looksLikeDevice(formOf(UUID))).toBe(true);
    expect(looksLikeDevice(formOf('ada'))).toBe(false);
    expect(formOf(UUID.toUpperCase())).toBe(formOf(UUID));
  });
});
