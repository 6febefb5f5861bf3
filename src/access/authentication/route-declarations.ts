import type { INestApplicationContext, RequestMethod } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { DECLARATION, type Declaration } from './declaration.decorator.js';

export interface RouteDeclaration {
  /** `SomeController.someMethod`. */
  readonly route: string;
  readonly method: RequestMethod;
  readonly declaration: Declaration | null;
}

/** Every route of an application with what it declares. */
export function routeDeclarations(app: INestApplicationContext): RouteDeclaration[] {
  const scanner = new MetadataScanner();
  const reflector = app.get(Reflector);
  const routes: RouteDeclaration[] = [];
  for (const { metatype } of app.get(DiscoveryService).getControllers()) {
    if (typeof metatype !== 'function') continue;
    const prototype = metatype.prototype as Record<string, (...parts: never[]) => unknown>;
    for (const name of scanner.getAllMethodNames(prototype)) {
      const method = prototype[name];
      if (!method || Reflect.getMetadata('path', method) === undefined) continue;
      const declaration = reflector.getAllAndOverride<Declaration | undefined>(DECLARATION, [method, metatype]);
      const httpMethod = Reflect.getMetadata('method', method) as RequestMethod;
      routes.push({ route: `${metatype.name}.${name}`, method: httpMethod, declaration: declaration ?? null });
    }
  }
  return routes;
}

/** The routes that do not say who may use them; there must be none. */
export function undeclaredRoutes(app: INestApplicationContext): string[] {
  return routeDeclarations(app)
    .filter(({ declaration }) => declaration === null)
    .map(({ route }) => route);
}
