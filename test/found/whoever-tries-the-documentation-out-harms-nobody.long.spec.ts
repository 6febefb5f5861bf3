import type { OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';
import { EXAMPLES, operationName } from '../../src/openapi-examples.js';
import { startApp, type TestApp } from '../support/app.js';

interface Content {
  readonly schema: Record<string, unknown>;
  readonly example?: Record<string, unknown>;
}

describe('"Try it out" in the documentation', () => {
  let app: TestApp;
  let document: OpenAPIObject;
  /** Operation, media type, and what is filled in. */
  let bodies: (readonly [string, string, Content])[];

  beforeAll(async () => {
    app = await startApp({ settings: { ROLE: 'api' } });
    document = (await (await fetch(`${app.url}/docs/openapi.json`)).json()) as OpenAPIObject;
    bodies = Object.values(document.paths).flatMap((path) =>
      (['get', 'post', 'put', 'patch', 'delete'] as const).flatMap((method) => {
        const operation = path[method];
        const body = operation?.requestBody;
        if (operation === undefined || body === undefined || !('content' in body)) return [];
        return Object.entries(body.content).map(
          ([type, content]) => [operationName(operation.operationId), type, content as Content] as const,
        );
      }),
    );
  });
  afterAll(() => app.close());

  it('has an example for every body, which fits what is validated', () => {
    expect(bodies.length).toBeGreaterThan(20);
    for (const [operation, type, { schema, example }] of bodies) {
      expect({ operation, type, example }).toEqual({ operation, type, example: expect.any(Object) });
      const sent = type === 'multipart/form-data' ? { ...example, file: 'distinct_id\n' } : example;
      const { error } = z.fromJSONSchema(schema).safeParse(sent);
      expect({ operation, error: error?.issues ?? null }).toEqual({ operation, error: null });
    }
    expect(Object.keys(EXAMPLES).filter((name) => !bodies.some(([operation]) => operation === name))).toEqual([]);
  });

  it('asks for exports where a kind can be chosen, and names nobody who could be there', () => {
    for (const [, , { example = {} }] of bodies) {
      expect(example).not.toHaveProperty('then');
      if ('kind' in example) expect(example['kind']).toBe('export');
      for (const key of ['distinctIds', 'distinct_ids']) {
        if (key in example) expect(example[key]).toEqual(['example-subject']);
      }
    }
  });

  it('shows no time and no id that was drawn from a pattern', () => {
    const drawn: unknown[] = [];
    const walk = (node: unknown): void => {
      if (typeof node !== 'object' || node === null) return;
      const { format, pattern, example } = node as Record<string, unknown>;
      if (['date-time', 'date', 'uuid'].includes(String(format)) && (pattern !== undefined || example === undefined))
        drawn.push(node);
      Object.values(node).forEach(walk);
    };
    for (const path of Object.values(document.paths)) {
      for (const operation of Object.values(path) as { requestBody?: unknown; responses?: unknown }[]) {
        walk(operation.requestBody);
        walk(operation.responses);
      }
    }
    expect(drawn).toEqual([]);
  });
});
