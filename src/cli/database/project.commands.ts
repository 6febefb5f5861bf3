import { Option, InvalidArgumentError, type Command } from 'commander';
import type { ProjectRecord, ProjectSettings } from '../../access/index.js';
import { RECEIPT_FIELDS, type ReceiptField } from '../../compliance/index.js';
import { SENSITIVE_KINDS, type SensitiveKind } from '../../minimization/index.js';
import { LANGUAGES, type Language, parseDuration } from '../../platform/index.js';
import { findOrganization } from './find.js';
import { withAccess } from './app-context.js';
import { defineCommand, onOrOff, organizationOption, whole, type CliContext } from '../terminal/define-command.js';
import { facts, table } from '../terminal/report.js';

interface SettingOptions {
  readonly name?: string;
  readonly timezone?: string;
  readonly language?: Language;
  /** Seconds; `default` for the instance's own. */
  readonly grace?: number | 'default';
  readonly deletionLimit?: number | 'default';
  readonly ccpaWindow?: ProjectRecord['ccpaWindow'];
  readonly requireReceipt?: readonly ReceiptField[];
  readonly holidays?: readonly string[];
  readonly suppressAfterDeletion?: boolean;
  readonly allowApiSecret?: boolean;
  readonly allowSecretQuestions?: boolean;
  readonly approvalCount?: number | 'none';
  readonly approvalShare?: number | 'none';
  readonly lookUpPlaces?: boolean;
  readonly blockProperties?: readonly string[];
  readonly dropValues?: readonly SensitiveKind[];
  readonly optedOutByDefault?: boolean;
  readonly gpc?: ProjectRecord['globalPrivacyControl'];
  readonly publicOptIn?: ProjectRecord['publicOptIn'];
  readonly optInEvent?: string;
  readonly recordSessions?: number;
  readonly replayRetention?: number;
}

interface CreateOptions extends SettingOptions {
  readonly organization?: string;
  readonly projectToken?: string;
  readonly hashIds?: boolean;
}

/** Returns the command `project`, under which more may stand. */
export function projectCommands(program: Command, desk: CliContext): Command {
  const project = program.command('project').description('projects and their settings');
  createCommand(project, desk);

  defineCommand<{ organization?: string }>(project, 'list', 'list the projects', desk, async (options) =>
    withAccess(desk, async (access) => {
      const organization = await findOrganization(access, options.organization);
      const projects = await access.projects.list(organization.id);
      const rows = projects.map(({ id, name, token, timezone }) => [id, name, token, timezone]);
      return { json: projects, text: table(['Id', 'Name', 'Project token', 'Time zone'], rows) };
    }),
  ).addOption(organizationOption());

  defineCommand<{ overlap?: number }>(
    project,
    'rotate-secret <id>',
    'replace the API secret; the old one is refused at once',
    desk,
    async ({ overlap }, [id = '']) =>
      withAccess(desk, async (access) => {
        const rotated = await access.projects.rotateSecret('operator', whole(id), overlap);
        return { json: { ...rotated.project, apiSecret: rotated.apiSecret }, text: withSecret(rotated) };
      }),
  ).option('--overlap <days>', 'the old one stays good beside it, for up to 7 days', whole);

  const set = defineCommand<SettingOptions>(
    project,
    'set <id>',
    'change settings; the others stay',
    desk,
    async (options, [id = '']) =>
      withAccess(desk, async (access) => {
        const changed = await access.projects.change('operator', whole(id), settingsOf(options));
        return { json: changed, text: facts(describe(changed)) };
      }),
  ).option('--name <name>', 'what it is called');
  settingOptions(set);
  return project;
}

function createCommand(project: Command, desk: CliContext): void {
  const create = defineCommand<CreateOptions>(
    project,
    'create <name>',
    'create a project',
    desk,
    async (options, [name = '']) =>
      withAccess(desk, async (access) => {
        const organization = await findOrganization(access, options.organization);
        const token = options.projectToken ?? null;
        const created = await access.projects.create('operator', organization.id, {
          ...settingsOf(options),
          ...(options.hashIds === undefined ? {} : { hashIds: options.hashIds }),
          name,
          token,
        });
        return { json: { ...created.project, apiSecret: created.apiSecret }, text: withSecret(created) };
      }),
  )
    .addOption(organizationOption())
    .option('--project-token <32 hex digits>', 'the token existing clients already carry; a new one otherwise')
    .option('--hash-ids <on|off>', 'keep ids as keyed hashes alone, for good', onOrOff);
  settingOptions(create);
}

