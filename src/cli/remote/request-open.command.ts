import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Option, type Command } from 'commander';
import { DISCLOSURES, REGIMES, REQUEST_KINDS } from '../../compliance/index.js';
import { HabeasError, LANGUAGES } from '../../platform/index.js';
import type { OpenedRequest, PreviewAnswer } from '../../requests/index.js';
import type { ApiClient } from './api-client.js';
import { defineCommand, whole, type CliContext } from '../terminal/define-command.js';
import { fileOptions, fileTerms, type FileOptions } from './file-options.js';
import { receiptOptions, receiptTerms, type ReceiptOptions } from './receipt-options.js';
import { facts, moment } from '../terminal/report.js';
import { state } from './request-view.js';
import { findServer, type ServerOptions } from './server.js';

interface OpenOptions extends ServerOptions, ReceiptOptions, FileOptions {
  readonly id?: string[];
  readonly evenUnknown?: true;
  readonly kind: string;
  readonly regime: string;
  readonly disclosure: string;
  readonly language?: string;
  readonly suppress?: boolean;
  readonly project?: number;
  readonly idempotencyKey?: string;
  readonly then?: 'deletion';
  readonly decide?: string[];
  readonly belongsTo?: string[];
}

export function openCommand(request: Command, desk: CliContext): Command {
  const command = defineCommand<OpenOptions>(request, 'open', 'open a request', desk, async (options) => {
    const { api, projectId } = await findServer(desk.config(), options);
    const opened = await open(api, options, options.project ?? projectId);
    return {
      json: opened,
      text: facts([
        ['Request', opened.id],
        ['Status', state(opened)],
        ['Subjects', opened.subjectCount],
        ['Duplicates merged', opened.duplicateCount],
        ...(opened.unknown ? [['Nothing known of', opened.unknown] as const] : []),
        ['Due', moment(opened.dueAt)],
        ...(opened.followUp ? [['Then', `deletion ${opened.followUp.id}, ${state(opened.followUp)}`] as const] : []),
      ]),
    };
  })
    .addOption(new Option('--kind <kind>', 'export or deletion').choices(REQUEST_KINDS).makeOptionMandatory())
    .addOption(new Option('--id <distinct id>', 'whose data; may be repeated').argParser(another).conflicts('file'))
    .option('--even-unknown', 'opens it even if nothing is known of any id of the file')
    .addOption(new Option('--regime <regime>', 'under which law').choices(REGIMES).default('GDPR'))
    .addOption(
      new Option('--disclosure <disclosure>', 'what to disclose under CCPA').choices(DISCLOSURES).default('Data'),
    )
    .addOption(
      new Option('--language <language>', 'of the pages the person is given, if not the one of the project').choices(
        LANGUAGES,
      ),
    )
    .option('--project <id>', 'of which project', whole)
    .addOption(new Option('--then <kind>', 'what follows an export once it was handed over').choices(['deletion']))
    .option('--suppress', 'what still arrives of the people is refused after the deletion, too')
    .option('--no-suppress', 'what arrives after the deletion is taken in, whatever the project says')
    .option('--decide <distinct id>', 'an ambiguous id that --belongs-to says whose it is; may be repeated', another)
    .option('--belongs-to <distinct id>', 'the subject whose it is; one for each --decide, in their order', another)
    .option('--idempotency-key <key>', 'opens the request once however often this is sent');
  return receiptOptions(fileOptions(command));
}

/** Ids are data: each is taken as it is, one that begins with a dash included (`--id=-x`). */
function another(id: string, before: string[] | undefined): string[] {
  return [...(before ?? []), id];
}

async function open(api: ApiClient, options: OpenOptions, projectId: number | null): Promise<OpenedRequest> {
  if (projectId === null) throw new HabeasError('invalid', 'project-missing', 'Name the project with --project.');
  const { kind, regime, disclosure, language, then, suppress, idempotencyKey } = options;
  const chosen = {
    ...(language === undefined ? {} : { language }),
    ...(then === undefined ? {} : { then }),
    ...(suppress === undefined ? {} : { suppressAfterDeletion: suppress }),
  };
  const terms = { projectId, kind, regime, disclosure, ...chosen, ...receiptTerms(options), ...decisionsOf(options) };
  const headers: Record<string, string> = idempotencyKey === undefined ? {} : { 'Idempotency-Key': idempotencyKey };
  if (options.file === undefined) {
    if (!options.id)
      throw new HabeasError('invalid', 'ids-missing', 'Name whose data with --id, or a file of ids with --file.');
    return api.post('/requests', { ...terms, distinctIds: options.id }, headers);
  }
  const fields = { ...terms, ...fileTerms(options) };
  if (!options.evenUnknown)
    await refuseUnknown(api, { projectId, kind, regime, disclosure, ...fileTerms(options) }, options.file);
  return api.post('/requests', await formOf(fields, options.file), headers);
}

/** A file of which nothing is known is mostly another project's, or the wrong column: shown before anything is opened. */
async function refuseUnknown(api: ApiClient, fields: object, file: string): Promise<void> {
  const { warnings, subjects } = await api.post<PreviewAnswer>('/requests/preview', await formOf(fields, file));
  const warning = warnings.find(({ code }) => code === 'every-id-unknown');
  if (warning === undefined) return;
  const message = `${warning.message} The file names ${subjects.length}; nothing was opened. To open it all the same, add --even-unknown.`;
  throw new HabeasError('unprocessable', warning.code, message);
}

async function formOf(fields: object, file: string): Promise<FormData> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields))
    form.append(name, typeof value === 'object' ? JSON.stringify(value) : String(value));
  form.append('file', await fileOf(file), basename(file));
  return form;
}

function decisionsOf({ decide = [], belongsTo = [] }: OpenOptions): { decisions?: object[] } {
  if (decide.length !== belongsTo.length) {
    throw new HabeasError(
      'invalid',
      'decision-incomplete',
      'Say with one --belongs-to for each --decide whose the id is.',
    );
  }
  if (decide.length === 0) return {};
  return { decisions: decide.map((distinctId, at) => ({ distinctId, belongsTo: belongsTo[at] })) };
}

async function fileOf(path: string): Promise<Blob> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new HabeasError('invalid', 'file-unreadable', `${path} cannot be read.`, { cause });
  });
  return new Blob([bytes], { type: 'text/csv' });
}
