type Listener = (ended: boolean) => void;

/** Whether an answer said that the session is over (401), until somebody signs in again. */
class SessionEnded {
  private readonly listeners = new Set<Listener>();

  notice(): void {
    this.listeners.forEach((listener) => listener(true));
  }

  settled(): void {
    this.listeners.forEach((listener) => listener(false));
  }

  subscribe(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }
}

export const sessionEnded = new SessionEnded();
