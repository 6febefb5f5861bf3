import {
  isDeviceId,
  isTrusted,
  looksLikeDevice,
  type IdentityLink,
  type LinkOrigin,
} from '../../subject-data/index.js';

/** A link as it was read from a record, before it is known who sent it. */
export type SeenLink = Omit<IdentityLink, 'origin'>;

export interface AdmittedLinks {
  readonly kept: readonly IdentityLink[];
  /** Kept only where nothing is known of the person's id yet: a device that takes an alias. */
  readonly ifNew: readonly IdentityLink[];
  /** Neither believed nor kept. */
  readonly refused: readonly SeenLink[];
}

/**
 * Which links of a record are kept. From an API secret or a service account all are. The project token is public: with it a
 * device may be tied to a person, or what may turn out to be one (a UUID), and nobody is joined.
 */
export function admitLinks(links: readonly SeenLink[], origin: LinkOrigin): AdmittedLinks {
  const admitted = { kept: [] as IdentityLink[], ifNew: [] as IdentityLink[], refused: [] as SeenLink[] };
  for (const link of links) {
    if (isTrusted(origin)) admitted.kept.push({ ...link, origin });
    else if (link.kind === 'merge' || !isTie(link)) admitted.refused.push(link);
    else if (link.kind === 'alias') admitted.ifNew.push(tieOf(link.linkedId, link.distinctId, origin));
    else admitted.kept.push(tieOf(link.distinctId, link.linkedId, origin));
  }
  return admitted;
}

/** Whether a device, or what may be one, is linked to what is none by its form. An alias is the person, whoever takes it the device. */
function isTie({ kind, distinctId, linkedId }: SeenLink): boolean {
  const [person, device] = kind === 'alias' ? [linkedId, distinctId] : [distinctId, linkedId];
  return !isDeviceId(person) && (isDeviceId(device) || looksLikeDevice(device));
}

function tieOf(person: string, device: string, origin: LinkOrigin): IdentityLink {
  return { distinctId: person, linkedId: device, kind: isDeviceId(device) ? 'device' : 'identify', origin };
}
