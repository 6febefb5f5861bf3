import cliProgress from 'cli-progress';
import Table from 'cli-table3';

/** How far a piece of work is; `total` 0 = not known. */
export interface Step {
  readonly phase: string;
  readonly done: number;
  readonly total: number;
}

export interface Bar {
  show(step: Step): void;
  end(phase: string): void;
}

const FORMAT = '  {label} {bar} {phase}';

/** What the tour prints: bars where somebody watches, plain lines where the output goes to a file. */
export class Screen {
  private bar: cliProgress.SingleBar | null = null;
  /** The title of what is going on. */
  scene = 'Start';

  constructor(private readonly out: NodeJS.WriteStream) {}

  title(text: string): void {
    this.scene = text;
    this.line(`\n${this.paint(1, text)}`);
  }

  line(text: string): void {
    this.out.write(`${text}\n`);
  }

  check(held: boolean, text: string): void {
    this.line(`  ${held ? this.paint(32, '✓') : this.paint(31, '✗')} ${text}`);
  }

  open(label: string): Bar {
    const name = label.padEnd(24);
    if (!this.out.isTTY) return { show: () => {}, end: (phase) => this.line(`  ${name} ${phase}`) };
    const preset = cliProgress.Presets.shades_classic;
    const options = { format: FORMAT, barsize: 28, hideCursor: true, clearOnComplete: false, stream: this.out };
    const bar = new cliProgress.SingleBar({ ...options, gracefulExit: false }, preset);
    bar.start(1, 0, { label: name, phase: '' });
    this.bar = bar;
    return {
      show: ({ phase, done, total }) => {
        bar.setTotal(Math.max(total, 1));
        bar.update(Math.min(done, Math.max(total, 1)), { phase });
      },
      end: (phase) => {
        bar.update(bar.getTotal(), { phase });
        this.close();
      },
    };
  }

  /** Gives the cursor back when something ended a bar early. */
  close(): void {
    this.bar?.stop();
    this.bar = null;
  }

  table(head: readonly string[], rows: readonly (readonly string[])[]): void {
    const table = new Table({ head: [...head], style: { head: this.out.isTTY ? ['cyan'] : [], border: [] } });
    table.push(...rows.map((row) => [...row]));
    this.line(`\n${table.toString()}`);
  }

  private paint(code: number, text: string): string {
    return this.out.isTTY ? `\u001b[${code}m${text}\u001b[0m` : text;
  }
}
