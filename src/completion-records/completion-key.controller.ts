import { Controller, Get, Header } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AccessFor } from '../access/index.js';
import { RecordKey } from './record-key.js';
import { keysAnswer, type KeysView } from './completion-record.dto.js';
import { Described } from '../platform/index.js';

/** The public half of the key that signs completion records, for whoever has to check one. */
@ApiTags('Completion record')
@Controller('api/v1/keys')
@AccessFor('public')
export class CompletionKeyController {
  constructor(private readonly key: RecordKey) {}

  @Get('completion-record')
  @Described({ summary: 'List the public key of completion records', answer: keysAnswer, errors: {} })
  list(): KeysView {
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
