import { setTimeout as wait } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { HabeasError } from '../core/errors.js';
import { nameOf, reasonOf, redisClient, type RedisClient } from './client.redis.js';
import type { RedisTarget } from '../config/redis-target.js';

/** How long a Redis that starts beside Habeas, or that is replacing a master, is waited for. */
const PATIENCE = 15_000;
const AGAIN = 500;
const POLICY = 'maxmemory-policy';
/** Answers that another try does not change: who we are is refused, or who they are is not believed. */
const HOPELESS = /WRONGPASS|NOAUTH|NOPERM|invalid (?:username-)?password|CERT|altnames|wrong version number|SSL/i;

/**
 * Holds until the queue may be trusted to Redis: it answers, and evicts nothing. Evicted keys are jobs that are gone and locks that
 * are broken, and nobody is told.
 * @param warn told, in a sentence for a person, what is waited for and what could not be known
 * @throws HabeasError `redis-refused`, `redis-unreachable`, `redis-evicts`, none of them with a password in it
 */
export async function expectUsableRedis(
  target: RedisTarget,
  warn: (sentence: string) => void,
  patience = PATIENCE,
): Promise<void> {
  const since = performance.now();
  for (let told = false; ; told = true) {
    const failure = await tryOnce(target, warn);
    if (failure === null) return;
    const reason = reasonOf(failure);
    if (HOPELESS.test(reason)) throw refused(target, reason);
    if (performance.now() - since > patience) throw unreachable(target, reason);
    if (!told) warn(`Redis at ${nameOf(target)} does not answer (${reason}); waiting for it`);
    await wait(AGAIN);
  }
}

/** Null where it answered and may be used; else why it did not answer. */
async function tryOnce(target: RedisTarget, warn: (sentence: string) => void): Promise<unknown> {
  const client = redisClient(target, { again: () => null, lazy: true });
  let heard: unknown = null;
  client.on('error', (error: unknown) => {
    heard ??= error;
  });
  try {
    await client.connect();
    for (const node of mastersOf(client)) await expectNoEviction(node, warn);
    return null;
  } catch (error) {
    if (error instanceof HabeasError) throw error;
    // "Connection is closed." is what a caller gets; why it was closed came before, as an event.
    return heard ?? error;
  } finally {
    client.disconnect();
  }
}

function mastersOf(client: RedisClient): Redis[] {
  return client instanceof Redis ? [client] : client.nodes('master');
}

async function expectNoEviction(node: Redis, warn: (sentence: string) => void): Promise<void> {
  const where = `${node.options.host}:${node.options.port}`;
  const policy = await policyOf(node);
  if (policy === null) {
    warn(`Redis at ${where} does not tell its ${POLICY}: see to it that it is noeviction, else jobs get lost`);
  } else if (policy !== 'noeviction') {
    throw new HabeasError(
      'invalid',
      'redis-evicts',
      `Redis at ${where} has ${POLICY} ${policy}: when memory is full it throws away jobs and locks of the queue without ` +
        `telling anybody. Set "${POLICY} noeviction" in its configuration (at once: redis-cli CONFIG SET ${POLICY} noeviction), ` +
        'or give Habeas a Redis of its own.',
    );
  }
}

/** Managed servers forbid CONFIG, and tell the same in INFO. */
async function policyOf(node: Redis): Promise<string | null> {
  const told = await node.config('GET', POLICY).then(
    (reply) => valueIn(reply),
    (error: unknown) => unlessForbidden(error),
  );
  if (told !== null) return told;
  const info = await node.info('memory').catch((error: unknown) => unlessForbidden(error));
  return info === null ? null : (/^maxmemory_policy:(\S+)/m.exec(info)?.[1] ?? null);
}

function valueIn(reply: unknown): string | null {
  const value = Array.isArray(reply) ? (reply[1] as unknown) : (reply as Record<string, unknown>)[POLICY];
  return typeof value === 'string' ? value : null;
}

function unlessForbidden(error: unknown): null {
  if (/^(NOPERM|ERR)\b/.test(reasonOf(error))) return null;
  throw error;
}

function refused(target: RedisTarget, reason: string): HabeasError {
  const remedy = 'correct the user and password in REDIS_URL, or the authority in REDIS_CA_FILE';
  return new HabeasError(
    'invalid',
    'redis-refused',
    `Redis at ${nameOf(target)} cannot be used (${reason}): ${remedy}.`,
  );
}

function unreachable(target: RedisTarget, reason: string): HabeasError {
  const remedy = 'start it, or correct REDIS_URL. Nothing is lost: what is due stands in the database';
  return new HabeasError(
    'unavailable',
    'redis-unreachable',
    `Redis at ${nameOf(target)} does not answer (${reason}): ${remedy}.`,
  );
}
