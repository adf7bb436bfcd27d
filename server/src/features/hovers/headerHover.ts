import type { Answer, Pointed } from './pointed';
import { termAnswer } from './termWords';
import { matchUnder } from './token';

/** A header field that a check of Postfix names: `warning: header Subject: …`. */
export function headerHover(pointed: Pointed): Answer | undefined {
	//   header Subject: cheap pills from local
	//          -------
	const found =
		pointed.event.kind === 'header-action'
			? matchUnder(pointed, /\bheader ([A-Za-z-]{2,40}):/g, 64)
			: undefined;
	return (
		found &&
		termAnswer(pointed, 'header', found.groups[0] ?? '', {
			span: found.span,
			shown: `${found.groups[0] ?? ''}:`,
		})
	);
}
