import { InvalidArgumentError, Option, type Command } from 'commander';
import { ROLES } from '../../access/index.js';
import { type Config, dayOrMoment, givenDayOrMoment, givenMoment } from '../../platform/index.js';
import type { Report } from './report.js';
import type { Terminal } from './terminal.js';

/** What every command works with. The settings are read when a command runs, so that `--help` works without them. */
export interface CliContext {
  readonly terminal: Terminal;
  readonly config: () => Config;
}

/** A command that does something: adds `--json`, and prints the report as one or the other. */
export function defineCommand<Options extends object>(
  parent: Command,
  usage: string,
  description: string,
  desk: CliContext,
  work: (options: Options, words: readonly string[]) => Promise<Report>,
): Command {
  const command = parent.command(usage).description(description).option('--json', 'print JSON instead of a table');
  return command.action(async () => {
    const report = await work(command.opts<Options>(), command.args);
    const { json } = command.opts<{ json?: boolean }>();
    desk.terminal.out(json ? JSON.stringify(report.json, null, 2) : report.text);
    if (report.refusal !== undefined) throw report.refusal;
  });
}

export function organizationOption(): Option {
  return new Option('-o, --organization <id or name>', 'which organization; needed where there are several');
}

/** For commands about an account. */
export const WHOSE = [
  '-o, --organization <id or name>',
  'of which organization the account is; needed where several have this e-mail',
] as const;

export function roleOption(): Option {
  return new Option('--role <role>', 'what they may do').choices(ROLES);
}

/** Parses a whole number of an argument; anything else is a usage error. */
export function whole(text: string): number {
  if (!/^\d{1,10}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}

/** Parses a number of what is counted from 1; anything else is a usage error. */
export function counted(text: string): number {
  if (!/^[1-9]\d{0,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1.');
  return Number(text);
}

/** Parses `on` or `off`. */
export function onOrOff(text: string): boolean {
  if (text !== 'on' && text !== 'off') throw new InvalidArgumentError('It must be "on" or "off".');
  return text === 'on';
}

/** Parses a time in ISO 8601; anything else is a usage error. */
export function time(text: string): Date {
  const given = givenMoment.safeParse(text);
  if (!given.success) throw new InvalidArgumentError('It must be a time such as 2026-03-09T22:28:55Z.');
  return new Date(given.data);
}

/** Parses a day of the project's calendar, or a time. */
export function dayOrTime(text: string): Date | string {
  const given = givenDayOrMoment.safeParse(text);
  if (!given.success)
    throw new InvalidArgumentError('It must be a day such as 2026-03-09, or a time such as 2026-03-09T22:28:55Z.');
  return dayOrMoment(given.data);
}

/** Parses a day or a time, or `none`. */
export function dayOrTimeOrNone(text: string): Date | string {
  return text === 'none' ? text : dayOrTime(text);
}

/** A UUID given as an argument; anything else is a usage error. */
export function identifier(text: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text))
    throw new InvalidArgumentError('It must be an id such as 3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f.');
  return text.toLowerCase();
}
