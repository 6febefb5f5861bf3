import { useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';

const SCHEME = 'data-mantine-color-scheme';

/** Whether the page is being printed. While it is, it is light, and what is folded away stands open. */
class Printing {
  private readonly listeners = new Set<() => void>();
  private isUnderWay = false;
  private opened: readonly HTMLDetailsElement[] = [];
  private scheme: string | null = null;

  constructor() {
    window.addEventListener('beforeprint', () => this.begin());
    window.addEventListener('afterprint', () => this.end());
    // Where a browser is asked how the page looks on paper, neither of the two is told.
    window.matchMedia('print').addEventListener('change', ({ matches }) => (matches ? this.begin() : this.end()));
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  readonly now = (): boolean => this.isUnderWay;

  private begin(): void {
    if (this.isUnderWay) return;
    this.tell(true);
    const root = document.documentElement;
    this.scheme = root.getAttribute(SCHEME);
    root.setAttribute(SCHEME, 'light');
    this.opened = [...document.querySelectorAll<HTMLDetailsElement>('details:not([open])')];
    for (const each of this.opened) each.open = true;
  }

  private end(): void {
    if (!this.isUnderWay) return;
    for (const each of this.opened) each.open = false;
    if (this.scheme !== null) document.documentElement.setAttribute(SCHEME, this.scheme);
    this.tell(false);
  }

  /** At once: what is printed is what stands there when this returns. */
  private tell(isUnderWay: boolean): void {
    this.isUnderWay = isUnderWay;
    flushSync(() => this.listeners.forEach((listener) => listener()));
  }
}

const printing = new Printing();

/** For what shows only a part on the screen: on paper it shows all. */
export function usePrinting(): boolean {
  return useSyncExternalStore(printing.subscribe, printing.now);
}
