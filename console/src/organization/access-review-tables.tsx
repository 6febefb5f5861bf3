import { Code, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { DataTable } from '../app/data-table';
import { Empty } from '../app/page';
import { Section } from '../app/section';
import { Moment } from '../app/values';
import type { MessageId } from '../texts/en/index';
import { useTexts } from '../texts/texts';
import { LetInBy } from './let-in-by';
import type { AccessReview } from './organization-queries';
import { RoleBadge } from './role';

interface ReviewTableProps {
  readonly title: MessageId;
  readonly about: MessageId;
  readonly none: MessageId;
  readonly head: readonly MessageId[];
  readonly rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[];
}

function ReviewTable({ title, about, none, head, rows }: ReviewTableProps) {
  const t = useTexts();
  return (
    <Section title={t(title)} about={t(about)}>
      {rows.length === 0 ? (
        <Empty>{t(none)}</Empty>
      ) : (
        <DataTable label={t(title)} minWidth={820} head={head.map((name) => t(name))} rows={rows} />
      )}
    </Section>
  );
}

export function PeopleReviewed({ people }: { readonly people: AccessReview['people'] }) {
  const t = useTexts();
  return (
    <ReviewTable
      title="review.people"
      about="review.people.about"
      none="members.people.none"
      head={['members.person', 'members.role', 'review.may', 'members.since', 'review.letInBy', 'members.lastUse']}
      rows={people.map(({ id, email, emailVerified, role, since, letInBy, lastUsedAt }) => ({
        key: id,
        cells: [
          <Stack key="person" gap={0}>
            <bdi>{email}</bdi>
            {!emailVerified && (
              <Text size="xs" c="dimmed">
                {t('members.unconfirmed')}
              </Text>
            )}
          </Stack>,
          <RoleBadge key="role" role={role} />,
          t(`members.role.${role}.about`),
          <Moment key="since" iso={since} dateOnly />,
          <LetInBy key="by" by={letInBy} />,
          <Moment key="last" iso={lastUsedAt} />,
        ],
      }))}
    />
  );
}

export function ToolsReviewed({ tools }: { readonly tools: AccessReview['serviceAccounts'] }) {
  return (
    <ReviewTable
      title="members.tools"
      about="review.tools.about"
      none="members.tools.none"
      head={['members.name', 'members.role', 'members.prefix', 'members.madeBy', 'members.lastUse', 'members.ends']}
      rows={tools.map(({ id, name, role, prefix, letInBy, lastUsedAt, expiresAt }) => ({
        key: id,
        cells: [
          name,
          <RoleBadge key="role" role={role} />,
          <Code key="prefix">{prefix}…</Code>,
          <LetInBy key="by" by={letInBy} />,
          <Moment key="last" iso={lastUsedAt} />,
          <Moment key="ends" iso={expiresAt} dateOnly />,
        ],
      }))}
    />
  );
}

export function SecretsReviewed({ secrets }: { readonly secrets: AccessReview['apiSecrets'] }) {
  const t = useTexts();
  return (
    <ReviewTable
      title="review.secrets"
      about="review.secrets.about"
      none="review.secrets.none"
      head={[
        'app.project',
        'members.prefix',
        'review.may',
        'members.madeBy',
        'review.madeAt',
        'members.lastUse',
        'members.ends',
      ]}
      rows={secrets.map((secret) => ({
        key: `${secret.projectId} ${secret.madeAt}`,
        cells: [
          <bdi key="project">{secret.project}</bdi>,
          secret.prefix === null ? t('review.prefixUnknown') : <Code key="prefix">{secret.prefix}…</Code>,
          <Stack key="may" gap={0}>
            {t(secret.opensRequests ? 'review.secrets.requests' : 'review.secrets.data')}
            {secret.readsData && <span>{t('review.secrets.reads')}</span>}
            {secret.opensRequests && (
              <Text size="xs" c="dimmed">
                {t('review.secrets.permittedBy')} <LetInBy by={secret.permittedBy} />
              </Text>
            )}
          </Stack>,
          <LetInBy key="by" by={secret.letInBy} />,
          <Moment key="made" iso={secret.madeAt} dateOnly />,
          <Moment key="last" iso={secret.lastUsedAt} />,
          secret.endsAt === null ? t('review.noEnd') : <Moment key="ends" iso={secret.endsAt} />,
        ],
      }))}
    />
  );
}

export function TokensReviewed({ tokens }: { readonly tokens: AccessReview['tokens'] }) {
  return (
    <ReviewTable
      title="review.tokens"
      about="review.tokens.about"
      none="members.tokens.none"
      head={['members.person', 'members.name', 'members.prefix', 'review.madeAt', 'members.lastUse', 'members.ends']}
      rows={tokens.map(({ id, email, name, prefix, createdAt, lastUsedAt, expiresAt }) => ({
        key: id,
        cells: [
          <bdi key="person">{email}</bdi>,
          <bdi key="name">{name}</bdi>,
          <Code key="prefix">{prefix}…</Code>,
          <Moment key="made" iso={createdAt} dateOnly />,
          <Moment key="last" iso={lastUsedAt} />,
          <Moment key="ends" iso={expiresAt} dateOnly />,
        ],
      }))}
    />
  );
}

export function WaitingReviewed({ invitations }: { readonly invitations: AccessReview['invitations'] }) {
  return (
    <ReviewTable
      title="members.invitations"
      about="members.invitations.about"
      none="members.invitations.none"
      head={['members.email', 'members.role', 'members.invitations.by', 'members.ends']}
      rows={invitations.map(({ id, email, role, letInBy, expiresAt }) => ({
        key: id,
        cells: [
          <bdi key="email">{email}</bdi>,
          <RoleBadge key="role" role={role} />,
          <LetInBy key="by" by={letInBy} />,
          <Moment key="ends" iso={expiresAt} />,
        ],
      }))}
    />
  );
}

export function DomainsReviewed({ domains }: { readonly domains: AccessReview['signInDomains'] }) {
  const t = useTexts();
  return (
    <ReviewTable
      title="signIn.domains"
      about="signIn.domains.about"
      none="signIn.domains.empty"
      head={[
        'signIn.domains.domain',
        'signIn.domains.role',
        'signIn.domains.allowedBy',
        'signIn.domains.since',
        'signIn.domains.state',
      ]}
      rows={domains.map(({ id, domain, role, allowedBy, inEffect, createdAt }) => ({
        key: id,
        cells: [
          domain,
          <RoleBadge key="role" role={role} />,
          <LetInBy key="by" by={allowedBy} />,
          <Moment key="since" iso={createdAt} dateOnly />,
          t(inEffect ? 'signIn.domains.inEffect' : 'signIn.domains.notInEffect'),
        ],
      }))}
    />
  );
}

export function ViewsReviewed({ views }: { readonly views: AccessReview['dataViews'] }) {
  const t = useTexts();
  const listed = (names: readonly string[]) => (names.length === 0 ? t('app.none') : names.join(', '));
  return (
    <ReviewTable
      title="views.title"
      about="review.views.about"
      none="review.secrets.none"
      head={['app.project', 'views.roles', 'views.serviceAccounts', 'views.oauthTokens', 'views.apiSecret']}
      rows={views.map(({ projectId, project, roles, serviceAccounts, oauthTokens, apiSecret }) => ({
        key: String(projectId),
        cells: [
          <bdi key="project">{project}</bdi>,
          listed(roles.map((role) => t(`views.role.${role}`))),
          listed(serviceAccounts),
          listed(oauthTokens.map(({ name, of }) => (of === null ? name : t('views.tokenOf', { name, person: of })))),
          t(apiSecret ? 'app.yes' : 'app.no'),
        ],
      }))}
    />
  );
}
