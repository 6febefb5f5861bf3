import type { Disclosure, Regime, Window } from '../compliance/index.js';
import type { Language } from '../platform/index.js';

/** An export as its run needs it. */
export interface ExportRequest {
  readonly id: string;
  readonly projectId: number;
  readonly regime: Regime;
  readonly disclosure: Disclosure;
  readonly language: Language;
  readonly window: Window;
  readonly watermark: Date;
  readonly receivedAt: Date;
}
