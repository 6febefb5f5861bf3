import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';

const MOST_CHARACTERS = 200;

/**
 * Whom limits count: the address of the client. Where a proxy that TRUST_PROXY does not name says for whom it asks, `<address> for
 * <what it says>`: a claim, by which honest clients are told apart and nobody gains more than they have with many addresses.
 */
export const CallerAddress = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const request = context.switchToHttp().getRequest<Request>();
  const { ip = '', headers, app } = request;
  const claimed = headers['x-forwarded-for'];
  if (claimed === undefined || app.get('trust proxy') !== false) return ip;
  return `${ip} for ${String(claimed).slice(0, MOST_CHARACTERS)}`;
});
