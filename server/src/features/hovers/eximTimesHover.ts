import { term } from '../../knowledge/knowledge';
import { durationWords } from '../duration';
import { bar } from './bar';
import { sourceLinks } from './footer';
import type { Answer, Pointed } from './pointed';
import { toMarkdown } from './say';
import { matchUnder } from './token';

/** Exim's times: how long receiving (RT), delivering (DT) and the whole stay in the queue (QT) took; those of the line side by side. */
export function eximTimesHover(pointed: Pointed): Answer | undefined {
	const { event, text, say, language } = pointed;
	//   QT=1m2s    DT=0.153s    RT=2.3s
	const found =
		event.format === 'exim' ? matchUnder(pointed, /\b(QT|DT|RT|D)=([0-9.dhms]{1,20})\b/g) : undefined;
	const known = found && term('exim-field', found.groups[0] ?? '', language);
	if (!found || !known) {
		return undefined;
	}
	const times = Array.from(
		text.slice(event.start, event.start + 4096).matchAll(/ (QT|DT|RT|D)=([0-9.dhms]{1,20})(?= |$)/g),
	).flatMap(([, name = '', value = '']) => {
		const milliseconds = millisecondsOf(value);
		return milliseconds === undefined ? [] : [{ name, milliseconds }];
	});
	const whole = Math.max(...times.map(({ milliseconds }) => milliseconds));
	const lines = times.map(
		({ name, milliseconds }) =>
			`${toMarkdown({ code: bar(milliseconds, whole) })} ${say(`time.${name}`)} ${durationWords(milliseconds)}`,
	);
	return {
		sections: [
			`**${toMarkdown(found.text)}** ${known.title}`,
			known.meaning,
			times.length > 1 ? lines.join('  \n') : undefined,
		],
		footer: sourceLinks(known.sources),
		span: found.span,
	};
}

/** `1d2h3m4s`, `0.153s`, `12s` → milliseconds. */
function millisecondsOf(text: string): number | undefined {
	const [, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] =
		/^(?:(\d{1,4})w)?(?:(\d{1,4})d)?(?:(\d{1,4})h)?(?:(\d{1,4})m)?(?:(\d{1,9}(?:\.\d{1,9})?)s)?$/.exec(
			text,
		) ?? [];
	const whole = ((Number(weeks) * 7 + Number(days)) * 24 + Number(hours)) * 60 + Number(minutes);
	return /\d/.test(text) ? Math.round((whole * 60 + Number(seconds)) * 1000) : undefined;
}
