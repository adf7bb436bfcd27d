/** What colours a picture has, by what they are for. */
export type Ink =
	| 'paper'
	| 'raised'
	| 'ink'
	| 'dim'
	| 'rule'
	| 'zone'
	| 'ok'
	| 'progress'
	| 'temporary'
	| 'permanent'
	| 'lost';

/** The states whose colour is their own; what no line shows is drawn as what goes on. */
const states = ['ok', 'progress', 'temporary', 'permanent', 'lost'] as const;

/**
 * The looks of all pictures, as CSS.
 * @param scope what stands before each selector: `.picture `
 * @param ink gives a colour of CSS
 */
export function pictureStyles(scope: string, ink: (name: Ink) => string): string {
	const rules: [selector: string, rule: string][] = [
		['text', `font-size:12px;fill:${ink('ink')};white-space:pre`],
		['.head', `fill:${ink('raised')};stroke:${ink('rule')}`],
		['.head-title', `fill:${ink('dim')};font-family:var(--prose,system-ui,sans-serif);font-size:11px`],
		['.head-name', 'font-weight:600'],
		['.head-address,.time,.cut', `fill:${ink('dim')}`],
		['.time', 'font-size:11px;font-variant-numeric:tabular-nums'],
		['.cut,.prose,.silence-words', 'font-family:var(--prose,system-ui,sans-serif)'],
		['.cut', 'font-style:italic'],
		['.lifeline', `stroke:${ink('rule')};stroke-width:1.5`],
		['.lifeline.hollow', 'stroke-dasharray:2 4'],
		['.lifeline-end', `stroke:${ink('dim')};stroke-width:2`],
		['.tls-zone', `fill:${ink('zone')};fill-opacity:.09`],
		['.tls-edge', `stroke:${ink('zone')};stroke-opacity:.7`],
		['.lock-body', `fill:${ink('zone')}`],
		['.lock-bow', `fill:none;stroke:${ink('zone')};stroke-width:1.6`],
		['.arrow', `stroke:${ink('dim')};stroke-width:1.2`],
		['.arrow.tip', `fill:${ink('dim')};stroke-linejoin:round`],
		['.arrow.content', 'stroke-width:4'],
		['.arrow.content.tip', 'stroke-width:2'],
		['.arrow.hollow', `stroke:${ink('progress')};stroke-dasharray:5 4;stroke-opacity:.8`],
		['.arrow.content.hollow', 'stroke-width:2.5'],
		['.arrow.hollow.tip', `fill:${ink('paper')};stroke-dasharray:none`],
		['.words.hollow', `fill:${ink('dim')};font-style:italic`],
		['.code', 'font-weight:700'],
		['.why', 'font-weight:600'],
		['.silence', `fill:${ink('dim')};fill-opacity:.08`],
		['.silence.long', `fill:${ink('temporary')};fill-opacity:.13`],
		['.silence-edge', `fill:none;stroke:${ink('temporary')};stroke-dasharray:1 3`],
		['.silence-words', `fill:${ink('dim')}`],
		['.silence-words.long', `fill:${ink('ink')};font-weight:600`],
		['.clock-face', `fill:none;stroke:${ink('dim')};stroke-width:1.2`],
		['.clock-hands', `fill:none;stroke:${ink('dim')};stroke-width:1.2`],
		['.break-gap', `stroke:${ink('paper')};stroke-width:7`],
		['.break', `fill:none;stroke:${ink('dim')};stroke-width:1.5`],
		['.sign-paper', `fill:${ink('paper')}`],
		['.sign-inner', `fill:none;stroke:${ink('paper')};stroke-width:1.5`],
		['.rail', `fill:none;stroke:${ink('rule')};stroke-width:2`],
		['.rail.waiting', 'stroke-dasharray:1 5;stroke-linecap:round;stroke-width:3'],
		['.hop', `fill:${ink('raised')};stroke:${ink('rule')}`],
		['.hop-name', 'font-weight:600'],
		['.rail-name', `font-weight:600;fill:${ink('dim')}`],
		['.hop-host', `fill:${ink('dim')}`],
		['.quote', `fill:${ink('dim')}`],
		['.title', 'font-family:var(--prose,system-ui,sans-serif)'],
		...states.flatMap((state): [string, string][] => [
			[`.words.reply.${state} .code,.why.${state},.title.${state}.failed`, `fill:${ink(state)}`],
			[`.${state} .sign-fill`, `fill:${ink(state)}`],
			[`.${state} .sign-stroke`, `fill:none;stroke:${ink(state)};stroke-width:3;stroke-linecap:square`],
			[`.${state} .sign-ring`, `fill:none;stroke:${ink(state)};stroke-width:2`],
		]),
		[
			'.missing .sign-hollow',
			`fill:${ink('paper')};stroke:${ink('progress')};stroke-width:1.5;stroke-dasharray:2.4 1.5`,
		],
		...(['temporary', 'permanent', 'lost'] as const).flatMap((state): [string, string][] => [
			[`.arrow.${state}`, `stroke:${ink(state)};stroke-width:2.2`],
			[`.arrow.${state}.tip`, `fill:${ink(state)}`],
			[`.arrow.${state}.hollow.tip`, `fill:${ink('paper')}`],
			[`.words.${state}`, `fill:${ink(state)};font-weight:600`],
			[`.tint.${state}`, `fill:${ink(state)};fill-opacity:.1`],
		]),
	];
	return rules
		.map(
			([selector, rule]) =>
				`${selector
					.split(',')
					.map((each) => scope + each)
					.join(',')}{${rule}}`,
		)
		.join('\n');
}
