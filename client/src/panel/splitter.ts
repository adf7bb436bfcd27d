import { element } from './element';

/** Neither side gets smaller than this, in percent. */
const least = 10;

/** How far a key moves it, in percent. */
const step = 5;

/**
 * What divides a box in an upper and a lower part: pulled with the pointer, or moved with the arrow keys (WAI-ARIA window splitter).
 *
 * @param share the upper part's, in percent
 * @param onMove told when the user has moved it
 */
export function splitter(
	box: HTMLElement,
	{ share, label, controls }: { share: number; label: string; controls: string },
	onMove: (share: number) => void,
): HTMLElement {
	const bar = element('div', {
		class: 'splitter',
		role: 'separator',
		tabindex: 0,
		'aria-orientation': 'horizontal',
		'aria-label': label,
		'aria-controls': controls,
		'aria-valuemin': least,
		'aria-valuemax': 100 - least,
	});
	let now = share;
	function move(to: number): void {
		now = Math.min(100 - least, Math.max(least, to));
		bar.setAttribute('aria-valuenow', String(Math.round(now)));
		box.style.setProperty('--upper-share', `${now}%`);
	}
	bar.addEventListener('pointerdown', (event) => {
		event.preventDefault();
		bar.setPointerCapture(event.pointerId);
	});
	bar.addEventListener('pointermove', ({ pointerId, clientY }) => {
		if (bar.hasPointerCapture(pointerId)) {
			const { top, height } = box.getBoundingClientRect();
			move(((clientY - top) / height) * 100);
		}
	});
	bar.addEventListener('pointerup', () => onMove(now));
	bar.addEventListener('keydown', (event) => {
		const to = { ArrowUp: now - step, ArrowDown: now + step, Home: least, End: 100 - least }[event.key];
		if (to !== undefined) {
			event.preventDefault();
			move(to);
			onMove(now);
		}
	});
	move(share);
	return bar;
}
