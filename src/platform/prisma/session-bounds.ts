import type pg from 'pg';

/** Milliseconds for which anybody waits for a lock of somebody else's, where nothing shorter is said. */
const LOCK_WAIT = 30_000;

/**
 * Milliseconds for which a session may be silent inside a transaction: longer than an INGEST_TIMEOUT with all that follows it, so
 * that what such a transaction keeps away stays away until a write that stopped half-way can no longer land.
 */
const IDLE_IN_TRANSACTION = 60_000;

/** A peer that is gone is noticed after 30 + 3 × 10 s, by either side. */
const PEER_GONE = { idle: 30, interval: 10, count: 3 };

/**
 * Whatever the database or the role is set to: a snapshot that is taken before a lock is waited for does not show who was refused
 * meanwhile (design, invariant 6). The blank is escaped, since blanks part options.
 */
const ISOLATION = String.raw`-c default_transaction_isolation=read\ committed`;

/**
 * What the server keeps to, whatever becomes of the process that asked for it: a process that is stopped inside a transaction
 * loses the transaction and its locks, so that nobody waits for it any longer than this.
 * @param idle milliseconds of silence inside a transaction
 */
export function sessionBounds(idle = IDLE_IN_TRANSACTION): pg.ClientConfig {
  const options = Object.entries(PEER_GONE).map(([name, value]) => `-c tcp_keepalives_${name}=${value}`);
  return {
    lock_timeout: LOCK_WAIT,
    idle_in_transaction_session_timeout: idle,
    keepAlive: true,
    keepAliveInitialDelayMillis: PEER_GONE.idle * 1_000,
    options: [...options, ISOLATION].join(' '),
  };
}

/** How to connect to a database, with these bounds. Options that its URL has of its own stand before ours, which they would else replace. */
export function boundedTo(url: string, bounds = sessionBounds()): pg.ClientConfig {
  return { ...bounds, connectionString: withOptions(url, bounds.options ?? '') };
}

function withOptions(url: string, ours: string): string {
  if (!URL.canParse(url)) return url; // whoever connects is told
  const parsed = new URL(url);
  const own = parsed.searchParams.get('options');
  if (own === null) return url;
  parsed.searchParams.set('options', `${own} ${ours}`);
  return parsed.href;
}
