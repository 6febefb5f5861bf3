import { Text } from '@mantine/core';
import { api, must } from '../api/client';
import { useMutation } from '../api/mutation';
import { Confirm } from '../app/confirm';
import { useTexts } from '../texts/texts';
import { useTokensAnew, type Token } from './tokens';

/** Ends a token, once it was said what that does. */
export function TokenRevocation({ token, onClose }: { readonly token: Token; readonly onClose: () => void }) {
  const t = useTexts();
  const anew = useTokensAnew();
  const revoke = useMutation({
    mutationFn: () => must(api.DELETE('/api/v1/oauth-tokens/{id}', { params: { path: { id: token.id } } })),
    onSuccess: () => {
      anew();
      onClose();
    },
  });
  return (
    <Confirm
      opened
      title={t('profile.tokens.revoke.which', { name: token.name, prefix: token.prefix })}
      action={t('profile.tokens.revoke')}
      change={revoke}
      onConfirm={() => revoke.mutate()}
      onClose={onClose}
    >
      <Text>{t('profile.tokens.revoke.about')}</Text>
    </Confirm>
  );
}
