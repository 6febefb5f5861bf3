import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';
import { jsonSchemaOf } from './platform/index.js';
import { openFieldsSchema, previewFieldsSchema } from './requests/index.js';
import { addExamples, FORM_EXAMPLE } from './openapi-examples.js';

const DESCRIPTION = `Answers access and erasure requests under GDPR and CCPA. Clients of Mixpanel's privacy API work by changing
their base URL; \`/api/v1\` offers more. Errors of \`/api/v1\` are problem documents (RFC 9457) with a stable \`code\`.

Existing SDKs send to \`/track\`, \`/engage\`, \`/groups\` and \`/import\` as they are; updates of groups are checked and not kept.`;

/** Generated clients name their functions after these: a class may be renamed, a method move, operations keep their names. */
const FORMER_NAMES: Readonly<Record<string, string>> = {
  DecisionsController_extend: 'ExtensionsController',
  DownloadsController: 'RequestsController',
  MixpanelDeletionsController: 'WireDeletionsController',
  MixpanelRetrievalsController: 'WireRetrievalsController',
};

/** The OpenAPI 3.1 document of every route, from the schemas that validate. */
export function describeApi(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Habeas')
    .setVersion('1')
    .setDescription(DESCRIPTION)
    .addBearerAuth(
      { type: 'http', scheme: 'bearer', description: 'A GDPR OAuth token, or a service account’s secret.' },
      'oauth-token',
    )
    .addBasicAuth(
      {
        type: 'http',
        scheme: 'basic',
        description: 'A service account (`name:secret`), or a project’s API secret (`secret:`) where it is allowed.',
      },
      'service-account',
    )
    .addCookieAuth(
      'habeas_session',
      { type: 'apiKey', in: 'cookie', description: 'A person who signed in.' },
      'session',
    )
    .build();
  const document = SwaggerModule.createDocument(app, config, { standardSchemaConverter: convert, operationIdFactory });
  describeUpload(document, '/api/v1/requests', openFieldsSchema);
  describeUpload(document, '/api/v1/requests/preview', previewFieldsSchema);
  addExamples(document);
  return document;
}

/** Serves the document at `/docs`, as a page and as `/docs/openapi.json`. */
export function serveDocs(app: INestApplication): void {
  SwaggerModule.setup('docs', app, () => describeApi(app), {
    jsonDocumentUrl: 'docs/openapi.json',
    yamlDocumentUrl: 'docs/openapi.yaml',
    customSiteTitle: 'Habeas API',
  });
}

/** The decorators know one body for all media types; a form has a file where JSON has an array. */
function describeUpload(document: OpenAPIObject, path: string, form: z.ZodType): void {
  const operation = document.paths[path]?.post;
  if (!operation?.requestBody || !('content' in operation.requestBody)) return;
  const fields = jsonSchemaOf(form);
  const file = {
    type: 'string',
    format: 'binary',
    description:
      'A CSV file as spreadsheets save it: its only column, or the one called distinct_id or user_id in any spelling; else say `column`.',
  };
  operation.requestBody.content['multipart/form-data'] = {
    example: FORM_EXAMPLE,
    schema: {
      ...fields,
      properties: { ...(fields['properties'] as object), file },
      required: [...(fields['required'] as string[]), 'file'],
    },
  };
}

function convert(schema: unknown, { schemaType }: { schemaType: 'input' | 'output' }) {
  if (!(schema instanceof z.ZodType)) return undefined;
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: schemaType, unrepresentable: 'any' });
  return { schema: rest };
}

function operationIdFactory(controller: string, method: string): string {
  const former = FORMER_NAMES[`${controller}_${method}`] ?? FORMER_NAMES[controller];
  return `${former ?? controller}_${method}`;
}
