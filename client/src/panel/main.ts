import type { FromPanel } from './messages';

/** The door to the extension. */
declare function acquireVsCodeApi(): { postMessage(message: FromPanel): void };

acquireVsCodeApi().postMessage({ type: 'ready' });
