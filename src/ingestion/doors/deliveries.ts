import type { Request } from 'express';
import type { Actor, IngestSettings } from '../../access/index.js';
import type { LinkOrigin } from '../../subject-data/index.js';
import type { Delivery, Door } from '../intake/delivery.js';
import { fieldsOf } from './answers.js';

/** Where places of addresses are looked up, if the call asks for it. */
const WITH_ADDRESS: ReadonlySet<Door> = new Set<Door>(['track', 'engage', 'record']);

/** Trust goes with the credential, whatever the route. */
export function originOf(actor: Actor): LinkOrigin {
  if (actor.kind === 'project-secret') return 'secret';
  return actor.kind === 'service-account' ? 'service-account' : 'token';
}

/** What is known of a call of one project, by its request. */
export function deliveryOf(
  request: Request,
  door: Door,
  settings: IngestSettings,
  origin: LinkOrigin,
  now: Date,
): Delivery {
  const mayLookUp = WITH_ADDRESS.has(door) && fieldsOf(request).has('ip');
  return {
    projectId: settings.projectId,
    settings,
    door,
    origin,
    address: mayLookUp ? (request.ip ?? null) : null,
    gpc: request.headers['sec-gpc'] === '1',
    now,
  };
}
