import type { Dialect } from '../row';
import { checkRows } from './checkRows';
import { authenticatorRow, connectionRows } from './connectionRows';
import { daemonRows } from './daemonRows';
import { faultRows } from './faultRows';
import { flagRows } from './flagRows';
import { clientAuthenticatorRows, hostRows, remoteReplyRows } from './hostRows';
import { addressRows, looseMessageRows, messageRows } from './messageRows';
import { refusedRecipientRow, rejectRows } from './rejectRows';
import { tlsRows } from './tlsRows';

/**
 * Exim's main, reject and panic log (Exim specification ch. 52 "Log files"). The message id is taken off before the rows look. What
 * fills a log comes first, what begins with a name and not with a word of Exim's comes last.
 */
export const exim: Dialect = {
	format: 'exim',
	rows: [
		...flagRows(),
		refusedRecipientRow(),
		...remoteReplyRows(),
		...messageRows(),
		...connectionRows(),
		...rejectRows(),
		...hostRows(),
		...tlsRows(),
		...checkRows(),
		...addressRows(),
		...daemonRows(),
		...faultRows(),
		authenticatorRow(),
		...clientAuthenticatorRows(),
		...looseMessageRows(),
	],
};
