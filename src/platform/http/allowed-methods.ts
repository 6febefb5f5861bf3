import type { Request } from 'express';
import { HabeasError } from '../core/errors.js';

interface Layer {
  readonly route?: { readonly methods: Readonly<Record<string, boolean>> };
  match(path: string): boolean;
}

/** What is wrong where no route answers: a method that the address does not take (405), or nothing for other errors. */
export function refusedMethod(request: Request): HabeasError | null {
  const methods = methodsOf(request);
  if (methods.length === 0 || methods.includes(request.method)) return null;
  const message = `This address does not take ${request.method}: use ${methods.join(' or ')}.`;
  return new HabeasError('not-allowed', 'method-not-allowed', message, { allow: methods });
}

/** The methods of the routes that answer under the address of a request; none where nothing is there. */
function methodsOf(request: Request): string[] {
  const { stack } = request.app.router as unknown as { readonly stack: readonly Layer[] };
  const methods = stack.flatMap((layer) =>
    layer.route !== undefined && matches(layer, request.path) ? Object.keys(layer.route.methods) : [],
  );
  const names = new Set(methods.filter((name) => name !== '_all').map((name) => name.toUpperCase()));
  if (names.has('GET')) names.add('HEAD');
  return [...names].sort();
}

function matches(layer: Layer, path: string): boolean {
  try {
    return layer.match(path);
  } catch {
    return false;
  }
}
