import { useState } from 'react';
import { serverAnswers } from './server-answers';

export interface LoadAgain {
  readonly isAsking: boolean;
  /** It was tried, and there is no connection. */
  readonly isCut: boolean;
  readonly loadAgain: () => void;
}

/** Loads the console anew where it stands, once the server answers: without a connection the browser would show a page of its own. */
export function useLoadAgain(): LoadAgain {
  const [state, setState] = useState<'asked-nothing' | 'asking' | 'cut'>('asked-nothing');
  const loadAgain = () => {
    setState('asking');
    void serverAnswers().then((answers) => {
      if (answers) window.location.reload();
      else setState('cut');
    });
  };
  return { isAsking: state === 'asking', isCut: state === 'cut', loadAgain };
}
