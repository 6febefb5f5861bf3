import { NativeSelect, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { api, must } from '../../api/client';
import { useRefusals } from '../../app/refusals';
import { useTexts } from '../../texts/texts';
import type { DecisionProps } from './confirm-modals';
import { DecisionModal, useDecision } from '../decision-modal';

const WHOLE = 'whole';
const ABOUT_TIME = ['handed-over-in-future', 'handed-over-before-end'];

/** For the record: what was given to the person, how, and when. */
export function HandOverModal({ request, timezone, onClose }: DecisionProps) {
  const t = useTexts();
  const { id, kind, subjects, followUp } = request;
  const { ofField } = useRefusals();
  const [what, setWhat] = useState(WHOLE);
  const [manner, setManner] = useState('');
  const [at, setAt] = useState('');
  const record = () => {
    const ordinal = what === WHOLE ? null : Number(what);
    const body = { manner, ordinal, ...(at === '' ? {} : { at }) };
    return must(api.POST('/api/v1/requests/{id}/hand-overs', { params: { path: { id } }, body }));
  };
  const deciding = useDecision(record, 'decisions.handedOver', onClose);
  const ofManner = ofField(deciding.error, 'manner', ['manner-names-subject']);
  const ofTime = ofField(deciding.error, 'at', ABOUT_TIME);
  const folders = kind === 'export' ? subjects.filter(({ folder }) => folder !== null) : [];
  return (
    <DecisionModal
      title={t('decisions.act.handOver')}
      deciding={deciding}
      onClose={onClose}
      isTold={ofManner !== undefined || ofTime !== undefined}
    >
      <Text>{t('decisions.handOver.words')}</Text>
      {followUp !== null && <Text>{t('decisions.handOver.grace')}</Text>}
      {folders.length > 0 && (
        <NativeSelect
          label={t('decisions.handOver.what')}
          value={what}
          onChange={(event) => setWhat(event.currentTarget.value)}
          data={[
            { value: WHOLE, label: t('request.handOvers.whole') },
            ...folders.map(({ ordinal }) => {
              return { value: String(ordinal), label: t('request.handOvers.folder', { number: ordinal + 1 }) };
            }),
          ]}
        />
      )}
      <TextInput
        label={t('decisions.handOver.manner')}
        description={t('decisions.handOver.manner.about')}
        required
        maxLength={60}
        value={manner}
        error={ofManner}
        onChange={(event) => setManner(event.currentTarget.value)}
      />
      <TextInput
        label={t('decisions.handOver.at')}
        description={timezone && t('app.zone.project', { zone: timezone })}
        type="date"
        value={at}
        error={ofTime}
        onChange={(event) => setAt(event.currentTarget.value)}
      />
    </DecisionModal>
  );
}
