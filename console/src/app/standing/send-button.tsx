import { Button, type ButtonProps } from '@mantine/core';
import type { ReactNode } from 'react';
import { useMaySend } from '../session';

interface SendButtonProps extends ButtonProps {
  /** The role without which the API refuses it. */
  readonly needs?: 'admin' | 'owner';
  /** Where it is no button of a form. */
  readonly onClick?: () => void;
  readonly children: ReactNode;
}

/** Sends what was typed; not while whoever typed it may send it no more, which the page says then. */
export function SendButton({ needs = 'admin', disabled = false, onClick, ...look }: SendButtonProps) {
  const maySend = useMaySend(needs);
  return (
    <Button
      {...look}
      type={onClick === undefined ? 'submit' : 'button'}
      disabled={disabled || !maySend}
      onClick={onClick}
    />
  );
}
