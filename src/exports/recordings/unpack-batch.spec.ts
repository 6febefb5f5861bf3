import { gzipSync } from 'node:zlib';
import { unpackBatch } from './unpack-batch.js';

const EVENTS = [
  { type: 4, timestamp: 1_773_050_400_000, data: { href: 'https://shop.example/?q=<ü>' } },
  { type: 3, timestamp: 1_773_050_400_010.5, data: { source: 1 } },
];
const JSON_TEXT = JSON.stringify(EVENTS);
const bytes = (text: string): Uint8Array => Buffer.from(text, 'utf8');
const NOTHING = { json: null, events: null };

describe('a batch of a recording', () => {
  it.each([
    ['compressed', gzipSync(JSON_TEXT)],
    ['plain', bytes(JSON_TEXT)],
  ])('is unpacked to the events in it: %s', async (_, payload) => {
    expect(await unpackBatch(payload)).toEqual({ json: JSON_TEXT, events: EVENTS });
  });

  it.each([
    ['half a gzip', gzipSync(JSON_TEXT).subarray(0, 40)],
    ['a gzip with damage in it', gzipSync(JSON_TEXT).map((byte, at) => (at === 30 ? byte ^ 0xff : byte))],
    ['half a JSON', bytes(JSON_TEXT.slice(0, 50))],
    ['no text', Uint8Array.of(0xff, 0xfe, 0x00)],
    ['more than a recorder may send', gzipSync(`[${' '.repeat(1 << 24)}]`)],
  ])('tells nothing where it is %s', async (_, payload) => {
    expect(await unpackBatch(payload)).toEqual(NOTHING);
  });

  it.each([
    ['an object', '{"events":[]}'],
    ['events without a time', '[{"type":3}]'],
    ['a time that no date holds', '[{"type":3,"timestamp":1e300}]'],
    ['a kind that is no number', '[{"type":"click","timestamp":1}]'],
    ['an empty place', '[null]'],
  ])('is JSON and no events, where it holds what no recorder writes: %s', async (_, json) => {
    expect(await unpackBatch(bytes(json))).toEqual({ json, events: null });
  });

  it('holds no event, where a deletion has cleared it', async () => {
    expect(await unpackBatch(new Uint8Array())).toEqual({ json: null, events: [] });
  });
});
