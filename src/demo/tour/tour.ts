import { Clock } from '../../platform/index.js';
import { Checks } from './tour-checks.js';
import { TourClient } from './tour-client.js';
import { eraseTwoPeople } from './tour-deletion.js';
import { denyDeletion } from './tour-denial.js';
import { exportDisclosures } from './tour-disclosures.js';
import { exportFromCsv } from './tour-export.js';
import { eraseWithinTheLaw } from './tour-law.js';
import { tourPeople, type TourPeople } from './tour-people.js';
import { optOut } from './tour-opt-out.js';
import { recordSession } from './tour-recording.js';
import { checkRecord } from './tour-record.js';
import { letTimeWork } from './tour-retention.js';
import { revokeDeletion } from './tour-revocation.js';
import { Screen } from './tour-screen.js';
import { TourServer } from './tour-server.js';
import { TourShop } from './tour-shop.postgres.js';
import type { Finding } from './tour-stop.js';

/** A sweep every second. */
const SETTINGS = { SWEEP_SCHEDULE: '* * * * * *' };
/** Short enough to watch; the sample itself has none. */
const GRACE_SECONDS = 3;

const json = process.argv.includes('--json');
const screen = new Screen(json ? process.stderr : process.stdout);
const checks = new Checks(screen, (told) => tell(told));
/** Counted from the server's answers; the last line of `--json` says them. */
const shown = { held: 0, kept: 0, ambiguous: 0, recordVerified: false };
const interruption = new AbortController();
process.on('SIGINT', () => interruption.abort(new Error('interrupted')));
process.on('SIGTERM', () => interruption.abort(new Error('interrupted')));

process.exitCode = await takeTour();

async function takeTour(): Promise<number> {
  const findings: Finding[] = [];
  const server = await TourServer.create();
  try {
    await visit(server, findings);
  } catch (error) {
    screen.close();
    const said = interruption.signal.aborted ? '' : server.lastWords;
    checks.check(false, `The tour ended early: ${(error as Error).message}`, said);
  } finally {
    await server.destroy();
  }
  return sumUp(findings);
}

async function visit(server: TourServer, findings: Finding[]): Promise<void> {
  const { signal } = interruption;
  screen.line('A tour of Habeas, on a server of its own that is thrown away afterwards.');
  const bar = screen.open('Starting');
  const hear = (line: string): void => {
    const events = /^ +([\d,]+) events/.exec(line)?.[1]?.replaceAll(',', '') ?? '0';
    if (/^(Starting|Applied|First| +[\d,]+ )/.test(line))
      bar.show({ phase: line.trim(), done: Number(events), total: 60_000 });
  };
  const shop = await TourShop.build(server.directory, hear);
  signal.throwIfAborted();
  const starting = server.start({ ...SETTINGS, HABEAS_DATA_MAP: shop.dataMap }, hear);
  const demo = await orAborted(starting, signal);
  const people = tourPeople(new Clock().now());
  await openShop(shop, demo.projectId, people);
  bar.end('ready, with a sample project and two tables of the company');
  const client = new TourClient(demo, signal);
  await client.set({ deletionGraceSeconds: GRACE_SECONDS, recordSessions: 100 });
  const tour = { client, screen, checks, people, shop, directory: server.directory, signal };
  const earlier = await exportFromCsv(tour);
  findings.push(earlier.finding, ...(await exportDisclosures(tour, earlier)));
  findings.push(await revokeDeletion(tour), await denyDeletion(tour), await eraseTwoPeople(tour, earlier));
  const lawful = await eraseWithinTheLaw(tour);
  findings.push(lawful.finding);
  const { held, kept, ambiguous } = lawful;
  Object.assign(shown, { held, kept, ambiguous });
  shown.recordVerified = await checkRecord(tour, lawful);
  await optOut(tour);
  findings.push(await recordSession(tour));
  await letTimeWork(tour);
}

async function openShop(shop: TourShop, project: number, { onHold, buyer }: TourPeople): Promise<void> {
  for (const customer of [onHold, buyer]) await shop.subscribe(project, customer);
  await shop.sell(project, buyer);
}

function sumUp(findings: readonly Finding[]): number {
  const { checks: count, failed } = checks.result;
  screen.table(
    ['Request', 'Subjects', 'Found', 'Erased', 'Verified', 'Untouched'],
    findings.map((finding) => [
      finding.request,
      String(finding.subjects),
      finding.found,
      finding.erased,
      finding.verified,
      finding.untouched,
    ]),
  );
  screen.line(failed === 0 ? `All ${count} checks held.` : `${failed} of ${count} checks did not hold.`);
  tell({ checks: count, failed, ...shown });
  if (interruption.signal.aborted) return 130;
  return failed === 0 && count > 0 ? 0 : 1;
}

function tell(fact: object): void {
  if (json) process.stdout.write(`${JSON.stringify(fact)}\n`);
}

async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return Promise.race([
    work,
    new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    }),
  ]);
}
