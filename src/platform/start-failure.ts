import { sep } from 'node:path';
import { HabeasError } from './core/errors.js';
import { databaseTrouble } from './prisma/database-trouble.js';
import type { Config } from './config/config.js';

interface SystemError extends Error {
  readonly code: string;
  readonly syscall: string;
  readonly path?: string;
  readonly address?: string;
  readonly port?: number;
}

const NO_RIGHT = new Set([
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOSPC',
  'EDQUOT',
  'EIO',
  'ENOTDIR',
  'EISDIR',
  'ELOOP',
  'ENOENT',
  'EEXIST',
]);

/**
 * Why the start failed, in one line that names the setting and says what to do. What nobody foresaw keeps its stack.
 * @param config null where the settings themselves could not be read
 */
export function startFailure(error: unknown, config: Config | null): string {
  if (error instanceof HabeasError) return error.message;
  if (isSystemError(error)) {
    const sentence = sentenceOf(error, config);
    if (sentence !== null) return sentence;
  }
  const trouble = databaseTrouble(error);
  if (trouble !== null) return `${databaseIn(config)}: ${trouble.message}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function isSystemError(error: unknown): error is SystemError {
  return error instanceof Error && typeof (error as Partial<SystemError>).code === 'string' && 'syscall' in error;
}

function sentenceOf(error: SystemError, config: Config | null): string | null {
  const { code, syscall, path } = error;
  if (code === 'EMFILE' || code === 'ENFILE') {
    return `This process may open no more files (${code}): raise its limit (ulimit -n 65536, LimitNOFILE= of systemd, ulimits of Docker).`;
  }
  if (syscall === 'listen' || (syscall === 'getaddrinfo' && config?.values.HOST === hostOf(error)))
    return listening(error, config);
  if (path !== undefined && NO_RIGHT.has(code)) return aboutPath(path, code, config);
  return null;
}

/** What keeps a server from listening, by the setting that is at fault. */
const TAKEN = new Set(['EADDRINUSE']);
const FORBIDDEN = new Set(['EACCES', 'EPERM']);
const NOT_OURS = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL', 'ENOTFOUND', 'EAI_AGAIN']);

function listening({ code, port, address }: SystemError, config: Config | null): string | null {
  const { HOST = '', PORT = '' } = config?.values ?? {};
  const at = `${address ?? HOST}:${port ?? PORT}`;
  if (TAKEN.has(code))
    return `PORT: ${at} is taken by another program (${code}): end that program, or set another PORT.`;
  if (FORBIDDEN.has(code))
    return `PORT: this user may not listen on ${at} (${code}): set a PORT above 1023, or start Habeas with that right.`;
  if (NOT_OURS.has(code))
    return `HOST: this machine has no address ${HOST} (${code}): set HOST to one of its own, 127.0.0.1 or 0.0.0.0.`;
  return null;
}

function hostOf(error: SystemError): string | undefined {
  return (error as { hostname?: string }).hostname;
}

function aboutPath(path: string, code: string, config: Config | null): string {
  const dataDirectory = config?.dataDirectory;
  if (dataDirectory !== undefined && (isWithin(path, dataDirectory) || isWithin(dataDirectory, path))) {
    const remedy = code === 'ENOSPC' || code === 'EDQUOT' ? 'make room there' : 'let this user write there';
    return `HABEAS_DATA_DIR: ${path} cannot be written (${code}): ${remedy}, or set another HABEAS_DATA_DIR.`;
  }
  return `${path} cannot be used (${code}): look after its rights and its disk.`;
}

function isWithin(inner: string, outer: string): boolean {
  return inner === outer || inner.startsWith(outer + sep);
}

function databaseIn(config: Config | null): string {
  if (config === null) return 'The control database';
  return config.values.DATABASE_URL === null ? 'The embedded PostgreSQL' : 'DATABASE_URL';
}
