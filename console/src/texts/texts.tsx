import { createContext, use, useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { FormattedMessage, IntlProvider, useIntl } from 'react-intl';
import type { MessageId, Messages } from './en/index';
import { firstLanguage, keepLanguage, type Language } from './language';
import { WithoutTexts } from './without-texts';

/** Each language is a file of its own: what nobody reads is not fetched. */
const TEXTS: Record<Language, () => Promise<Messages>> = {
  en: () => import('./en/index').then(({ messages }) => messages),
  de: () => import('./de/index').then(({ messages }) => messages),
};

/** What a refusal means is fetched when the page stands there: most pages are refused nothing. */
const REFUSALS: Record<Language, () => Promise<Readonly<Record<string, string>>>> = {
  en: () => import('./en/refusals/index').then(({ refusals }) => refusals),
  de: () => import('./de/refusals/index').then(({ refusals }) => refusals),
};

/** Shows another language. @throws where its texts cannot be fetched: the page stays as it is */
type Choose = (language: Language) => Promise<void>;
const Choice = createContext<readonly [Language, Choose]>(['en', async () => {}]);

interface Loaded {
  readonly language: Language;
  readonly messages: Messages;
}

/** Texts, numbers and dates in the reader's language. A page is shown once its texts are there. */
export function Texts({ children }: { readonly children: ReactNode }) {
  const [wanted] = useState(firstLanguage);
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [isMissing, setIsMissing] = useState(false);
  const latest = useRef(wanted);
  const show = useCallback(async (language: Language) => {
    latest.current = language;
    const messages = await TEXTS[language]();
    // Another was chosen meanwhile.
    if (latest.current !== language) return;
    document.documentElement.lang = language;
    setLoaded({ language, messages });
    // Without them the API's own sentence is shown.
    const refusals = await REFUSALS[language]().catch(() => ({}));
    if (latest.current === language) setLoaded({ language, messages: { ...messages, ...refusals } });
  }, []);
  useEffect(() => {
    show(wanted).catch(() => setIsMissing(true));
  }, [show, wanted]);
  const language = loaded?.language ?? wanted;
  const choice = useMemo(() => {
    const choose: Choose = async (chosen) => {
      await show(chosen);
      keepLanguage(chosen);
    };
    return [language, choose] as const;
  }, [show, language]);
  if (loaded === null) return isMissing ? <WithoutTexts language={wanted} /> : null;
  return (
    <Choice value={choice}>
      <IntlProvider locale={loaded.language} messages={loaded.messages} defaultLocale="en">
        {children}
      </IntlProvider>
    </Choice>
  );
}

/** The language that was chosen, and how to choose another. */
export function useLanguage() {
  return use(Choice);
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
