import type { Dialect } from '../row';
import { daemonRows } from './daemons';
import { deliveryRows } from './delivery';
import { queueRows } from './queue';
import { smtpdRows } from './smtpd';
import { dialogueRows, noiseRows } from './verbose';

/** Postfix, every daemon. A severity word (`warning: `) and a queue id are taken off before the rows look. */
export const postfix: Dialect = {
	format: 'postfix',
	rows: [...dialogueRows, ...smtpdRows, ...queueRows, ...deliveryRows, ...daemonRows, ...noiseRows],
};
