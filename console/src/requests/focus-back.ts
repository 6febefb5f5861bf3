import { useEffect, useState } from 'react';

/** Gives the focus back to what had it before a dialog that is there only while it is open; where that is gone, to nothing. */
export function useFocusBack(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    },
    [before],
  );
}
