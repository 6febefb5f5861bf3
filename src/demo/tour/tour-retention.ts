import { createPublicKey, verify } from 'node:crypto';
import { Clock } from '../../platform/index.js';
import { countOf, type Tour } from './tour-stop.js';

const LONG_AGO = 'customer-of-long-ago@example.com';
const THREE_YEARS = 3 * 365 * 86_400_000;
const EVENTS = 3;

/** GDPR Art. 5(1)(e): what is old enough goes, and nobody has to ask for it. */
export async function letTimeWork({ client, screen, checks, shop }: Tour): Promise<void> {
  screen.title('What is old enough goes by itself');
  const seconds = Math.floor((new Clock().now().getTime() - THREE_YEARS) / 1000);
  const events = Array.from({ length: EVENTS }, (_, day) => ({
    event: 'Order completed',
    properties: { time: seconds + day * 86_400, distinct_id: LONG_AGO, $insert_id: `long-ago-${day}` },
  }));
  await client.importEvents(events);
  checks.same(
    countOf(await shop.rowsOf([LONG_AGO])),
    EVENTS,
    'Events of three years ago are taken when they are imported',
  );
  const id = await client.runRetention();
  const { result } = await client.followRun(id);
  checks.same(result, 'done', 'The run of that night, begun at once, has come to its end');
  checks.same(countOf(await shop.rowsOf([LONG_AGO])), 0, 'They are gone: two years from the date of each');
  const record = await client.file(id, 'record.json', 'retention/runs');
  const signature = await client.file(id, 'record.sig', 'retention/runs');
  const isSigned = verify(null, record, createPublicKey(await client.recordKey()), signature);
  checks.check(isSigned, 'The run has left a record, whose signature holds');
  checks.check(!record.includes(LONG_AGO), 'It says how many went until which date, and names nobody');
}
