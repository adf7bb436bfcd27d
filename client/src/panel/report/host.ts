import { Webview } from '../webview';
import type { FromReport, ToReport } from './messages';
import { readToReport } from './readMessages';

/** The extension. */
export const host = new Webview<FromReport, ToReport>(readToReport);
