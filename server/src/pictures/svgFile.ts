import { pictureStyles, type Ink } from './styles';
import { node, type Picture, type PictureItem, type SvgNode } from './svgNode';

type Inks = Readonly<Record<Ink, string>>;

const light: Inks = {
	paper: '#ffffff',
	raised: '#f6f8fa',
	ink: '#1f2328',
	dim: '#59636e',
	rule: '#c0c8d0',
	zone: '#1a7f37',
	ok: '#1a7f37',
	progress: '#0451a5',
	temporary: '#8a5700',
	permanent: '#b01011',
	lost: '#7a1fa2',
};

const dark: Inks = {
	paper: '#1b1f24',
	raised: '#262c33',
	ink: '#e6edf3',
	dim: '#9da7b3',
	rule: '#4b545e',
	zone: '#56b06f',
	ok: '#89d185',
	progress: '#75beff',
	temporary: '#e2c08d',
	permanent: '#ff8a80',
	lost: '#d699ff',
};

const fonts = "font-family:ui-monospace,'SF Mono',Menlo,Consolas,'DejaVu Sans Mono',monospace";
const margin = 16;

/** A picture as an SVG file that needs nothing else: no script, no font, nothing from elsewhere; its colours follow the reader's theme. */
export function svgFile({ width, height, back, items }: Picture, title: string): string {
	const whole = { width: width + 2 * margin, height: height + 2 * margin + 20 };
	const styles = [
		`svg{${fonts}}`,
		`.page{fill:${light.paper}}`,
		pictureStyles('', (name) => light[name]),
		`@media (prefers-color-scheme: dark){.page{fill:${dark.paper}}\n${pictureStyles('', (name) => dark[name])}}`,
	];
	const picture = node(
		'svg',
		{
			xmlns: 'http://www.w3.org/2000/svg',
			...whole,
			viewBox: `0 0 ${whole.width} ${whole.height}`,
			role: 'img',
		},
		node('title', {}, title),
		node('style', {}, styles.join('\n')),
		node('rect', { class: 'page', ...whole }),
		node('text', { class: 'head-title', x: margin, y: margin + 8 }, title),
		node('g', { transform: `translate(${margin} ${margin + 20})` }, ...back, ...items.map(itemNode)),
	);
	return `<?xml version="1.0" encoding="UTF-8"?>\n${xml(picture)}\n`;
}

function itemNode({ description, nodes }: PictureItem): SvgNode {
	return node('g', {}, node('title', {}, description), ...nodes);
}

function xml({ name, attributes, children }: SvgNode): string {
	const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`);
	const inner = children.map((child) => (typeof child === 'string' ? escaped(child) : xml(child))).join('');
	const start = `<${name}${written.join('')}`;
	const breaks = name === 'g' || name === 'svg' ? '\n' : '';
	return inner === ''
		? `${start}/>${breaks}`
		: `${start}>${breaks}${inner}</${name}>${name === 'text' ? '' : breaks}`;
}

/** What XML 1.0 cannot write at all becomes U+FFFD, and so does what turns the direction of writing around. */
function escaped(text: string): string {
	return text
		.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
		.replace(/[\u202a-\u202e\u2066-\u2069]/g, '\ufffd')
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');
}
