import type { Request } from 'express';
import type { IngestSettings } from '../../access/index.js';
import type { LinkOrigin } from '../../subject-data/index.js';
import type { Delivery, Door } from '../intake/delivery.js';
import { fieldsOf } from './answers.js';

/** Where places of addresses are looked up, if the call asks for it. */
const WITH_ADDRESS: ReadonlySet<Door> = new Set<Door>(['track', 'engage']);

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
