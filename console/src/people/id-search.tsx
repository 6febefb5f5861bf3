import { Group, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { SendButton } from '../app/standing/send-button';

interface IdSearchProps {
  /** What the form is for. */
  readonly name: string;
  readonly label: string;
  readonly description?: string;
  /** What the button says. */
  readonly go: string;
  readonly isPending: boolean;
  readonly onSearch: (distinctId: string) => void;
}

/** Asks for one id to look up. It goes into the body of a question, and into no address and no key of a query. */
export function IdSearch({ name, label, description, go, isPending, onSearch }: IdSearchProps) {
  const [id, setId] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (id.trim() !== '' && !isPending) onSearch(id.trim());
  };
  return (
    <form onSubmit={submit} aria-label={name}>
      <Group align="flex-end">
        <TextInput
          label={label}
          description={description}
          autoComplete="off"
          spellCheck={false}
          value={id}
          onChange={(event) => setId(event.currentTarget.value)}
          flex={1}
          miw={200}
        />
        <SendButton variant="default" loading={isPending}>
          {go}
        </SendButton>
      </Group>
    </form>
  );
}
