import type { Dialect, Row } from '../row';
import { connectionRows, rejectRows } from './connectionRows';
import { flagRows, messageRows } from './messageRows';

/** Exim's main, reject and panic log (Exim specification ch. 52 "Log files"). The message id is taken off before the rows look. */
export const exim: Dialect = {
	format: 'exim',
	rows: [...flagRows(), ...messageRows(), ...connectionRows(), ...rejectRows(), ...daemonRows()],
};

function daemonRows(): Row[] {
	return [
		{
			kind: 'daemon-start',
			starts: 'exim ',
			has: ' daemon started: pid=',
			samples: ['exim 4.96 daemon started: pid=173, -q30m, listening for SMTP on port 25'],
		},
		{ kind: 'queue-run-start', starts: 'Start queue run: ', samples: ['Start queue run: pid=1234'] },
		{ kind: 'queue-run-end', starts: 'End queue run: ', samples: ['End queue run: pid=1234 -qf'] },
		{
			kind: 'info',
			starts: 'cwd=',
			has: ' args: ',
			samples: ['cwd=/var/spool/exim4 3 args: /usr/sbin/exim4 -Mc 1xVX0Y-00008E-0N'],
		},
		{ kind: 'info', starts: 'SIGHUP received: ', samples: ['SIGHUP received: re-exec daemon'] },
		{
			kind: 'daemon-start',
			starts: 'pid ',
			has: ': SIGHUP received: re-exec daemon',
			samples: ['pid 173: SIGHUP received: re-exec daemon'],
		},
	];
}
