import type { Field } from '../../core/event';
import { durationWords } from '../duration';
import { bar } from './bar';
import { attributeUnder, type Answer, type Pointed } from './pointed';
import { toMarkdown } from './say';

/** The legs of Postfix's `delays=a/b/c/d`, in its order. */
const legs = ['beforeQueue', 'queue', 'connect', 'transmit'] as const;

/** `delays=0.1/0.01/0.31/0.2`: where the time went, drawn; which leg dominates, and what that means. */
export function delaysHover(pointed: Pointed): Answer | undefined {
	const field = attributeUnder(pointed, 'delays=', 'delays');
	const times = field && millisecondsOf(field);
	if (!times) {
		return undefined;
	}
	const { say } = pointed;
	const total = times.reduce((sum, time) => sum + time, 0);
	const longest = legs[times.indexOf(Math.max(...times))] ?? 'transmit';
	const share = total > 0 ? Math.max(...times) / total : 0;
	const lines = legs.map((leg, at) => {
		const time = times[at] ?? 0;
		return `${toMarkdown({ code: bar(time, total) })} ${say(`delays.${leg}`)} ${durationWords(time)}`;
	});
	return {
		sections: [
			share >= 0.5 && total >= 1000
				? say('delays.dominated', {
						total: durationWords(total),
						leg: { markdown: say(`delays.${longest}`) },
					})
				: say(total < 1000 ? 'delays.quick' : 'delays.spread', { total: durationWords(total) }),
			share >= 0.5 && total >= 1000 ? say(`delays.${longest}.meaning`) : undefined,
			lines.join('  \n'),
			say('delays.source'),
		],
		span: field.span,
	};
}

/** `undefined` unless there are four numbers. */
function millisecondsOf({ value }: Field): number[] | undefined {
	const times = value.split('/').map((seconds) => Math.round(Number(seconds) * 1000));
	return times.length === legs.length && times.every((time) => Number.isFinite(time) && time >= 0)
		? times
		: undefined;
}
