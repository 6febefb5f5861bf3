import {
  closeSync,
  fchmodSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { HabeasError } from '../../platform/index.js';

const demoSchema = z.strictObject({
  baseUrl: z.string(),
  email: z.string(),
  password: z.string(),
  organizationId: z.string(),
  projectId: z.int(),
  projectToken: z.string(),
  apiSecret: z.string(),
  oauthToken: z.string(),
});
/** `demo.json`: how to get into the sample project. */
export type Demo = z.output<typeof demoSchema>;

const draftSchema = z.strictObject({
  startedAt: z.iso.datetime(),
  email: z.string(),
  password: z.string(),
  projectToken: z.string(),
});
/** What a first start decided before it wrote anything, so that the next one can finish what it could not. */
export type DemoDraft = z.output<typeof draftSchema>;

/** The files of a data directory that tell of the sample project, each of mode 0600 and never seen half written. */
export class DemoFiles {
  readonly demoPath: string;
  private readonly draftPath: string;

  constructor(private readonly directory: string) {
    this.demoPath = join(directory, 'demo.json');
    this.draftPath = join(directory, 'demo.unfinished.json');
  }

  /** @throws HabeasError `demo-file-damaged` */
  readDemo(): Demo | null {
    return readJson(this.demoPath, demoSchema);
  }

  readDraft(): DemoDraft | null {
    return readJson(this.draftPath, draftSchema);
  }

  /** Ends a draft: from now on the sample is whole. */
  writeDemo(demo: Demo): void {
    this.write(this.demoPath, demo);
    rmSync(this.draftPath, { force: true });
  }

  writeDraft(draft: DemoDraft): void {
    this.write(this.draftPath, draft);
  }

  private write(path: string, content: object): void {
    mkdirSync(this.directory, { recursive: true });
    const beside = `${path}.new`;
    const file = openSync(beside, 'w', 0o600);
    try {
      fchmodSync(file, 0o600);
      writeSync(file, `${JSON.stringify(content, null, 2)}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(beside, path);
  }
}

function readJson<T>(path: string, schema: z.ZodType<T>): T | null {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const result = schema.safeParse(parsed(text));
  if (result.success) return result.data;
  throw new HabeasError(
    'invalid',
    'demo-file-damaged',
    `${path} is not as Habeas wrote it: move it away and start again.`,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
