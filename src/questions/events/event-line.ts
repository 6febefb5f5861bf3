import { jsonMembers, type EventRecord } from '../../subject-data/index.js';

/** What a member of the properties may be called that the line says itself. */
const SAID_ALREADY = /"(?:time|distinct_id|\$insert_id)"/;
const OWN = new Set(['time', 'distinct_id', '$insert_id']);

/**
 * An event as a raw export has it, without a line end:
 * `{"event":…,"properties":{"time":<since 1970>,"distinct_id":…,"$insert_id":…,…}}`. The properties stay the text that is stored,
 * so that no number is rounded.
 * @param inMilliseconds the time, else in whole seconds
 */
export function eventLine(record: EventRecord, inMilliseconds: boolean): string {
  const milliseconds = record.time.getTime();
  const time = inMilliseconds ? milliseconds : Math.floor(milliseconds / 1000);
  const [event, id, insertId] = [record.event, record.distinctId, record.insertId].map((text) => JSON.stringify(text));
  const others = othersOf(record.properties);
  const rest = others === '' ? '' : `,${others}`;
  return `{"event":${event},"properties":{"time":${time},"distinct_id":${id},"$insert_id":${insertId}${rest}}}`;
}

/** The members of an object without its braces; those that the line says itself are left out. */
function othersOf(json: string): string {
  // Line ends inside a JSON string are escaped; bare ones are white space between tokens.
  const text = (/[\r\n]/.test(json) ? json.replace(/[\r\n]+/g, ' ') : json).trim();
  if (!SAID_ALREADY.test(text)) return text.slice(1, -1).trim();
  return (jsonMembers(text) ?? [])
    .filter(({ name }) => !OWN.has(name))
    .map(({ name, value }) => `${JSON.stringify(name)}:${value}`)
    .join(',');
}
