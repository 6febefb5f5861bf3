import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { FormattedMessage, IntlProvider, useIntl } from 'react-intl';
import type { MessageId } from './en/index';
import { keepLanguage, type Language } from './language';
import { showLanguage, useShown, wantedLanguage } from './loaded';
import { WithoutTexts } from './without-texts';

/** Texts, numbers and dates in the reader's language. A page is shown once its texts are there. */
export function Texts({ children }: { readonly children: ReactNode }) {
  const shown = useShown();
  const [isMissing, setIsMissing] = useState(false);
  useEffect(() => {
    showLanguage(wantedLanguage()).catch(() => setIsMissing(true));
  }, []);
  if (shown === null) return isMissing ? <WithoutTexts language={wantedLanguage()} /> : null;
  return (
    <IntlProvider locale={shown.language} messages={shown.messages} defaultLocale="en">
      {children}
    </IntlProvider>
  );
}

/** Shows another language. @throws where its texts cannot be fetched: the page stays as it is */
async function choose(language: Language): Promise<void> {
  await showLanguage(language);
  keepLanguage(language);
}

/** The language that is shown, and how to choose another. */
export function useLanguage(): readonly [Language, (language: Language) => Promise<void>] {
  const language = useShown()?.language ?? wantedLanguage();
  return [language, choose];
}

export type Values = Readonly<Record<string, string | number | Date>>;
export type Tell = (id: MessageId, values?: Values) => string;

/** `t('requests.count', { count: 3 })`: a text by its name, with ICU plurals (https://unicode-org.github.io/icu/userguide/format_parse/messages/). */
export function useTexts(): Tell {
  const intl = useIntl();
  return useMemo(() => (id, values) => intl.formatMessage({ id }, values), [intl]);
}

interface RichProps {
  readonly id: MessageId;
  readonly values: Readonly<Record<string, ReactNode>>;
}

/** A text in which something stands that is more than text, such as a moment. */
export function Rich({ id, values }: RichProps) {
  return <FormattedMessage id={id} values={values} />;
}

/** A text by a name that may be none, such as one made of a code of the API; null where there is none. */
export function useKnownTexts(): (id: string) => string | null {
  const intl = useIntl();
  return useMemo(() => (id) => (Object.hasOwn(intl.messages, id) ? intl.formatMessage({ id }) : null), [intl]);
}
