import { parseArgs } from 'node:util';
import { SCALES, type Scale } from './scale.js';

export interface Options {
  readonly scale: Scale;
  readonly json: boolean;
  /** Names of figures; empty = all. */
  readonly only: readonly string[];
  readonly markdown: string | null;
}

export const USAGE = `npm run bench -- [--quick] [--json] [--only name,name] [--markdown FILE]

  --quick          smaller data: under two minutes of measuring (loading not counted)
  --json           one object a line on the standard output
  --only           these figures alone, such as pg.delete,import.rate
  --markdown FILE  write the table, with the machine, between the marks of its size in FILE, or as FILE`;

/** @throws TypeError for what is no option */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      tiny: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      only: { type: 'string', default: '' },
      markdown: { type: 'string' },
    },
  });
  return {
    scale: values.tiny ? SCALES.tiny : values.quick ? SCALES.quick : SCALES.full,
    json: values.json,
    only: values.only.split(',').filter((name) => name !== ''),
    markdown: values.markdown ?? null,
  };
}
