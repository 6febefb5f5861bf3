import type { Command } from 'commander';
import { HabeasError } from '../../platform/index.js';
import { isSignedBy, keyIdOf, type CompletionRecord } from '../../completion-records/index.js';
import type { ApiClient } from './api-client.js';
import { identifier, defineCommand, whole, type CliContext } from '../terminal/define-command.js';
import { facts, moment } from '../terminal/report.js';
import { keptFiles, keptKey } from './kept-record.js';
import { findServer, type ServerOptions } from './server.js';

interface RecordOptions extends ServerOptions {
  readonly out?: string;
  readonly revision?: number;
  readonly key?: string;
  readonly force?: true;
}

interface RecordView {
  readonly revision: number;
  readonly document: CompletionRecord;
  readonly keyId: string;
  readonly signature: string;
  readonly signedBytes: string;
}

export function recordCommand(request: Command, desk: CliContext): Command {
  return defineCommand<RecordOptions>(
    request,
    'record <id>',
    'check the signature of a completion record, and keep it',
    desk,
    async (options, [id = '']) => {
      const { api } = await findServer(desk.config(), options);
      const query = options.revision === undefined ? '' : `?revision=${options.revision}`;
      const record = await api.get<RecordView>(`/requests/${identifier(id)}/record${query}`);
      const publicKey = await keyFor(record, api, options.key);
      const [bytes, signature] = [decoded(record.signedBytes), decoded(record.signature)];
      if (!isSignedBy(publicKey, bytes, signature)) {
        throw new HabeasError(
          'unprocessable',
          'signature-wrong',
          'The signature is not of these bytes: do not trust it.',
        );
      }
      const contents = { 'record.json': bytes, 'record.sig': signature, 'key.pem': Buffer.from(publicKey) };
      const files = options.out === undefined ? [] : await keptFiles(options.out, contents, options.force ?? false);
      const { revision, document, keyId } = record;
      return {
        json: { revision, keyId, verified: true, files, document },
        text: facts([
          ['Request', document.request.id],
          ['Revision', revision],
          ['Drawn up', moment(document.drawnUpAt)],
          ['Answer', `${document.answer.status}, ${document.answer.nature}`],
          ['Signature', `verified with the key ${keyId}`],
          ...files.map((file) => ['Written', file] as const),
        ]),
      };
    },
  )
    .option('--out <folder>', 'write record.json, record.sig and key.pem there')
    .option('--revision <number>', 'an older one, if not the newest', whole)
    .option('--key <file>', 'the public key you keep (PEM), instead of the one the server shows')
    .option('-f, --force', 'replace files that are there');
}

/** @throws HabeasError `key-unknown` where the record was signed by another key than the one at hand */
async function keyFor({ keyId }: RecordView, api: ApiClient, file: string | undefined): Promise<string> {
  const given = await keptKey(api, file);
  if (isPem(given) && keyIdOf(given) === keyId) return given;
  throw new HabeasError(
    'unprocessable',
    'key-unknown',
    `The record was signed with the key ${keyId}, and this is another: name the public key you kept of it with --key.`,
  );
}

function isPem(text: string): boolean {
  return text.includes('-----BEGIN PUBLIC KEY-----');
}

function decoded(base64: string): Buffer {
  return Buffer.from(base64, 'base64');
}
