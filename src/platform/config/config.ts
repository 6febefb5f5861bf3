import { resolve } from 'node:path';
import { Cron } from 'croner';
import { z } from 'zod';
import { parseDuration } from './duration.js';
import { HabeasError } from '../core/errors.js';
import { readMailFrom, readMailSettings, type MailSettings } from './mail-settings.js';
import { isSafeUrl, readOauthSettings, type OauthSettings } from './oauth-settings.js';
import { readPlans } from './plans.js';
import { readProxyTrust } from './proxy-trust.js';
import { readRedisTarget, type RedisTarget } from './redis-target.js';
import { readS3Settings, type S3Settings } from './s3-settings.js';
import { withoutTrailingSlashes } from './trailing-slashes.js';

const duration = (standard: string) =>
  z
    .string()
    .default(standard)
    .transform((text, context) => {
      const milliseconds = parseDuration(text);
      if (milliseconds === null) {
        context.addIssue({ code: 'custom', message: 'must be a duration such as 0s, 90s, 15m, 24h or 30d' });
        return z.NEVER;
      }
      return milliseconds;
    });

const whole = (standard: number, least: number, most: number) =>
  z.coerce.number().int().min(least).max(most).default(standard);

const cron = (standard: string) =>
  z
    .string()
    .default(standard)
    .refine((pattern) => isCron(pattern), 'must be a cron pattern of five fields, or six with seconds first');

const optional = z
  .string()
  .transform((text) => (text.trim() === '' ? null : text.trim()))
  .nullable()
  .default(null);

const safeUrl = optional.refine(
  (url) => url === null || isSafeUrl(url),
  'must be a URL that starts with https://, or with http://localhost where it is on this machine',
);

const flag = z
  .enum(['true', 'false', ''])
  .default('false')
  .transform((text) => text === 'true');

