import { readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';
import { format, resolveConfig } from 'prettier';
import { startApp, type TestApp } from '../support/app.js';

const TYPES = new URL('../../console/src/api/openapi.ts', import.meta.url).pathname;

describe('the types of the console', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  it('are those of the OpenAPI document (npm run console:types writes them anew)', async () => {
    const document = await (await fetch(`${app.url}/docs/openapi.json`)).text();
    const source = `// Written by \`npm run console:types\` from the OpenAPI document.\n${astToString(await openapiTS(document))}`;
    const types = await format(source, { ...(await resolveConfig(TYPES)), parser: 'typescript' });
    if (process.env['WRITE_CONSOLE_TYPES'] === 'yes') writeFileSync(TYPES, types);
    expect(readFileSync(TYPES, 'utf8') === types).toBe(true);
  });
});
