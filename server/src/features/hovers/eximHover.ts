import { fieldUnder, type Answer, type Pointed } from './pointed';
import { termAnswer } from './termWords';
import { matchUnder } from './token';

/** Exim's own signs: the flag of a line (`<=`, `==`, `**`), `Completed`, and the number of an error (`defer (-53)`). */
export function eximHover(pointed: Pointed): Answer | undefined {
	if (pointed.event.format !== 'exim') {
		return undefined;
	}
	const flag = fieldUnder(pointed, 'flag');
	if (flag) {
		return termAnswer(pointed, 'exim-flag', flag.value, { span: flag.span });
	}
	//   defer (-53): retry time not reached for any host
	//   -----------
	const error = matchUnder(pointed, /\bdefer \((-?\d{1,5})\)/g);
	if (error) {
		return termAnswer(pointed, 'exim-error', error.groups[0] ?? '', { span: error.span, shown: error.text });
	}
	const completed = pointed.event.kind === 'completed' ? matchUnder(pointed, /\bCompleted\b/g) : undefined;
	return completed && termAnswer(pointed, 'exim-flag', completed.text, { span: completed.span });
}
