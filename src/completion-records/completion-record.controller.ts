import { Controller, Get, Header, Param, Query, Res, UsePipes } from '@nestjs/common';
import { ApiBasicAuth, ApiBearerAuth, ApiCookieAuth, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { AccessFor, type Actor, CurrentActor } from '../access/index.js';
import { Described, type Language, PAGE_POLICY, schemaPipe } from '../platform/index.js';
import { RequestReader } from '../requests/index.js';
import * as dto from './completion-record.dto.js';
import { CompletionRecords, type KeptRecord } from './completion-record.service.js';
import { renderRecordPage } from './record-page.js';
import { RecordKey } from './sealed-record.js';

const ERRORS = {
  400: 'The input does not fit; `errors` names the places.',
  401: 'Credentials are missing or not valid.',
  403: 'The role is too low.',
  404: 'There is nothing there that you may know of, or no such revision.',
  409: 'The request has not ended.',
};

/** The signed statement of what a finished request did, as an object, as its bytes, and as a page. */
@ApiTags('Completion record')
@ApiBearerAuth('oauth-token')
@ApiBasicAuth('service-account')
@ApiCookieAuth('session')
@Controller('api/v1/requests/:id')
@AccessFor('privacy')
@UsePipes(schemaPipe)
export class CompletionRecordController {
  constructor(
    private readonly records: CompletionRecords,
    private readonly reader: RequestReader,
  ) {}

  @Get('record')
  @Described({ summary: 'Show the completion record', answer: dto.recordAnswer, errors: ERRORS })
  async show(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query({ schema: dto.revisionQuerySchema }) query: dto.RevisionQuery,
  ): Promise<dto.RecordView> {
    const { revision, revisions, document, keyId, signature, bytes } = await this.find(actor, id, query);
    return {
      revision,
      revisions,
      document: { ...document },
      keyId,
      signature: signature.toString('base64'),
      signedBytes: bytes.toString('base64'),
    };
  }

  @Get('record.json')
  @Described({
    summary: 'Download the exact bytes that were signed',
    description: 'Name the revision, so that bytes and signature are of one.',
    answer: 'application/json',
    errors: ERRORS,
  })
  async bytes(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query({ schema: dto.revisionQuerySchema }) query: dto.RevisionQuery,
    @Res() response: Response,
  ): Promise<void> {
    const record = await this.find(actor, id, query);
    send(response, record, { type: 'application/json', ending: 'json', disposition: 'attachment' }, record.bytes);
  }

  @Get('record.sig')
  @Described({ summary: 'Download the signature, 64 bytes', answer: 'application/octet-stream', errors: ERRORS })
  async signature(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query({ schema: dto.revisionQuerySchema }) query: dto.RevisionQuery,
    @Res() response: Response,
  ): Promise<void> {
    const record = await this.find(actor, id, query);
    const as = { type: 'application/octet-stream', ending: 'sig', disposition: 'attachment' };
    send(response, record, as, record.signature);
  }

  @Get('record.html')
  @Described({ summary: 'Show the completion record as a page to print', answer: 'text/html', errors: ERRORS })
  async page(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query({ schema: dto.pageQuerySchema }) query: dto.PageQuery,
    @Res() response: Response,
  ): Promise<void> {
    const { request } = await this.reader.find(actor, id, 'ended-too');
    const record = await this.records.show(request, query.revision);
    response.setHeader('Content-Security-Policy', PAGE_POLICY);
    const language = query.language ?? (request.language as Language);
    const as = { type: 'text/html; charset=utf-8', ending: 'html', disposition: 'inline' };
    send(response, record, as, Buffer.from(renderRecordPage(record.document, record, language)));
  }

  private async find(actor: Actor, id: string, { revision }: dto.RevisionQuery): Promise<KeptRecord> {
    const { request } = await this.reader.find(actor, id, 'ended-too');
    return this.records.show(request, revision);
  }
}

function send(
  response: Response,
  { document, revision }: KeptRecord,
  as: { readonly type: string; readonly ending: string; readonly disposition: string },
  content: Buffer,
): void {
  const name = `completion-record-${document.request.id}-${revision}.${as.ending}`;
  response.setHeader('Content-Type', as.type);
  response.setHeader('Content-Disposition', `${as.disposition}; filename="${name}"`);
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.end(content);
}

/** The public half of the key that signs completion records, for whoever has to check one. */
@ApiTags('Completion record')
@Controller('api/v1/keys')
@AccessFor('public')
export class CompletionKeyController {
  constructor(private readonly key: RecordKey) {}

  @Get('completion-record')
  @Described({ summary: 'List the public key of completion records', answer: dto.keysAnswer, errors: {} })
  list(): dto.KeysView {
    return { results: [{ keyId: this.key.id, algorithm: 'Ed25519', publicKey: this.key.publicPem }] };
  }

  @Get('completion-record.pem')
  @Header('Content-Type', 'application/x-pem-file')
  @Header('X-Content-Type-Options', 'nosniff')
  @Described({
    summary: 'Download the public key of completion records as SPKI PEM',
    answer: 'application/x-pem-file',
    errors: {},
  })
  pem(): string {
    return this.key.publicPem;
  }
}
