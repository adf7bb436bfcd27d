import { valueOf } from '../../core/event';
import { fieldUnder, type Answer, type Pointed } from './pointed';
import { termAnswer } from './termWords';

/** A keyword with which a server offers an extension in its reply to EHLO, with what is behind it. */
export function ehloHover(pointed: Pointed): Answer | undefined {
	const { event, say, log, line } = pointed;
	const field = valueOf(event, 'code') === '250' ? fieldUnder(pointed, 'text') : undefined;
	//   250-SIZE 10240000
	//       ---- --------
	const [, keyword = '', value = ''] =
		/^(?:250[ -])?([A-Za-z0-9_-]{2,40})(?:[ =](.{0,200}))?$/.exec(field?.value ?? '') ?? [];
	const stage =
		keyword &&
		log
			.sessionAt(line)
			?.steps.find(({ reply }) => reply && reply.line <= line && line < reply.line + reply.lines)?.stage;
	if (!field || !keyword || (stage !== undefined && stage !== 'hello')) {
		return undefined;
	}
	const size = keyword.toUpperCase() === 'SIZE' ? Number(value.trim()) : Number.NaN;
	return termAnswer(pointed, 'ehlo-keyword', keyword, {
		span: field.span,
		shown: field.value.replace(/^250[ -]/, ''),
		first: [size > 0 ? say('ehlo.size', { size: sizeWords(size) }) : undefined],
	});
}

/** `10240000` → `9.8 MiB` */
function sizeWords(octets: number): string {
	const units = ['octets', 'KiB', 'MiB', 'GiB'];
	const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log2(octets) / 10)));
	return `${Number((octets / 1024 ** power).toFixed(1))} ${units[power] ?? ''}`;
}
