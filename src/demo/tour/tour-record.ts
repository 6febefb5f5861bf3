import { execFile } from 'node:child_process';
import { createPublicKey, verify } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { record } from './tour-answers.js';
import type { LawfulDeletion } from './tour-law.js';
import { KEPT } from './tour-shop.postgres.js';
import type { Tour } from './tour-stop.js';

const run = promisify(execFile);
/** Of one revision, so that bytes and signature belong together. */
const REVISION = '?revision=1';

interface Evidence {
  readonly bytes: Buffer;
  readonly signature: Buffer;
  readonly key: string;
}

/** 11 CCR §7101, GDPR Art. 5(2): the record of the deletion, checked as somebody would who trusts nobody. */
export async function checkRecord(tour: Tour, { detail, held, kept }: LawfulDeletion): Promise<boolean> {
  const { client, screen, checks } = tour;
  screen.title('The completion record of that deletion, and its signature');
  const evidence: Evidence = {
    bytes: await client.file(detail.id, `record.json${REVISION}`),
    signature: await client.file(detail.id, `record.sig${REVISION}`),
    key: await client.recordKey(),
  };
  const verified = await checkSignature(tour, evidence);
  const said = record.parse(JSON.parse(evidence.bytes.toString('utf8')));
  checks.same(
    [said.held.reduce((sum, { subjects }) => sum + subjects, 0), said.kept.map(({ basis }) => basis)],
    [held, Array.from({ length: kept }, () => KEPT.basis)],
    'It tells how many were held, and what was kept on which basis',
  );
  const recipients = said.recipientsToNotify.map(({ recipient }) => recipient);
  checks.check(recipients.length > 0, 'It names whom to notify of the erasure', recipients.join(', '));
  await checkNobodyNamed(tour, detail.id, evidence);
  return verified;
}

async function checkSignature(tour: Tour, evidence: Evidence): Promise<boolean> {
  const { checks, screen } = tour;
  const forged = { ...evidence, bytes: withOneByteChanged(evidence.bytes) };
  const verdicts = [isSigned(evidence), !isSigned(forged)];
  checks.check(verdicts[0] === true, 'Node verifies the Ed25519 signature with the public key of the server');
  checks.check(verdicts[1] === true, 'With one byte changed Node refuses it');
  const openssl = await opensslVersion();
  if (openssl === null) {
    screen.line('  (no OpenSSL 3 on the PATH: docs/completion-record.md tells how it would check the same)');
  } else {
    const found = [await opensslVerifies(tour, evidence), !(await opensslVerifies(tour, forged))];
    checks.check(found[0] === true, 'openssl alone verifies it too', openssl);
    checks.check(found[1] === true, 'With one byte changed openssl refuses it');
    verdicts.push(...found);
  }
  return verdicts.every((verdict) => verdict);
}

/** The ids, devices without their mark as well, in the record and in its page. */
async function checkNobodyNamed({ client, checks, people }: Tour, id: string, { bytes }: Evidence): Promise<void> {
  const ids = people.idsOf([people.onHold, people.buyer, people.sharer]).map((each) => each.replace('$device:', ''));
  const texts = [bytes, await client.file(id, `record.html${REVISION}`)].map((text) =>
    text.toString('utf8').toLowerCase(),
  );
  const found = ids.filter((each) => texts.some((text) => text.includes(each.toLowerCase())));
  checks.same(found.length, 0, `None of their ${ids.length} ids stands in it, nor on its page to print`);
}

function isSigned({ bytes, signature, key }: Evidence): boolean {
  return verify(null, bytes, createPublicKey(key), signature);
}

function withOneByteChanged(bytes: Buffer): Buffer {
  const changed = Buffer.from(bytes);
  const middle = changed.length >> 1;
  changed[middle] = (changed[middle] ?? 0) ^ 1;
  return changed;
}

/** Null where there is none, or one that cannot check Ed25519 from a file. */
async function opensslVersion(): Promise<string | null> {
  const said = await run('openssl', ['version']).catch(() => null);
  return /^OpenSSL [3-9]\.\S+/.exec(said?.stdout ?? '')?.[0] ?? null;
}

async function opensslVerifies({ directory }: Tour, { bytes, signature, key }: Evidence): Promise<boolean> {
  const path = (name: string): string => join(directory, name);
  await writeFile(path('record.json'), bytes);
  await writeFile(path('record.sig'), signature);
  await writeFile(path('key.pem'), key);
  const files = ['-inkey', path('key.pem'), '-in', path('record.json'), '-sigfile', path('record.sig')];
  return run('openssl', ['pkeyutl', '-verify', '-pubin', '-rawin', ...files]).then(
    () => true,
    () => false,
  );
}
