import { tabIds, type TabId } from './messages';
import { axisModes } from './waterfall/axis';
import { readFilter } from './waterfall/filter';
import { readOrder } from './waterfall/order';
import type { WaterfallState } from './waterfall/waterfall';

/** What the page keeps of itself while it is not shown, and over a restart of VS Code. */
export interface PanelState extends WaterfallState {
	/** The log. The extension reads it to open the panel again. */
	readonly uri?: string | undefined;
	readonly tab?: TabId | undefined;
	/** The list's share of the height, in percent. */
	readonly share: number;
}

/** Whatever was kept, as far as it makes sense. */
export function readState(value: unknown): PanelState {
	const kept: Partial<Record<keyof PanelState, unknown>> =
		typeof value === 'object' && value !== null ? value : {};
	const { uri, selected, share } = kept;
	return {
		filter: readFilter(kept.filter),
		order: readOrder(kept.order),
		mode: axisModes.find((mode) => mode === kept.mode) ?? 'log',
		selected: typeof selected === 'string' ? selected : undefined,
		uri: typeof uri === 'string' ? uri : undefined,
		tab: tabIds.find((tab) => tab === kept.tab),
		share: typeof share === 'number' && share > 0 && share < 100 ? share : 55,
	};
}
