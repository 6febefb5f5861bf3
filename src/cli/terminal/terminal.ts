import { Writable } from 'node:stream';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { HabeasError } from '../../platform/index.js';

/** Where a command reads and writes; tests hand in one of their own. */
export interface Terminal {
  /** The result of a command. */
  readonly out: (text: string) => void;
  /** What is told beside it: progress, warnings, complaints. */
  readonly err: (text: string) => void;
  /** Where a progress bar is drawn; null where nobody watches. */
  readonly bar: NodeJS.WriteStream | null;
  /** A password typed without an echo, or the first line of a pipe. */
  readSecret(prompt: string): Promise<string>;
  pause(milliseconds: number): Promise<void>;
}

export function processTerminal(): Terminal {
  return {
    out: (text) => void process.stdout.write(`${text}\n`),
    err: (text) => void process.stderr.write(`${text}\n`),
    bar: process.stderr.isTTY ? process.stderr : null,
    readSecret: async (prompt) => (process.stdin.isTTY ? typed(prompt) : piped()),
    pause: async (milliseconds) => pause(milliseconds),
  };
}

async function typed(prompt: string): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output: silent, terminal: true });
  process.stderr.write(prompt);
  try {
    return await new Promise((resolve, reject) => {
      reader.once('line', resolve);
      reader.once('SIGINT', () => reject(new HabeasError('invalid', 'interrupted', 'Nothing was changed.')));
    });
  } finally {
    reader.close();
    process.stderr.write('\n');
  }
}

async function piped(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8').split(/\r?\n/)[0] ?? '';
}
