import { Button, Group, Modal, Stack, type ButtonProps } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTexts } from '../texts/texts';
import { Failure } from './page';

interface ConfirmProps {
  readonly opened: boolean;
  readonly title: string;
  /** What will happen. */
  readonly children: ReactNode;
  /** The word on the button that does it. */
  readonly action: string;
  readonly color?: ButtonProps['color'];
  /** What the mutation knows: whether it is under way, and why it was refused. */
  readonly change: { readonly isPending: boolean; readonly error: Error | null; reset(): void };
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks once more before something that cannot be undone, and says what will happen. */
export function Confirm({ opened, title, children, action, color = 'red', change, onConfirm, onClose }: ConfirmProps) {
  const t = useTexts();
  const close = () => {
    change.reset();
    onClose();
  };
  return (
    <Modal opened={opened} onClose={close} title={title} closeButtonProps={{ 'aria-label': t('app.close') }}>
      <Stack>
        {children}
        {change.error !== null && <Failure error={change.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t('app.cancel')}
          </Button>
          <Button color={color} loading={change.isPending} onClick={onConfirm}>
            {action}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
