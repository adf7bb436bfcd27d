import type { ReportResult } from '../../../../server/src/protocol';

/** What a postmaster looks at first: one of the totals, and its share of what it is part of. */
export interface GlanceFigure {
	/** The row of the totals: `delivered`. */
	readonly name: 'received' | 'delivered' | 'deferrals' | 'bounced' | 'rejected';
	/** From 0 to 1; absent where there is nothing that it is part of. */
	readonly share?: number;
	/** What the share is of: of all attempts to deliver, or of all mails that others wanted to hand to us. */
	readonly of?: 'attempts' | 'offered';
}

/** The figures that come first, with their shares. */
export function glance({ sections }: Pick<ReportResult, 'sections'>): GlanceFigure[] {
	const rows = sections.find(({ id }) => id === 'totals')?.rows ?? [];
	const value = (name: string) => Number(rows.find((row) => row.name === name)?.values['value'] ?? 0);
	const attempts = value('delivered') + value('deferrals') + value('bounced') + value('expired');
	const offered = value('received') + value('rejected');
	const part = (name: GlanceFigure['name'], of: 'attempts' | 'offered', all: number): GlanceFigure =>
		all === 0 ? { name } : { name, of, share: value(name) / all };
	return [
		{ name: 'received' },
		part('delivered', 'attempts', attempts),
		part('deferrals', 'attempts', attempts),
		part('bounced', 'attempts', attempts),
		part('rejected', 'offered', offered),
	];
}
