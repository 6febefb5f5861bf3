import { Logger } from '@nestjs/common';

/** What is warned of while it works; nothing of it is written to the output. */
export async function warnedOf(work: () => Promise<unknown>): Promise<string[]> {
  const warnings: string[] = [];
  const nothing = () => undefined;
  Logger.overrideLogger({ log: nothing, error: nothing, warn: (text: unknown) => void warnings.push(String(text)) });
  try {
    await work();
  } finally {
    Logger.overrideLogger(false);
  }
  return warnings;
}
