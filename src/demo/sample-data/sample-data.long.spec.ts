import { SAMPLE } from './sample-data-people.js';
import { sampleBatches, type SampleBatch } from './sample-data.js';

const now = new Date('2026-11-24T09:30:00.000Z');
const MONTH = 30.4 * 86_400_000;

function everything(): SampleBatch {
  const batches = [...sampleBatches(now)];
  return {
    subjects: batches.reduce((sum, batch) => sum + batch.subjects, 0),
    events: batches.flatMap((batch) => batch.events),
    links: batches.flatMap((batch) => batch.links),
    profiles: batches.flatMap((batch) => batch.profiles),
    replays: batches.flatMap((batch) => batch.replays),
  };
}

describe('the sample data', () => {
  const sample = everything();
  const idsWithEvents = new Set(sample.events.map((event) => event.distinctId));
  const idsWithProfile = new Set(sample.profiles.map((profile) => profile.distinctId));

  it('is large enough to be believed', () => {
    expect(sample.subjects).toBeGreaterThanOrEqual(520);
    expect(sample.events.length).toBeGreaterThanOrEqual(50_000);
    expect(sample.events.length).toBeLessThan(70_000);
    expect(sample.profiles.length).toBeGreaterThan(480);
    expect(sample.replays.length).toBeGreaterThan(100);
    expect(sample.replays.length).toBeLessThan(150);
  });

  it('is the same for the same moment', () => {
    const again = everything();
    expect(again.events).toEqual(sample.events);
    expect(again.links).toEqual(sample.links);
    expect(again.replays).toEqual(sample.replays);
  });

  it('lies within the twenty-one months before the moment it is made for', () => {
    const times = sample.events
      .map((event) => event.time.getTime())
      .concat(sample.replays.map((replay) => replay.batchStartedAt.getTime()));
    const earliest = times.reduce((a, b) => Math.min(a, b));
    const latest = times.reduce((a, b) => Math.max(a, b));
    expect(latest).toBeLessThan(now.getTime());
    expect(latest).toBeGreaterThan(now.getTime() - 86_400_000);
    expect(earliest).toBeGreaterThan(now.getTime() - 21 * MONTH);
    expect(earliest).toBeLessThan(now.getTime() - 19 * MONTH);
  });

  it('has no event, replay, profile or link twice', () => {
    const distinct = (keys: string[]) => new Set(keys).size === keys.length;
    expect(distinct(sample.events.map((event) => event.insertId))).toBe(true);
    expect(distinct(sample.replays.map((replay) => replay.replayId))).toBe(true);
    expect(distinct(sample.profiles.map((profile) => profile.distinctId))).toBe(true);
    expect(distinct(sample.links.map((link) => JSON.stringify(link)))).toBe(true);
  });

  it('joins no two people but by the shared device', () => {
    const persons = new Map<string, string[]>();
    for (const { linkedId, distinctId } of sample.links)
      persons.set(linkedId, [...(persons.get(linkedId) ?? []), distinctId]);
    const shared = [...persons].filter(([, people]) => people.length > 1);
    expect(shared).toEqual([[SAMPLE.sharedDevice.id, [...SAMPLE.sharedDevice.people]]]);
  });

  it('has an event for every device and former id that is linked', () => {
    const linked = sample.links.filter((link) => link.kind === 'merge' || link.kind === 'former');
    expect(linked.length).toBeGreaterThan(20);
    expect(linked.filter((link) => !idsWithEvents.has(link.linkedId))).toEqual([]);
    const seen = new Set(
      sample.events
        .map((event) => JSON.parse(event.properties) as Record<string, string>)
        .map((p) => `${p.$user_id} $device:${p.$device_id}`),
    );
    const devices = sample.links.filter((link) => link.kind === 'device');
    expect(devices.filter((link) => !seen.has(`${link.distinctId} ${link.linkedId}`))).toEqual([]);
  });

  it('holds the people it names, each with what is particular about them', () => {
    const { regular, sharedDevice, profileOnly, eventsOnly } = SAMPLE;
    const linkedTo = (id: string) => sample.links.filter((link) => link.distinctId === id).map((link) => link.linkedId);
    expect(new Set(linkedTo(regular.distinctId))).toEqual(
      new Set([...regular.devices, regular.alias, regular.mergedId]),
    );
    for (const id of [regular.distinctId, regular.alias, regular.mergedId, regular.devices[0]])
      expect(idsWithEvents).toContain(id);
    for (const id of [sharedDevice.id, ...sharedDevice.people]) expect(idsWithEvents).toContain(id);
    expect([idsWithEvents.has(profileOnly), idsWithProfile.has(profileOnly)]).toEqual([false, true]);
    expect([idsWithEvents.has(eventsOnly), idsWithProfile.has(eventsOnly)]).toEqual([true, false]);
  });

  it('names no address that could be somebody’s', () => {
    const text =
      sample.events.map((event) => event.properties).join() + sample.links.map((link) => link.linkedId).join();
    expect(text.match(/@(?!(mail\.)?example\.(com|org|net)\b)[\w.]+/g)).toBeNull();
  });
});
