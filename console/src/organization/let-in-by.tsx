import { useTexts } from '../texts/texts';

/** Who let somebody in, or made something; null: nobody wrote it down, in earlier times. */
export function LetInBy({ by }: { readonly by: string | null }) {
  const t = useTexts();
  if (by === null) return <>{t('members.nobody')}</>;
  return <bdi>{by === 'operator' ? t('members.operator') : by}</bdi>;
}
