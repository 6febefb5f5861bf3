import { ConsoleLogger, type LogLevel } from '@nestjs/common';

const LEVELS: readonly LogLevel[] = ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'];
const FRAMEWORK = new Set(['InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestFactory', 'NestApplication']);
/** Who tells of a start that fails, with a stack; the program says it in its own words. */
const FAILED_STARTS = new Set(['NestApplication', 'ExceptionHandler']);

/** The framework's logger without its own narration of the start, which is shown at `debug` only. */
export class PlainLogger extends ConsoleLogger {
  private readonly narrates: boolean;

  constructor(level: LogLevel) {
    super({ logLevels: LEVELS.slice(0, LEVELS.indexOf(level) + 1) });
    this.narrates = LEVELS.indexOf(level) >= LEVELS.indexOf('debug');
  }

  override log(message: unknown, ...rest: unknown[]): void {
    const context = rest.at(-1);
    if (!this.narrates && typeof context === 'string' && FRAMEWORK.has(context)) return;
    super.log(message, ...(rest as [string]));
  }

  override error(message: unknown, ...rest: unknown[]): void {
    const context = rest.at(-1);
    if (!this.narrates && typeof context === 'string' && FAILED_STARTS.has(context)) return;
    super.error(message, ...(rest as [string]));
  }
}
