import type { Dialect } from '../row';
import { cleanupRows } from './cleanup';
import { clientRows } from './client';
import { commonRows } from './common';
import { daemonRows } from './daemons';
import { deliveryRows } from './delivery';
import { cheapestFirst } from './likeRows';
import { postscreenRows } from './postscreen';
import { queueRows } from './queue';
import { smtpdRows } from './smtpd';
import { smtpdWarningRows } from './smtpdWarnings';
import { tlsRows } from './tls';

/** Postfix, every daemon. A severity word (`warning: `) and a queue id are taken off before the rows look. */
export const postfix: Dialect = {
	format: 'postfix',
	rows: cheapestFirst([
		...cleanupRows,
		...smtpdRows,
		...smtpdWarningRows,
		...queueRows,
		...deliveryRows,
		...clientRows,
		...tlsRows,
		...postscreenRows,
		...daemonRows,
		...commonRows,
	]),
};
