import { Clock } from '../platform/index.js';
import { Checks } from './tour-checks.js';
import { TourClient } from './tour-client.js';
import { eraseTwoPeople } from './tour-deletion.js';
import { exportDisclosures } from './tour-disclosures.js';
import { exportFromCsv } from './tour-export.js';
import { tourPeople } from './tour-people.js';
import { revokeDeletion } from './tour-revocation.js';
import { Screen } from './tour-screen.js';
import { TourServer } from './tour-server.js';
import type { Finding } from './tour-stop.js';

/** A grace short enough to watch, a sweep every second. */
const SETTINGS = { DELETION_GRACE: '3s', SWEEP_SCHEDULE: '* * * * * *' };

const json = process.argv.includes('--json');
const screen = new Screen(json ? process.stderr : process.stdout);
const checks = new Checks(screen);
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
  const starting = server.start(SETTINGS, (line) => {
    const events = /^ +([\d,]+) events/.exec(line)?.[1]?.replaceAll(',', '') ?? '0';
    if (/^(Starting|Applied|First| +[\d,]+ )/.test(line))
      bar.show({ phase: line.trim(), done: Number(events), total: 60_000 });
  });
  const demo = await orAborted(starting, signal);
  bar.end('ready, with a sample project');
  const people = tourPeople(new Clock().now());
  const tour = { client: new TourClient(demo, signal), screen, checks, people, signal };
  const earlier = await exportFromCsv(tour);
  findings.push(earlier.finding, ...(await exportDisclosures(tour, earlier)));
  findings.push(await revokeDeletion(tour), await eraseTwoPeople(tour, earlier));
}

function sumUp(findings: readonly Finding[]): number {
  const { checks: count, failed, failures } = checks.result;
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
  if (json) process.stdout.write(`${JSON.stringify({ checks: count, failed, failures, requests: findings })}\n`);
  if (interruption.signal.aborted) return 130;
  return failed === 0 && count > 0 ? 0 : 1;
}

async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return Promise.race([
    work,
    new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    }),
  ]);
}