function settingOptions(command: Command): void {
  command
    .option('--timezone <zone>', 'IANA time zone, such as Europe/Berlin')
    .addOption(
      new Option('--language <language>', 'of the pages people are given, if an order names no other').choices(
        LANGUAGES,
      ),
    )
    .option('--grace <duration>', 'how long a deletion can be revoked, 0s to 21d, or "default"', graceSeconds)
    .option('--deletion-limit <count>', 'subjects one deletion may name, up to 2000, or "default"', countOrDefault)
    .addOption(
      new Option('--ccpa-window <window>', 'what a CCPA export covers').choices(['twelve-months', 'since-2022']),
    )
    .option(
      '--require-receipt <fields>',
      `of ${RECEIPT_FIELDS.join(',')} what orders must carry (the wire cannot), or "none"`,
      receiptFields,
    )
    .option('--holidays <dates>', 'public holidays such as 2026-12-25,2026-12-26, or "none"', words)
    .option('--suppress-after-deletion <on|off>', 'refuse what still arrives of deleted people', onOrOff)
    .option('--allow-api-secret <on|off>', 'let the API secret open privacy requests', onOrOff)
    .option('--allow-secret-questions <on|off>', 'let the API secret read profiles and events', onOrOff)
    .option('--approval-count <count>', 'deletions of more subjects wait for a second person, or "none"', countOrNone)
    .option('--approval-share <share>', 'the same for a share of the profiles, 0 to 1, or "none"', shareOrNone)
    .option('--look-up-places <on|off>', 'turn addresses into places where clients ask for it', onOrOff)
    .option('--block-properties <names>', 'properties that are not kept, such as email,utm_*, or "none"', words)
    .option('--drop-values <kinds>', `of ${SENSITIVE_KINDS.join(',')} what is not kept, or "none"`, sensitiveKinds);
  objectionOptions(command);
  command
    .option('--record-sessions <percent>', 'of the sessions, 0 to 100; at 0 no recording is kept', percent)
    .option('--replay-retention <days>', 'how long a recording is kept, 1 to 366', whole);
}

function objectionOptions(command: Command): void {
  command
    .option('--opted-out-by-default <on|off>', 'keep nothing of an id until it opted in', onOrOff)
    .addOption(new Option('--gpc <what>', 'what Sec-GPC: 1 does').choices(['off', 'drop', 'no-links']))
    .addOption(
      new Option('--public-opt-in <what>', 'what an opt-in by the project token lifts').choices([
        'devices',
        'lifts-opt-outs',
      ]),
    )
    .option('--opt-in-event <name>', 'an event that opts in as $opt_in does, or "none"');
}

/** What was not said stays as it is. */
function settingsOf(options: SettingOptions): ProjectSettings {
  const { grace, deletionLimit, approvalCount, approvalShare } = options;
  const said = {
    name: options.name,
    timezone: options.timezone,
    language: options.language,
    deletionGraceSeconds: numberOf(grace),
    deletionLimit: numberOf(deletionLimit),
    ccpaWindow: options.ccpaWindow,
    suppressAfterDeletion: options.suppressAfterDeletion,
    allowApiSecret: options.allowApiSecret,
    allowSecretQuestions: options.allowSecretQuestions,
    requiredReceipt: options.requireReceipt,
    holidays: options.holidays,
    approvalCount: numberOf(approvalCount),
    approvalShare: numberOf(approvalShare),
    lookUpPlaces: options.lookUpPlaces,
    blockedProperties: options.blockProperties,
    droppedValues: options.dropValues,
    optedOutByDefault: options.optedOutByDefault,
    globalPrivacyControl: options.gpc,
    publicOptIn: options.publicOptIn,
    optInEvent: options.optInEvent === 'none' ? null : options.optInEvent,
    recordSessions: options.recordSessions,
    replayRetentionDays: options.replayRetention,
  };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
}

