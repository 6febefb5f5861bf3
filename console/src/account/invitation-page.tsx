import { Alert, Button, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { api, must } from '../api/client';
import { useMutation } from '../api/mutation';
import { asProblem } from '../api/problem';
import { Failure, Shown } from '../app/page';
import { sessionQuery, useChooseOrganization, type Session } from '../app/session';
import { Moment } from '../app/values';
import { useTexts } from '../texts/texts';
import { AcceptanceForm, type Offer } from './acceptance-form';
import { Door } from './door';
import { useSignOutHere } from './sign-out';

/** What an invitation offers, to whoever holds its link, and how it is accepted. */
export function InvitationPage() {
  const t = useTexts();
  const token = useParams({ strict: false, select: ({ token: given = '' }: { token?: string }) => given });
  const session = useQuery(sessionQuery);
  const offer = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => must(api.POST('/api/v1/invitations/show', { body: { token } })),
    // Once it is accepted it is no longer there to be shown.
    staleTime: Infinity,
  });
  return (
    <Door title={t('doors.invitation.title')}>
      <Shown query={offer}>
        {(shown) => (
          <>
            <Text style={{ overflowWrap: 'anywhere' }}>
              {t('doors.invitation.words', {
                inviter: shown.invitedBy,
                email: shown.email,
                organization: shown.organization,
                role: shown.role,
              })}
            </Text>
            <Text size="sm">
              {t('doors.invitation.until')} <Moment iso={shown.expiresAt} />
            </Text>
            <Shown query={session}>{(known) => <Answer token={token} offer={shown} session={known} />}</Shown>
          </>
        )}
      </Shown>
    </Door>
  );
}

interface AnswerProps {
  readonly token: string;
  readonly offer: Offer;
  readonly session: Session | null;
}

function Answer({ token, offer, session }: AnswerProps) {
  const t = useTexts();
  const signOut = useSignOutHere();
  if (session === null) return <AcceptanceForm token={token} offer={offer} />;
  if (session.person.email === offer.email) return <Joining token={token} offer={offer} />;
  return (
    <Stack>
      <Alert color="yellow">
        {t('doors.invitation.other', { signedIn: session.person.email, email: offer.email })}
      </Alert>
      {signOut.error !== null && <Failure error={signOut.error} />}
      <Button variant="default" loading={signOut.isPending} onClick={() => signOut.mutate()}>
        {t('app.signOut')}
      </Button>
    </Stack>
  );
}

function Joining({ token, offer }: { readonly token: string; readonly offer: Offer }) {
  const t = useTexts();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const choose = useChooseOrganization();
  const joining = useMutation({
    mutationFn: () => must(api.POST('/api/v1/invitations/join', { body: { token } })),
    onSuccess: async ({ organization }) => {
      await queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
      choose(organization.id);
      void navigate({ to: '/' });
    },
  });
  return (
    <Stack>
      <Text>{t('doors.invitation.join.words')}</Text>
      {joining.error !== null && <Failure error={joining.error} />}
      <Button loading={joining.isPending} onClick={() => joining.mutate()}>
        {t('doors.invitation.join', { email: offer.email })}
      </Button>
      {asProblem(joining.error).code === 'account-unverified' && (
        <>
          <Text>{t('doors.invitation.separate')}</Text>
          <AcceptanceForm token={token} offer={offer} />
        </>
      )}
    </Stack>
  );
}
