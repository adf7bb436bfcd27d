import { valueOf } from '../../core/event';
import { warningAbout } from '../../knowledge/terms';
import type { Answer, Pointed } from './pointed';
import { answerOf } from './termWords';
import { isInMessage } from './token';

const severities = /^(?:[\w./-]{0,60}: )?(?:warning|error|fatal|panic):/;

/** A warning or an error: what is wrong, and what to do. */
export function warningHover(pointed: Pointed): Answer | undefined {
	const { event, text, language } = pointed;
	const words = text.slice(event.start, event.start + 4096);
	const isWarning =
		event.kind === 'warning' || valueOf(event, 'severity') !== undefined || severities.test(words);
	const known = isWarning && isInMessage(pointed) ? warningAbout(words, language) : undefined;
	return known && answerOf(pointed, known, { span: { start: event.start, end: text.length }, shown: '' });
}
