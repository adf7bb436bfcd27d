import type { Answer, Pointed } from './pointed';
import { termAnswer } from './termWords';

/** The daemon that wrote a line, where its name stands before what it says. */
export function daemonHover(pointed: Pointed): Answer | undefined {
	const { event, text, character, say } = pointed;
	const { service, program } = event;
	const start = service === undefined ? -1 : text.lastIndexOf(service, event.start);
	if (
		service === undefined ||
		start < 0 ||
		start > event.start ||
		character < start ||
		character > start + service.length
	) {
		return undefined;
	}
	const span = { start, end: start + service.length };
	//   postfix-in/submission/smtpd
	//              ----------
	const port = /\/(submissions?|smtps|smtp|relay)\/\w{1,20}$/.exec(service)?.[1];
	const here = {
		span,
		shown: service,
		first: [port && say(`daemon.${port}`)],
	};
	const short = service.slice(service.lastIndexOf('/') + 1);
	return (
		termAnswer(pointed, 'daemon', program ?? '', here) ??
		termAnswer(pointed, 'daemon', short, here) ??
		termAnswer(pointed, 'daemon', service, here)
	);
}
