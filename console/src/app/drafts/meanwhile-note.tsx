import type { MessageId } from '../../texts/en/index';
import { useTexts } from '../../texts/texts';
import { Note } from '../note';

/** Names the fields that somebody else has saved while something else was typed into them here. */
export function MeanwhileNote({ fields }: { readonly fields: readonly MessageId[] }) {
  const t = useTexts();
  if (fields.length === 0) return null;
  return (
    <Note tone="warning" title={t('app.meanwhile')}>
      {t('app.meanwhile.fields', { fields: fields.map((each) => `“${t(each)}”`).join(', ') })}
    </Note>
  );
}
