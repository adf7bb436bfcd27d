import { LeakError, type Redaction } from '../redaction/redaction';

/** The forms in which a picture is given to others. */
export type PictureForm = 'svg' | 'mermaid';

/** What a reader of a picture sees: its markup is ours, and its codes for signs stand for what would be looked for. */
export function pictureText(text: string, form: PictureForm): string {
	return form === 'svg'
		? text
				.replace(/<style>[^<]*<\/style>|<[^<>]*>/g, '\n')
				.replace(/&(lt|gt|quot|amp);/g, (_code, name: string) => signs[name] ?? '')
		: text.replace(/#(\d{1,7});/g, (_code, number: string) => String.fromCodePoint(Number(number)));
}

const signs: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&' };

/**
 * Looks once more through what is to be given out.
 * @param shown what a reader sees of it
 * @throws LeakError where it would tell something that it must not.
 */
export function refuseLeaks(shown: string, redaction: Redaction): void {
	for (const [number, line] of shown.split('\n').entries()) {
		const what = redaction.leakIn(line);
		if (what !== undefined) {
			throw new LeakError({ line: number, what });
		}
	}
}
