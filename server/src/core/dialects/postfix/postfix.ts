import type { Dialect, Row } from '../row';
import { daemonRows } from './daemons';
import { deliveryRows } from './delivery';
import { queueRows } from './queue';
import { smtpdRows } from './smtpd';

/**
 * Where RFC 5424 leaves no daemon's name, `4jYB4w0dbLz5c: reject: header …` may be taken for a refusal by smtpd, of a session that is
 * none: what cleanup alone writes is asked first.
 */
const isCleanups = ({ programs }: Row) => programs?.length === 1 && programs[0] === 'cleanup';

/** Postfix, every daemon. A severity word (`warning: `) and a queue id are taken off before the rows look. */
export const postfix: Dialect = {
	format: 'postfix',
	rows: [
		...queueRows.filter(isCleanups),
		...smtpdRows,
		...queueRows.filter((row) => !isCleanups(row)),
		...deliveryRows,
		...daemonRows,
	],
};
