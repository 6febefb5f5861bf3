import { useRef } from 'react';
import type { paths } from '../../api/openapi';
import type { Organization, Project, Session } from '../../app/session';
import { handedOver } from '../handed-over';
import type { PageLanguage } from '../../texts/page-language';
import type { IdFile } from './id-file';

export type Kind = 'export' | 'deletion';
type Open = paths['/api/v1/requests']['post'];
export type Order = Open['requestBody']['content']['application/json'];
export type Opened = Open['responses']['201']['content']['application/json'];
type PreviewOf = paths['/api/v1/requests/preview']['post'];
export type PreviewOrder = PreviewOf['requestBody']['content']['application/json'];
export type Preview = PreviewOf['responses']['200']['content']['application/json'];
export type Decision = NonNullable<Order['decisions']>[number];
export type ReceiptField = Project['requiredReceipt'][number];

/** What stands in the form, as it was typed. */
export interface Draft {
  readonly projectId: number;
  readonly regime: 'GDPR' | 'CCPA';
  readonly disclosure: 'Data' | 'Categories' | 'Sources';
  /** Of what the person is given; empty: what the project says. */
  readonly language: PageLanguage | '';
  readonly then: boolean;
  /** Whether people stay refused after their deletion; empty: what the project says. */
  readonly suppress: 'yes' | 'no' | '';
  readonly source: 'typed' | 'file';
  readonly typed: string;
  readonly file: IdFile | null;
  /** What was answered about the file. */
  readonly header: boolean | null;
  readonly column: string | null;
  readonly receivedAt: string;
  readonly reference: string;
  readonly channel: string;
  readonly requester: '' | 'subject' | 'agent';
  readonly method: string;
  readonly level: string;
  readonly verifiedAt: string;
}

export type Change = (part: Partial<Draft>) => void;

/** An empty form, or one with the people another page found. */
export function firstDraft({ projects }: Organization): Draft {
  const people = handedOver();
  const project = projects.find(({ id }) => id === people?.projectId) ?? projects[0];
  const ids = people?.projectId === project?.id ? (people?.ids ?? []) : [];
  return {
    projectId: project?.id ?? 0,
    regime: 'GDPR',
    disclosure: 'Data',
    language: '',
    then: false,
    suppress: '',
    source: 'typed',
    typed: ids.every(isTypeable) ? ids.join('\n') : '',
    file: null,
    header: null,
    column: null,
    receivedAt: '',
    reference: '',
    channel: '',
    requester: '',
    method: '',
    level: '',
    verifiedAt: '',
  };
}

/** Whether an id can stand on a line of a text field as it is. */
export function isTypeable(id: string): boolean {
  return id === id.trim() && !/[\r\n]/.test(id);
}

/** The ids of a text field, one a line, each once; white space around them is not theirs. */
export function typedIds(typed: string): { readonly ids: readonly string[]; readonly repeated: number } {
  const lines = typed
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const ids = [...new Set(lines)];
  return { ids, repeated: lines.length - ids.length };
}

/** Whether a deletion follows the export that is ordered. */
export function isFollowed(kind: Kind, draft: Draft): boolean {
  return kind === 'export' && draft.then && disclosureOf(draft) === 'Data';
}

/** Whether somebody's Data is deleted in the end. */
export function isErased(kind: Kind, draft: Draft): boolean {
  return isFollowed(kind, draft) || (kind === 'deletion' && disclosureOf(draft) === 'Data');
}

/** Without what is asked of deletions alone, where there is none. */
function ordered(kind: Kind, draft: Draft): Draft {
  return isErased(kind, draft) ? draft : { ...draft, suppress: '' };
}

/** How many people one request may name. */
export function limitFor(kind: Kind, draft: Draft, project: Project, limits: Session['subjectLimits']): number {
  const deletion = project.deletionLimit ?? limits.deletion;
  if (kind === 'deletion') return deletion;
  return isFollowed(kind, draft) ? Math.min(deletion, limits.export) : limits.export;
}

function disclosureOf({ regime, disclosure }: Draft): Draft['disclosure'] {
  return regime === 'CCPA' ? disclosure : 'Data';
}

/** What a preview is asked for. */
export function previewOrder(kind: Kind, draft: Draft, decisions: readonly Decision[]): PreviewOrder {
  return withIds(termsOf(kind, draft, decisions), draft);
}

/** The order itself. */
export function orderOf(kind: Kind, draft: Draft, decisions: readonly Decision[]): Order {
  return withIds({ ...termsOf(kind, draft, decisions), ...givenOf(ordered(kind, draft)) }, draft);
}

function termsOf(kind: Kind, draft: Draft, decisions: readonly Decision[]): Omit<PreviewOrder, 'distinctIds'> {
  const { projectId, regime, receivedAt } = draft;
  return {
    projectId,
    kind,
    regime,
    disclosure: disclosureOf(draft),
    ...(receivedAt === '' ? {} : { receivedAt }),
    ...(isFollowed(kind, draft) ? { then: 'deletion' as const } : {}),
    ...(decisions.length === 0 ? {} : { decisions: [...decisions] }),
  };
}

/** What only the order says, and its preview does not need. */
function givenOf({
  language,
  suppress,
  reference,
  channel,
  requester,
  method,
  level,
  verifiedAt,
}: Draft): Partial<Order> {
  const given = (text: string) => text.trim() !== '';
  return {
    ...(language === '' ? {} : { language }),
    ...(suppress === '' ? {} : { suppressAfterDeletion: suppress === 'yes' }),
    ...(given(reference) ? { reference } : {}),
    ...(given(channel) ? { channel } : {}),
    ...(requester === '' ? {} : { requester }),
    ...(given(method)
      ? {
          verification: {
            method,
            ...(given(level) ? { level } : {}),
            ...(verifiedAt === '' ? {} : { at: verifiedAt }),
          },
        }
      : {}),
  };
}

/** With the ids as JSON, or as a form with the file, whose fields are texts. */
function withIds<T extends object>(terms: T, draft: Draft): T & { distinctIds: string[] } {
  if (draft.source === 'typed') return { ...terms, distinctIds: [...typedIds(draft.typed).ids] };
  const form = new FormData();
  for (const [name, value] of Object.entries(terms) as [string, unknown][]) {
    form.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  if (draft.header !== null) form.set('header', String(draft.header));
  if (draft.column !== null) form.set('column', draft.column);
  // The name of the file says nothing to anybody, and may name somebody.
  form.set('file', new File([draft.file?.bytes ?? ''], 'ids.csv', { type: 'text/csv' }));
  return form as unknown as T & { distinctIds: string[] };
}

/**
 * One Idempotency-Key for one order, however often it is sent: a double click, or an answer that was lost, opens nothing twice. What
 * was changed in the form is another order.
 */
export function useOrderKey(): (kind: Kind, draft: Draft, decisions: readonly Decision[]) => string {
  const known = useRef<{ readonly order: string; readonly key: string } | null>(null);
  return (kind, draft, decisions) => {
    const { file, typed, source, header, column } = draft;
    const ids = source === 'typed' ? typed : [file?.identity, header, column];
    const order = JSON.stringify([termsOf(kind, draft, decisions), givenOf(ordered(kind, draft)), ids]);
    if (known.current?.order !== order) known.current = { order, key: newKey() };
    return known.current.key;
  };
}

/** `randomUUID` is there on pages of https alone. */
function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
