import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiProduces, ApiResponse } from '@nestjs/swagger';
import { z } from 'zod';
import { problemAnswer } from './problem-answer.js';

type JsonSchema = Record<string, unknown>;

interface Description {
  readonly summary: string;
  readonly description?: string;
  /** Status of the answer; default 200. */
  readonly status?: number;
  /** Schema of the answer, or its media type where it is no JSON; absent where there is no body. */
  readonly answer?: z.ZodType | string;
  /** Schema of a body that the handler reads itself. */
  readonly body?: z.ZodType;
  /** Statuses of errors, with what they mean here. */
  readonly errors: Readonly<Record<number, string>>;
  /** Shape of every error; default a problem document. */
  readonly errorAnswer?: z.ZodType;
}

/** Describes a route of this room in the OpenAPI document. */
export function Described(route: Description): MethodDecorator {
  const { answer, body, errorAnswer = problemAnswer } = route;
  return applyDecorators(
    ApiOperation({ summary: route.summary, ...(route.description ? { description: route.description } : {}) }),
    ...(body ? [ApiBody({ schema: jsonSchemaOf(body) })] : []),
    ...(typeof answer === 'string' ? [ApiProduces(answer)] : []),
    ApiResponse({
      status: route.status ?? 200,
      description: answer === undefined ? 'Done; no body.' : 'What was asked for.',
      ...(typeof answer === 'string' ? { schema: { type: 'string', format: 'binary' } } : {}),
      ...(typeof answer === 'object' ? { standardSchema: answer } : {}),
    }),
    ...Object.entries(route.errors).map(([status, description]) =>
      ApiResponse({ status: Number(status), description, standardSchema: errorAnswer }),
    ),
  );
}

/** What a caller may send, as JSON Schema. */
export function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return rest;
}
