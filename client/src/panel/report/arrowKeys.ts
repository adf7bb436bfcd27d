/**
 * Makes all figures of a table one stop of the Tab key; the arrow keys go from one to the next, Home and End along the row.
 * @returns to be called when rows have come or gone
 */
export function withArrowKeys(table: HTMLTableElement): () => void {
	const figures = () => [...table.querySelectorAll<HTMLButtonElement>('tbody button')];
	const choose = (chosen: HTMLButtonElement | undefined) => {
		for (const each of figures()) {
			each.tabIndex = each === chosen ? 0 : -1;
		}
	};
	table.addEventListener('focusin', ({ target }) => {
		choose(figures().find((each) => each === target));
	});
	table.addEventListener('keydown', (event) => {
		const from = figures().find((each) => each === event.target);
		const to = from && neighbour(from, event.key);
		if (to) {
			event.preventDefault();
			to.focus();
		}
	});
	const refresh = () => {
		const all = figures();
		choose(all.find((each) => each.tabIndex === 0 && !each.closest('tr')?.hidden) ?? all[0]);
	};
	for (const each of figures()) {
		each.tabIndex = -1;
	}
	refresh();
	return refresh;
}

function neighbour(from: HTMLButtonElement, key: string): HTMLButtonElement | undefined {
	const cell = from.closest('td');
	const row = from.closest('tr');
	const ofRow = [...(row?.querySelectorAll('button') ?? [])];
	const at = ofRow.indexOf(from);
	switch (key) {
		case 'ArrowRight':
			return ofRow[at + 1];
		case 'ArrowLeft':
			return ofRow[at - 1];
		case 'Home':
			return ofRow[0];
		case 'End':
			return ofRow.at(-1);
		case 'ArrowDown':
			return inColumn(row?.nextElementSibling, cell?.cellIndex, 'nextElementSibling');
		case 'ArrowUp':
			return inColumn(row?.previousElementSibling, cell?.cellIndex, 'previousElementSibling');
		default:
			return undefined;
	}
}

/** The next figure of a column, past cells that have none. */
function inColumn(
	row: Element | null | undefined,
	column: number | undefined,
	next: 'nextElementSibling' | 'previousElementSibling',
): HTMLButtonElement | undefined {
	for (let at = row; at instanceof HTMLTableRowElement; at = at[next]) {
		const found = at.hidden ? undefined : at.cells[column ?? 0]?.querySelector('button');
		if (found) {
			return found;
		}
	}
	return undefined;
}
