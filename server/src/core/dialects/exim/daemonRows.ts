import type { Row } from '../row';
import { fact } from './tlsRows';

/** What the daemon and the queue runners say of themselves, and how Exim was called. */
export function daemonRows(): Row[] {
	return [
		fact(
			'daemon-start',
			'exim ',
			[
				'4.96 daemon started: pid=173, -q30m, listening for SMTP on port 25',
				'4.98 daemon started: pid=173, no queue runs, listening for SMTP on port 25 (IPv6 and IPv4) port 587 (IPv6 and IPv4) and for SMTPS on port 465 (IPv6 and IPv4)',
				'4.98 daemon started: pid=173, -q30m, not listening for SMTP',
				'4.98 daemon started: pid=173, launched with listening socket, -bw10m',
			],
			' daemon started: pid=',
		),
		fact(
			'daemon-stop',
			'exim ',
			['4.98 daemon terminating, inetd wait timeout reached.'],
			' daemon terminating',
		),
		fact(
			'daemon-start',
			'pid ',
			['173: SIGHUP received: re-exec daemon'],
			': SIGHUP received: re-exec daemon',
		),
		fact('warning', 'pid ', ['173: exec of /usr/sbin/exim4 failed: No such file or directory'], ': exec of '),
		fact('info', 'SIGHUP received: ', ['re-exec daemon']),
		fact('queue-run-start', 'Start queue run: ', ['pid=1234', 'pid=1234 -qff -Rr example']),
		fact('queue-run-start', "Start '", ["bulk' queue run: pid=1234"], "' queue run: "),
		fact('queue-run-start', 'Start ODMR ', ['queue run: pid=1234', "'odmr' queue run: pid=1234"]),
		fact('queue-run-end', 'End queue run: ', ['pid=1234 -qf']),
		fact('queue-run-end', "End '", ["bulk' queue run: pid=1234"], "' queue run: "),
		fact('queue-run-end', 'Abandon queue run: ', ['pid=1234 (load 12.50, max 8.00)']),
		fact('info', 'notify triggered queue run', ['']),
		fact('no-immediate-delivery', 'no immediate delivery: ', [
			'more than 10 messages received in one connection',
			'load average 12.50',
			'too many connections (101, max 100)',
		]),
		fact(
			'info',
			'cwd=',
			['/var/spool/exim4 3 args: /usr/sbin/exim4 -Mc 1xVX0Y-00008E-0N', '/ 70 args: exim -odf ...'],
			' args: ',
		),
		// A long list of arguments goes on here.
		fact('info', '... /', ['usr/sbin/exim4 a@example.org']),
		fact('info', 'listen backlog ', ['20 I=[192.0.2.25]:25']),
		fact('warning', 'socket bind() to port ', [
			'25 for address (any IPv4) failed: Address already in use: waiting 30s before trying again (9 more tries)',
			'25 for address 192.0.2.25 failed: Address already in use: daemon abandoned',
		]),
		fact('warning', '', ['50 accept() failures: Too many open files'], '() failure'),
	];
}
