import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { api, must } from '../../api/client';
import { useMutation } from '../../api/mutation';
import { useSession, type Organization } from '../../app/session';
import { useTexts } from '../../texts/texts';
import { dropHandedOver, handedOver } from '../handed-over';
import {
  firstDraft,
  isTypeable,
  limitFor,
  orderOf,
  previewOrder,
  useOrderKey,
  type Decision,
  type Draft,
  type Kind,
  type Preview,
} from './draft';
import { useFieldErrors } from './field-errors';
import { fileOfIds } from './id-file';
import { OrderForm } from './order-form';
import { PreviewStep } from './preview-step';

interface Asked {
  readonly draft: Draft;
  readonly decisions: readonly Decision[];
}

/** The form, and behind it the preview from which the request is opened. What was typed stays while one goes to and fro. */
export function NewRequest({ kind, organization }: { readonly kind: Kind; readonly organization: Organization }) {
  const fieldErrors = useFieldErrors();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const session = useSession();
  const keyOf = useOrderKey();
  const [draft, setDraft] = useState(() => firstDraft(organization));
  const [shown, setShown] = useState<(Asked & { readonly preview: Preview }) | null>(null);
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  useHandedOver(change);

  const look = useMutation({
    mutationFn: (asked: Asked) =>
      must(api.POST('/api/v1/requests/preview', { body: previewOrder(kind, asked.draft, asked.decisions) })),
    onSuccess: (preview, asked) => setShown({ ...asked, preview }),
  });
  const open = useMutation({
    mutationFn: (asked: Asked) =>
      must(
        api.POST('/api/v1/requests', {
          params: { header: { 'Idempotency-Key': keyOf(kind, asked.draft, asked.decisions) } },
          body: orderOf(kind, asked.draft, asked.decisions),
        }),
      ),
    onSuccess: ({ id }) => {
      void queries.invalidateQueries();
      void navigate({ to: '/requests/$id', params: { id } });
    },
  });

  const project = organization.projects.find(({ id }) => id === draft.projectId) ?? organization.projects[0];
  if (project === undefined || session === null) return null;
  const ask = (part: Partial<Draft> = {}) => {
    if (look.isPending) return;
    change(part);
    open.reset();
    look.mutate({ draft: { ...draft, ...part }, decisions: [] });
  };
  if (shown === null) {
    return (
      <OrderForm
        kind={kind}
        draft={draft}
        change={change}
        projects={organization.projects}
        project={project}
        limit={limitFor(kind, draft, project, session.subjectLimits)}
        errors={{ ...fieldErrors(open.error), ...fieldErrors(look.error) }}
        refusal={look.error}
        pending={look.isPending}
        ask={ask}
      />
    );
  }
  return (
    <PreviewStep
      kind={kind}
      draft={shown.draft}
      project={project}
      preview={shown.preview}
      decisions={shown.decisions}
      decide={(decisions) => {
        if (!look.isPending && !open.isPending) look.mutate({ draft: shown.draft, decisions });
      }}
      deciding={look.isPending}
      back={() => setShown(null)}
      open={() => {
        if (!open.isPending && !look.isPending) open.mutate(shown);
      }}
      opening={open.isPending || open.isSuccess}
      refusal={open.error ?? look.error}
    />
  );
}

/** People that another page found: those whose ids fit on a line stand in the text field by now, others need a file. */
function useHandedOver(change: (part: Partial<Draft>) => void): void {
  const t = useTexts();
  const [people] = useState(handedOver);
  useEffect(() => {
    dropHandedOver();
    if (people === null || people.ids.every(isTypeable)) return;
    void fileOfIds(t('newRequest.file.found'), people.ids).then((file) => change({ source: 'file', file }));
    // Once, when the page is opened.
  }, []);
}
