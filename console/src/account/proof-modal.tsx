import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useMutation } from '../api/mutation';
import { Failure } from '../app/page';
import { useTexts } from '../texts/texts';
import { isPasswordRefused } from './chosen-password';
import { CodeField, isCodeRefused } from './code-field';
import { ProofField, useProof } from './proof-field';

export interface Proof {
  readonly password: string | null;
  readonly code: string;
}

interface ProofModalProps {
  readonly title: string;
  /** What will happen. */
  readonly words: readonly string[];
  readonly action: string;
  readonly isDangerous?: boolean;
  readonly onProved: (proof: Proof) => Promise<void>;
  readonly onClose: () => void;
}

/** Says what will happen, and asks for password and code before it does. */
export function ProofModal({ title, words, action, isDangerous = false, onProved, onClose }: ProofModalProps) {
  const t = useTexts();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const proved = useProof(password);
  const proof = useMutation({ mutationFn: () => onProved({ password: proved, code }), onSuccess: onClose });
  const { error } = proof;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    proof.mutate();
  };
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('app.close') }}>
      <form onSubmit={submit} aria-label={title}>
        <Stack>
          {words.map((sentence) => (
            <Text key={sentence}>{sentence}</Text>
          ))}
          <ProofField label={t('account.password')} value={password} onChange={setPassword} error={error} autoFocus />
          <CodeField value={code} onChange={setCode} error={error} />
          {error !== null && !isPasswordRefused(error) && !isCodeRefused(error) && <Failure error={error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('app.cancel')}
            </Button>
            <Button type="submit" loading={proof.isPending} color={isDangerous ? 'red' : undefined}>
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
