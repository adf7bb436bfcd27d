import type { Dialect } from '../row';
import { connectionRows, daemonRows, dialogueRows } from './connections';
import { bounceRows, messageRows } from './messages';
import { milterRows, refusalRows } from './refusals';
import { authRows, tlsRows } from './security';

/**
 * sendmail 8 (Installation and Operations Guide §5.1.1 "The system log"; the format strings of 8.17). The queue id is taken off before
 * the rows look. What it accepts is logged by the process that serves the connection, what it delivers by another one.
 */
export const sendmail: Dialect = {
	format: 'sendmail',
	rows: [
		...messageRows(),
		...bounceRows(),
		...tlsRows(),
		...authRows(),
		...refusalRows(),
		...milterRows(),
		...connectionRows(),
		...dialogueRows(),
		...daemonRows(),
	],
};
