import { Playable } from './playable.js';
import type { RecordedEvent } from './recorded-event.js';

const meta = (timestamp: number): RecordedEvent => ({ type: 4, timestamp });
const picture = (timestamp: number): RecordedEvent => ({ type: 2, timestamp });
const change = (timestamp: number): RecordedEvent => ({ type: 3, timestamp });
const times = (events: readonly RecordedEvent[]): number[] => events.map(({ timestamp }) => timestamp);

describe('what of a recording can be played', () => {
  it('begins with a whole picture, after what tells its size', () => {
    const playable = new Playable();
    expect(times(playable.take([change(1), meta(2), change(3)]))).toEqual([]);
    expect(times(playable.take([change(4), picture(5), change(6)]))).toEqual([2, 5, 6]);
    expect(times(playable.take([change(7), meta(8), picture(9)]))).toEqual([7, 8, 9]);
  });

  it('stops where something is missing, until the next whole picture', () => {
    const playable = new Playable();
    playable.take([meta(1), picture(2)]);
    playable.interrupt();
    expect(times(playable.take([change(3), change(4)]))).toEqual([]);
    expect(times(playable.take([change(5), meta(6), picture(7), change(8)]))).toEqual([6, 7, 8]);
  });

  it('is nothing where there is no picture', () => {
    expect(new Playable().take([meta(1), change(2)])).toEqual([]);
  });

  it('is what was seen, and nothing that was said beside', () => {
    const aside = [5, 6].map((type) => ({ type, timestamp: 3 }));
    expect(times(new Playable().take([meta(1), picture(2), ...aside, change(4)]))).toEqual([1, 2, 4]);
  });

  it('needs no word of its size', () => {
    expect(times(new Playable().take([picture(1), change(2)]))).toEqual([1, 2]);
  });
});
