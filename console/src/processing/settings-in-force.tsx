import { DataTable } from '../app/data-table';
import { Section } from '../app/section';
import { Moment } from '../app/values';
import type { MessageId } from '../texts/en/index';
import { useKnownTexts, useTexts } from '../texts/texts';
import type { SettingInForce } from './processing-data';

type Name = SettingInForce['setting'];
type Value = SettingInForce['value'];

const LABELS: Readonly<Record<Name, MessageId>> = {
  globalPrivacyControl: 'projects.gpc',
  optedOutByDefault: 'projects.optedOut',
  publicOptIn: 'projects.publicOptIn',
  optInEvent: 'projects.optInEvent',
  suppressAfterDeletion: 'projects.suppress',
  lookUpPlaces: 'projects.places',
  blockedProperties: 'projects.blocked',
  droppedValues: 'projects.dropped',
  hashIds: 'projects.hashIds',
  recordSessions: 'projects.recordSessions',
  replayRetentionDays: 'projects.replayDays',
  deletionGraceSeconds: 'projects.grace',
  deletionLimit: 'projects.limit',
  approvalCount: 'projects.approvalCount',
  approvalShare: 'projects.approvalShare',
  requiredReceipt: 'projects.receipt',
  ccpaWindow: 'projects.ccpaWindow',
  allowApiSecret: 'projects.allowSecret',
  allowSecretQuestions: 'projects.secretQuestions',
  timezone: 'projects.timezone',
};

/** Whose values have a text of their own. */
const IN_WORDS: ReadonlySet<Name> = new Set([
  'globalPrivacyControl',
  'publicOptIn',
  'droppedValues',
  'requiredReceipt',
  'ccpaWindow',
]);
/** What is as the instance has it where the project says nothing. */
const OF_INSTANCE: ReadonlySet<Name> = new Set(['deletionGraceSeconds', 'deletionLimit']);

/** The settings of a project that are in force, and since when. */
export function SettingsInForce({ settings }: { readonly settings: readonly SettingInForce[] }) {
  const t = useTexts();
  const wordsOf = useValueWords();
  const head = ['processing.setting', 'processing.value', 'processing.since'] as const;
  return (
    <Section title={t('processing.settings')} about={t('processing.since.about')}>
      <DataTable
        label={t('processing.settings')}
        minWidth={560}
        head={head.map((name) => t(name))}
        rows={settings.map(({ setting, value, since }) => ({
          key: setting,
          cells: [
            t(LABELS[setting]),
            <bdi key="value">{wordsOf(setting, value)}</bdi>,
            since === null ? t('processing.unchanged') : <Moment key="since" iso={since} />,
          ],
        }))}
      />
    </Section>
  );
}

function useValueWords(): (setting: Name, value: Value) => string {
  const t = useTexts();
  const known = useKnownTexts();
  return (setting, value) => {
    const word = (each: string) => (IN_WORDS.has(setting) ? (known(`${LABELS[setting]}.${each}`) ?? each) : each);
    if (value === null) return t(OF_INSTANCE.has(setting) ? 'projects.asInstance' : 'app.none');
    if (typeof value === 'boolean') return t(value ? 'app.yes' : 'app.no');
    if (typeof value === 'string') return word(value);
    if (typeof value !== 'number') return value.map(word).join(', ') || t('app.none');
    if (setting === 'recordSessions') return `${value} %`;
    if (setting === 'approvalShare') return `${Number((value * 100).toFixed(2))} %`;
    return String(setting === 'deletionGraceSeconds' ? Number((value / 3600).toFixed(2)) : value);
  };
}