const schema = z.object({
  PORT: whole(3000, 0, 65535),
  HOST: z.string().default('127.0.0.1'),
  BASE_URL: optional.refine(
    (url) => url === null || URL.canParse(url),
    'must be a URL such as https://habeas.example.com',
  ),
  ROLE: z.enum(['all', 'api', 'worker']).default('all'),
  LOG_LEVEL: z.enum(['error', 'warn', 'log', 'debug', 'verbose']).default('log'),
  HABEAS_DATA_DIR: z.string().min(1).default('.habeas'),
  HABEAS_MASTER_KEY: optional,
  HABEAS_MASTER_KEY_FILE: optional,
  HABEAS_TOKEN: optional,
  HABEAS_DATA_MAP: optional,
  DATABASE_URL: optional.refine(
    (url) => url === null || /^postgres(ql)?:\/\//.test(url),
    'must start with postgres://',
  ),
  REDIS_URL: optional,
  REDIS_CLUSTER: flag,
  REDIS_CA_FILE: optional,
  S3_ENDPOINT: optional.refine(
    (url) => url === null || (/^https?:\/\//.test(url) && URL.canParse(url)),
    'must be a URL that starts with http:// or https://',
  ),
  S3_REGION: optional,
  S3_BUCKET: optional,
  S3_ACCESS_KEY_ID: optional,
  S3_SECRET_ACCESS_KEY: optional,
  CLICKHOUSE_URL: optional.refine(
    (url) => url === null || (/^https?:\/\//.test(url) && URL.canParse(url)),
    'must be a URL that starts with http:// or https://',
  ),
  CLICKHOUSE_CLUSTER: optional,
  SMTP_URL: optional.refine((url) => url === null || isSmtp(url), 'must be smtp://… or smtps://… with a host'),
  MAIL_FROM: optional.transform((text, context) => {
    const from = text === null ? null : readMailFrom(text);
    if (text === null || from !== null) return from;
    context.addIssue({ code: 'custom', message: 'must be an address such as Habeas <habeas@example.com>' });
    return z.NEVER;
  }),
  OAUTH_NAME: optional.refine((name) => name === null || name.length <= 100, 'may have 100 characters at the most'),
  OAUTH_ISSUER: safeUrl,
  OAUTH_AUTHORIZATION_URL: safeUrl,
  OAUTH_TOKEN_URL: safeUrl,
  OAUTH_USERINFO_URL: safeUrl,
  OAUTH_CLIENT_ID: optional,
  OAUTH_CLIENT_SECRET: optional,
  OAUTH_CLIENT_SECRET_FILE: optional,
  DELETION_GRACE: duration('24h').refine((time) => time <= 21 * 86_400_000, 'may be 21d at the most'),
  APPROVAL_PERIOD: duration('30d').refine((time) => time <= 366 * 86_400_000, 'may be 366d at the most'),
  DELETION_LIMIT: whole(500, 1, 2000),
  SWEEP_SCHEDULE: cron('0 2 * * *'),
  SCRUB_SCHEDULE: cron('0 4 1 * *'),
  RETENTION_SCHEDULE: cron('0 3 * * *'),
  RETENTION_ROWS_PER_SECOND: whole(50_000, 0, 1_000_000_000),
  RETENTION_REPLICA_LAG_BYTES: whole(256 * 1024 ** 2, 0, 1024 ** 5),
  RETENTION_SLOT_BYTES: whole(8 * 1024 ** 3, 0, 1024 ** 5),
  DISPATCH_INTERVAL: duration('1s').refine((time) => time > 0, 'must be more than 0s'),
  EXPORT_CONCURRENCY: whole(2, 1, 64),
  EXPORT_CELL_LIMIT_BYTES: whole(16 * 1024 * 1024, 64 * 1024, 64 * 1024 * 1024),
  ARTIFACT_RETENTION: duration('30d'),
  LINK_TTL: duration('1h').refine(
    (time) => time > 0 && time <= 30 * 86_400_000,
    'must be more than 0s, and 30d at the most',
  ),
  RECORD_ID_RETENTION: duration('30d'),
  RETENTION_GRACE: duration('7d').refine((time) => time <= 90 * 86_400_000, 'may be 90d at the most'),
  PLANS: z
    .string()
    .default('free:30,paid:366')
    .transform((text, context) => {
      const plans = readPlans(text);
      if (plans !== null) return plans;
      context.addIssue({
        code: 'custom',
        message: 'must be names with the most days of recordings, free among them, such as free:30,paid:366',
      });
      return z.NEVER;
    }),
  PROJECT_RETENTION: duration('90d').refine(
    (time) => time >= 60 * 86_400_000 && time <= 90 * 86_400_000,
    'must be from 60d to 90d',
  ),
  SESSION_TTL: duration('12h').refine(
    (time) => time > 0 && time <= 30 * 86_400_000,
    'must be more than 0s, and 30d at the most',
  ),
  RATE_LIMIT_PER_SECOND: whole(20, 0, 1_000_000),
  RATE_LIMIT_BURST: whole(100, 0, 1_000_000),
  INGEST_RATE_PER_SECOND: whole(30_000, 0, 1_000_000_000),
  INGEST_TIMEOUT: duration('30s').refine(
    (time) => time > 0 && time <= 30_000,
    'must be more than 0s, and 30s at the most',
  ),
  TRUST_PROXY: optional.transform((text, context) => {
    const trust = readProxyTrust(text);
    if (trust !== undefined) return trust;
    context.addIssue({
      code: 'custom',
      message: 'must be the number of proxies in front, or their addresses or subnets separated by commas',
    });
    return z.NEVER;
  }),
  GEOIP_DATABASE: optional.transform((text, context) => {
    const paths = readPaths(text);
    if (paths !== undefined) return paths;
    context.addIssue({ code: 'custom', message: 'must be off, or paths of .mmdb files separated by commas' });
    return z.NEVER;
  }),
  BODY_LIMIT_BYTES: whole(2 * 1024 * 1024, 1024, 1024 * 1024 * 1024),
  CSV_LIMIT_BYTES: whole(4 * 1024 * 1024, 1024, 1024 * 1024 * 1024),
  BODY_BYTES_IN_FLIGHT: whole(256 * 1024 * 1024, 1024, 1024 ** 4),
  BODY_BYTES_PER_ADDRESS: whole(64 * 1024 * 1024, 1024, 1024 ** 4),
  BODY_TIMEOUT: duration('30s').refine(
    (time) => time > 0 && time <= 3_600_000,
    'must be more than 0s, and 1h at the most',
  ),
  IMPORT_LIMIT_BYTES: whole(10 * 1024 * 1024, 1024, 1024 * 1024 * 1024),
  RECORDING_LIMIT_BYTES: whole(16 * 1024 * 1024, 1024, 16 * 1024 * 1024),
});

/** Bytes that a multipart form may have beside its file. */
export const FORM_BYTES = 64 * 1024;

/** The settings, read once. Durations are milliseconds, sizes bytes. A rate of 0 a second = no limit. */
export class Config {
  constructor(readonly values: Readonly<z.output<typeof schema>>) {}

  /** Absolute path of HABEAS_DATA_DIR. */
  get dataDirectory(): string {
    return resolve(this.values.HABEAS_DATA_DIR);
  }

  /** The largest body that is taken, a form around a file included. */
  get largestBody(): number {
    const { BODY_LIMIT_BYTES, CSV_LIMIT_BYTES, IMPORT_LIMIT_BYTES, RECORDING_LIMIT_BYTES } = this.values;
    return Math.max(BODY_LIMIT_BYTES, CSV_LIMIT_BYTES + FORM_BYTES, IMPORT_LIMIT_BYTES, RECORDING_LIMIT_BYTES);
  }

  /** Bytes of bodies in memory at once; one that is taken at all has room. */
  get flightBounds(): { readonly perProcess: number; readonly perAddress: number } {
    const { BODY_BYTES_IN_FLIGHT, BODY_BYTES_PER_ADDRESS } = this.values;
    const least = this.largestBody;
    return { perProcess: Math.max(least, BODY_BYTES_IN_FLIGHT), perAddress: Math.max(least, BODY_BYTES_PER_ADDRESS) };
  }

  /** Where the queue is, where it is on Redis. @throws HabeasError `bad-settings` */
  get redis(): RedisTarget | null {
    return readRedisTarget(this.values);
  }

  /** Where artifacts are, where they are in a bucket. @throws HabeasError `bad-settings` */
  get s3(): S3Settings | null {
    return readS3Settings(this.values);
  }

  /** How mail is sent, where it is. @throws HabeasError `bad-settings` */
  get mail(): MailSettings | null {
    return readMailSettings(this.values);
  }

  /** The identity provider people may sign in by, where there is one. @throws HabeasError `bad-settings` */
  get oauth(): OauthSettings | null {
    return readOauthSettings(this.values);
  }

  /** Where clients reach this instance, without a slash at the end. */
  get baseUrl(): string {
    return withoutTrailingSlashes(this.values.BASE_URL ?? `http://localhost:${this.values.PORT}`);
  }
}

/** Null for nothing said, none for `off`, undefined where a path is missing between commas. */
function readPaths(text: string | null): readonly string[] | null | undefined {
  if (text === null) return null;
  if (text === 'off') return [];
  const paths = text.split(',').map((path) => path.trim());
  return paths.includes('') ? undefined : paths;
}

/** Where the data map looks up the `${NAME}`s of its stores' URLs. The values are secrets: never print them. */
export function dataMapEnvironment(): Readonly<Record<string, string | undefined>> {
  return process.env;
}

/**
 * Reads the settings from an environment.
 * @throws HabeasError `bad-settings` that names every wrong setting and what it must be, never its value.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const known = Object.fromEntries(Object.keys(schema.shape).map((name) => [name, environment[name]]));
  const result = schema.safeParse(known);
  if (!result.success) {
    const complaints = result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
    throw new HabeasError('invalid', 'bad-settings', `Settings: ${complaints.join('; ')}.`);
  }
  assertOneMasterKey(result.data);
  readRedisTarget(result.data);
  readS3Settings(result.data);
  readMailSettings(result.data);
  readOauthSettings(result.data);
  return new Config(result.data);
}

function assertOneMasterKey(settings: z.output<typeof schema>): void {
  const { DATABASE_URL, HABEAS_MASTER_KEY, HABEAS_MASTER_KEY_FILE } = settings;
  const given = [HABEAS_MASTER_KEY, HABEAS_MASTER_KEY_FILE].filter((each) => each !== null).length;
  if (given === 2) {
    const message = 'Settings: HABEAS_MASTER_KEY and HABEAS_MASTER_KEY_FILE must not both be set.';
    throw new HabeasError('invalid', 'bad-settings', message);
  }
  if (given === 1 || DATABASE_URL === null) return;
  throw new HabeasError(
    'invalid',
    'bad-settings',
    'Settings: HABEAS_MASTER_KEY or HABEAS_MASTER_KEY_FILE must be set where DATABASE_URL is; make a key with `openssl rand -hex 32` and keep it.',
  );
}

/** The environment of a child process: this one's, with these settings and no other setting of Habeas. */
export function childEnvironment(settings: Readonly<Record<string, string>>): Record<string, string | undefined> {
  const inherited = Object.entries(process.env).filter(([name]) => !(name in schema.shape));
  return { ...Object.fromEntries(inherited), ...settings };
}

function isSmtp(url: string): boolean {
  return /^smtps?:\/\//.test(url) && URL.canParse(url) && new URL(url).hostname !== '';
}

function isCron(pattern: string): boolean {
  try {
    return new Cron(pattern, { paused: true }).nextRun() !== null;
  } catch {
    return false;
  }
}
