import { openState, sealState } from './sealed-state.js';

const KEY = Buffer.alloc(32, 7);
const UNTIL = Date.parse('2026-03-09T22:38:55Z');
const STATE = { state: 's'.repeat(43), verifier: 'v'.repeat(43), until: UNTIL, proof: null };
const BEFORE = new Date('2026-03-09T22:38:54.999Z');

describe('the state of a sign-in', () => {
  it('comes back from its cookie, which shows nothing of it', () => {
    const sealed = sealState(STATE, KEY);
    expect(openState(sealed, KEY, BEFORE)).toEqual(STATE);
    expect(sealed).toMatch(/^[A-Za-z0-9_-]{100,600}$/);
    expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('vvv');
    expect(sealState(STATE, KEY)).not.toBe(sealed);
  });

  it('says whose proof it is to be, where somebody is signed in', () => {
    const proof = { userId: '00000000-0000-4000-8000-000000000000', session: 'h'.repeat(43), begunAt: UNTIL - 600_000 };
    expect(openState(sealState({ ...STATE, proof }, KEY), KEY, BEFORE)?.proof).toEqual(proof);
  });

  it('is over when its time is', () => {
    expect(openState(sealState(STATE, KEY), KEY, new Date(STATE.until))).toBeNull();
  });

  it('is nothing under another key, changed, cut or made up', () => {
    const sealed = sealState(STATE, KEY);
    expect(openState(sealed, Buffer.alloc(32, 8), BEFORE)).toBeNull();
    const bytes = Buffer.from(sealed, 'base64url');
    for (const at of [0, 12, bytes.length - 1]) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      expect(openState(changed.toString('base64url'), KEY, BEFORE)).toBeNull();
    }
    for (const text of ['', 'x', sealed.slice(0, 30), `${sealed}AAAA`, '%%%', 'A'.repeat(5000)]) {
      expect(openState(text, KEY, BEFORE)).toBeNull();
    }
  });
});
