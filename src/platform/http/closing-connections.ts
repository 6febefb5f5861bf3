import type { NextFunction, Request, Response } from 'express';
import type { Stopping } from '../core/stopping.service.js';

/** Lets each connection end with the answer that is under way, or the next one, when the process was told to end. */
export function closingConnections(stopping: Stopping) {
  const open = new Set<Response>();
  const endAfter = (response: Response): void => {
    if (!response.headersSent) response.setHeader('Connection', 'close');
  };
  stopping.signal.addEventListener('abort', () => open.forEach(endAfter));
  return (_request: Request, response: Response, next: NextFunction): void => {
    if (stopping.signal.aborted) endAfter(response);
    open.add(response);
    response.once('close', () => open.delete(response));
    next();
  };
}
