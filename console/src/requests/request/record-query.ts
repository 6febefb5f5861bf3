import { queryOptions } from '@tanstack/react-query';
import { api, must } from '../../api/client';
import { checkSignature, isKeyOf, type SignatureCheck } from './signature';

/** Of a completion record, what the page shows; docs/completion-record.md tells of every field. */
export interface RecordDocument {
  readonly revision: number;
  readonly drawnUpAt: string;
  readonly instance: { readonly baseUrl: string; readonly version: string };
  readonly request: {
    readonly organization: string;
    readonly project: { readonly id: number; readonly name: string };
    readonly subjects: number;
  };
  readonly deadline: { readonly dueAt: string; readonly met: boolean };
  readonly answer: { readonly nature: string; readonly finishedAt: string };
  readonly outcomes: readonly { readonly outcome: string; readonly detail: string | null; readonly subjects: number }[];
  readonly collections: readonly {
    readonly collection: string;
    readonly title: string;
    readonly policy: string | null;
    readonly rows: number;
    readonly verifiedAt: string | null;
    readonly survivors: number | null;
  }[];
  readonly recipientsToNotify: readonly { readonly recipient: string; readonly collections: readonly string[] }[];
  readonly afterwards: { readonly firstHandedOverAt: string | null };
  readonly statement: string;
  readonly notPromised: readonly string[];
}

export interface CheckedRecord {
  readonly revision: number;
  readonly revisions: number;
  readonly keyId: string;
  /** Read from the very bytes that were checked. */
  readonly document: RecordDocument;
  /** `other-key`: it was signed with a key that the server does not show any more. */
  readonly check: SignatureCheck | 'other-key';
}

/**
 * The completion record of a request, checked here. It is asked for when somebody looks at it and not at every change, since asking draws
 * up a further revision of what has changed.
 */
export function recordQuery(id: string) {
  return queryOptions({
    queryKey: ['completion-record', id] as const,
    queryFn: () => fetchRecord(id),
    staleTime: Infinity,
  });
}

async function fetchRecord(id: string): Promise<CheckedRecord> {
  const path = { id };
  const { revision, revisions, keyId } = await must(api.GET('/api/v1/requests/{id}/record', { params: { path } }));
  const params = { path, query: { revision } };
  const [bytes, signature, keys] = await Promise.all([
    must(api.GET('/api/v1/requests/{id}/record.json', { params, parseAs: 'arrayBuffer' })),
    must(api.GET('/api/v1/requests/{id}/record.sig', { params, parseAs: 'arrayBuffer' })),
    must(api.GET('/api/v1/keys/completion-record')),
  ]);
  const document = JSON.parse(new TextDecoder().decode(bytes)) as RecordDocument;
  const publicKey = keys.results.find((each) => each.keyId === keyId)?.publicKey;
  const isKnown = publicKey !== undefined && (await isKeyOf(keyId, publicKey));
  const check = isKnown ? await checkSignature({ bytes, signature, publicKey }) : 'other-key';
  return { revision, revisions, keyId, document, check };
}