/** Null for a word in place of a number. */
function numberOf(given: number | 'default' | 'none' | undefined): number | null | undefined {
  return typeof given === 'string' ? null : given;
}

function graceSeconds(text: string): number | 'default' {
  if (text === 'default') return text;
  const milliseconds = parseDuration(text);
  if (milliseconds === null)
    throw new InvalidArgumentError('It must be a duration such as 0s, 12h or 7d, or "default".');
  return milliseconds / 1000;
}

function countOrDefault(text: string): number | 'default' {
  return text === 'default' ? text : whole(text);
}

function countOrNone(text: string): number | 'none' {
  return text === 'none' ? text : whole(text);
}

function shareOrNone(text: string): number | 'none' {
  if (text === 'none') return text;
  if (!/^(0|1|0?\.\d{1,9}|1\.0+)$/.test(text)) throw new InvalidArgumentError('It must be from 0 to 1, or "none".');
  return Number(text);
}

function percent(text: string): number {
  if (!/^\d{1,3}(\.\d{1,9})?$/.test(text)) throw new InvalidArgumentError('It must be a percentage from 0 to 100.');
  return Number(text);
}

function approvalOf({ approvalCount: count, approvalShare: share }: ProjectRecord): string {
  const limits = [
    count === null ? [] : [`${count} subjects`],
    share === null ? [] : [`${share} of the profiles`],
  ].flat();
  return limits.join(', or ') || 'never';
}

/** Words between commas; `none` for no word. */
function words(text: string): string[] {
  return text === 'none' ? [] : text.split(',').map((word) => word.trim());
}

function receiptFields(text: string): ReceiptField[] {
  return words(text).map((word) => {
    const field = RECEIPT_FIELDS.find((known) => known === word);
    if (field === undefined) throw new InvalidArgumentError(`It must be of ${RECEIPT_FIELDS.join(', ')}, or "none".`);
    return field;
  });
}

function sensitiveKinds(text: string): SensitiveKind[] {
  return words(text).map((word) => {
    const kind = SENSITIVE_KINDS.find((known) => known === word);
    if (kind === undefined) throw new InvalidArgumentError(`It must be of ${SENSITIVE_KINDS.join(', ')}, or "none".`);
    return kind;
  });
}

function withSecret({ project, apiSecret }: { project: ProjectRecord; apiSecret: string }): string {
  return facts([...describe(project), ['API secret (shown once)', apiSecret]]);
}

function describe(project: ProjectRecord): (readonly [string, string | number | boolean])[] {
  const { deletionGraceSeconds: grace, deletionLimit: limit } = project;
  return [
    ['Project', project.id],
    ['Name', project.name],
    ['Project token', project.token],
    ['Time zone', project.timezone],
    ['Language', project.language],
    ['Grace of a deletion', grace === null ? 'as the instance' : `${grace} s`],
    ['Subjects of a deletion', limit === null ? 'as the instance' : `${limit} at the most`],
    ['CCPA window', project.ccpaWindow],
    ['Required of a receipt', project.requiredReceipt.join(', ') || 'nothing'],
    ['Holidays', project.holidays.join(', ') || 'none'],
    ['Suppress after deletion', project.suppressAfterDeletion],
    ['API secret opens requests', project.allowApiSecret],
    ['API secret reads data', project.allowSecretQuestions],
    ['Deletions need approval above', approvalOf(project)],
    ['Addresses become places', project.lookUpPlaces],
    ['Blocked properties', project.blockedProperties.join(', ') || 'none'],
    ['Values that are dropped', project.droppedValues.join(', ') || 'none'],
    ['Ids are hashed', project.hashIds],
    ['Opted out by default', project.optedOutByDefault],
    ['Sec-GPC: 1', project.globalPrivacyControl],
    ['Public opt-ins', project.publicOptIn],
    ['Event that opts in', project.optInEvent ?? '$opt_in alone'],
    ['Sessions that are recorded', project.recordSessions === 0 ? 'none' : `${project.recordSessions} %`],
    ['Recordings are kept', `${project.replayRetentionDays} days`],
  ];
}
