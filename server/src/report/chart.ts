import type { Language } from '../knowledge/knowledge';
import { say } from '../knowledge/say';
import { markup, type Html } from './html';
import type { Section } from './report';
import { columnTitle, rowTitle } from './words';

const width = 720;
const height = 160;
const top = 12;
const bottom = 22;
const left = 48;

/** The series that are drawn; each has a colour of its own in the page's style. */
const series = ['received', 'delivered', 'rejected'] as const;

/** What came, went and was refused in each hour or day, as bars side by side. The figures stand in the table as well. */
export function trafficChart({ id, rows }: Section, language: Language | undefined): Html {
	const most = Math.max(1, ...rows.flatMap(({ values }) => series.map((name) => Number(values[name] ?? 0))));
	const step = (width - left) / Math.max(1, rows.length);
	const bar = Math.max(1, Math.min(24, (step * 0.8) / series.length));
	const y = (amount: number) => top + (height - top - bottom) * (1 - amount / most);
	const names = series.map((name) => columnTitle(name, language));
	const every = Math.ceil(rows.length / 24);
	const bars = rows.flatMap(({ name, values }, at) =>
		series.map((column, place) => {
			const amount = Number(values[column] ?? 0);
			const x = round(left + at * step + place * bar);
			const box = markup`x="${x}" y="${round(y(amount))}" width="${round(bar)}" height="${round(y(0) - y(amount))}"`;
			const title = `${rowTitle(id, name, language)}: ${names[place] ?? ''} ${amount}`;
			return markup`<rect class="${column}" ${box}><title>${title}</title></rect>\n`;
		}),
	);
	const labels = rows.flatMap(({ name }, at) => {
		const label = id === 'days' ? name.slice(-5) : name;
		const x = round(left + at * step);
		return at % every === 0 ? [markup`<text x="${x}" y="${height - 6}">${label}</text>\n`] : [];
	});
	const line = (className: string, at: number) =>
		markup`<line class="${className}" x1="${left}" y1="${at}" x2="${width}" y2="${at}"/>\n`;
	const label = say('report.chart', { column: names.join(', ') })(language);
	return markup`<figure>
<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}">
<text x="0" y="${top + 4}">${most}</text>
${line('grid', top)}${line('axis', y(0))}${bars}${labels}</svg>
<figcaption>${series.map((name, at) => markup`<span class="key ${name}">${names[at] ?? ''}</span> `)}</figcaption>
</figure>
`;
}

function round(value: number): number {
	return Math.round(value * 10) / 10;
}
