import { Badge, Button, Code, Group, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api, must } from '../api/client';
import { useMutation } from '../api/mutation';
import { DataTable } from '../app/data-table';
import { Empty, Failure, Shown } from '../app/page';
import { Section } from '../app/section';
import { useSession } from '../app/session';
import { Moment } from '../app/values';
import { useTexts } from '../texts/texts';
import { TokenMade } from './token-made';
import { TokenRevocation } from './token-revocation';
import { TokenRotation } from './token-rotation';
import {
  isEndedEverywhere,
  stateOf,
  TOKENS_AGAIN,
  tokensQuery,
  useTokensAnew,
  warningOf,
  type MadeToken,
  type Token,
} from './tokens';

/** The GDPR OAuth tokens of who is signed in. */
export function TokensSection() {
  const t = useTexts();
  const tokens = useQuery({ ...tokensQuery, refetchInterval: TOKENS_AGAIN });
  const [made, setMade] = useState<MadeToken | null>(null);
  const [rotated, setRotated] = useState<Token | null>(null);
  const [revoked, setRevoked] = useState<Token | null>(null);
  return (
    <Section title={t('profile.tokens')} about={t('profile.tokens.about')}>
      <NewToken onMade={setMade} />
      <Shown query={tokens}>
        {({ results }) =>
          results.length === 0 ? (
            <Empty>{t('profile.tokens.none')}</Empty>
          ) : (
            <TokenTable tokens={results} now={tokens.dataUpdatedAt} onRotate={setRotated} onRevoke={setRevoked} />
          )
        }
      </Shown>
      {rotated !== null && (
        <TokenRotation
          token={rotated}
          onClose={() => setRotated(null)}
          onMade={(token) => {
            setRotated(null);
            setMade(token);
          }}
        />
      )}
      {revoked !== null && <TokenRevocation token={revoked} onClose={() => setRevoked(null)} />}
      {made !== null && <TokenMade made={made} onClose={() => setMade(null)} />}
    </Section>
  );
}

function NewToken({ onMade }: { readonly onMade: (made: MadeToken) => void }) {
  const t = useTexts();
  const anew = useTokensAnew();
  const [name, setName] = useState('');
  const make = useMutation({
    mutationFn: () => must(api.POST('/api/v1/oauth-tokens', { body: name.trim() === '' ? {} : { name } })),
    onSuccess: (made) => {
      setName('');
      anew();
      onMade(made);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate();
  };
  return (
    <form onSubmit={submit} aria-label={t('profile.tokens.make')}>
      <Group align="flex-end">
        <TextInput
          label={t('profile.tokens.name')}
          description={t('profile.tokens.name.about')}
          placeholder="GDPR OAuth token"
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" loading={make.isPending}>
          {t('profile.tokens.make')}
        </Button>
      </Group>
      {make.error !== null && <Failure error={make.error} />}
    </form>
  );
}

interface TokenTableProps {
  readonly tokens: readonly Token[];
  /** Milliseconds. */
  readonly now: number;
  readonly onRotate: (token: Token) => void;
  readonly onRevoke: (token: Token) => void;
}

function TokenTable({ tokens, now, ...actions }: TokenTableProps) {
  const t = useTexts();
  const head = ['name', 'prefix', 'state', 'createdAt', 'lastUsedAt', 'expiresAt', 'actions'] as const;
  return (
    <DataTable
      label={t('profile.tokens')}
      head={head.map((column) => t(`profile.tokens.${column}`))}
      minWidth={860}
      rows={tokens.map((token) => ({
        key: token.id,
        cells: [
          <Text key="name" style={{ overflowWrap: 'anywhere' }}>
            {token.name}
          </Text>,
          <Code key="prefix">{token.prefix}…</Code>,
          <State key="state" token={token} now={now} />,
          <Moment key="createdAt" iso={token.createdAt} dateOnly />,
          <Moment key="lastUsedAt" iso={token.lastUsedAt} />,
          <Moment key="expiresAt" iso={token.revokedAt ?? token.expiresAt} />,
          <Actions key="actions" token={token} now={now} {...actions} />,
        ],
      }))}
    />
  );
}

function State({ token, now }: { readonly token: Token; readonly now: number }) {
  const t = useTexts();
  const session = useSession();
  const warning = warningOf(token, now);
  const state = stateOf(token, now);
  const isGood = state === 'good' || state === 'replaced';
  const badge = () => {
    if (isGood && isEndedEverywhere(token, session?.organizations ?? [])) return t('profile.tokens.state.ended');
    if (warning !== null) return t('profile.tokens.left', { days: warning.days });
    return t(`profile.tokens.state.${state}`);
  };
  return (
    <Stack gap={2} align="flex-start">
      <Badge variant="default">{badge()}</Badge>
      {isGood &&
        token.endedIn.map(({ organizationId, organization, at }) => (
          <Text key={organizationId} size="xs">
            {t('profile.tokens.endedIn', { organization })} <Moment iso={at} />
          </Text>
        ))}
    </Stack>
  );
}

function Actions({ token, now, onRotate, onRevoke }: Omit<TokenTableProps, 'tokens'> & { readonly token: Token }) {
  const t = useTexts();
  const state = stateOf(token, now);
  const which = { name: token.name, prefix: token.prefix };
  const look = { size: 'xs', variant: 'default' } as const;
  return (
    <Group gap="xs" wrap="nowrap">
      {state === 'good' && (
        <Button {...look} onClick={() => onRotate(token)} aria-label={t('profile.tokens.rotate.which', which)}>
          {t('profile.tokens.rotate')}
        </Button>
      )}
      {(state === 'good' || state === 'replaced') && (
        <Button {...look} onClick={() => onRevoke(token)} aria-label={t('profile.tokens.revoke.which', which)}>
          {t('profile.tokens.revoke')}
        </Button>
      )}
    </Group>
  );
}
