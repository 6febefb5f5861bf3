import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useTexts } from '../texts/texts';

interface PagesProps {
  /** Where the page that is shown begins; undefined: it is the first. */
  readonly cursor: string | undefined;
  /** Where the page after it begins; null: there is none. */
  readonly nextCursor: string | null;
  readonly onTurn: (cursor: string | undefined) => void;
}

/** Turns the pages of a list that knows only where the next one begins. Those that were seen can be gone back to. */
export function Pages({ cursor, nextCursor, onTurn }: PagesProps) {
  const t = useTexts();
  const [seen, setSeen] = useState<readonly string[]>([]);
  if (cursor === undefined && nextCursor === null) return null;
  const place = cursor === undefined ? 0 : seen.indexOf(cursor) + 1;
  const next = () => {
    if (nextCursor === null) return;
    setSeen([...seen.slice(0, place), nextCursor]);
    onTurn(nextCursor);
  };
  return (
    <Group component="nav" aria-label={t('app.pages')} justify="space-between" className="no-print">
      <Group gap="xs">
        <Button variant="default" disabled={cursor === undefined} onClick={() => onTurn(undefined)}>
          {t('app.pages.first')}
        </Button>
        <Button variant="default" disabled={cursor === undefined} onClick={() => onTurn(seen[place - 2])}>
          {t('app.pages.previous')}
        </Button>
      </Group>
      <Button variant="default" disabled={nextCursor === null} onClick={next}>
        {t('app.pages.next')}
      </Button>
    </Group>
  );
}
