import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { section } from '../../client/src/names';
import { inks } from '../../client/src/timeline/icons';
import { looks, quiet } from '../../client/src/timeline/looks';
import { checks } from '../../server/src/checks/all';
import { languages as spoken } from '../../server/src/knowledge/languages';
import { clientCommands, type MarkState } from '../../server/src/protocol';
import { defaultSettings } from '../../server/src/settings';

interface Manifest {
	readonly icon: string;
	readonly engines: { readonly vscode: string };
	readonly devDependencies: Readonly<Record<string, string>>;
	readonly contributes: {
		readonly languages: readonly {
			readonly id: string;
			readonly filenames: readonly string[];
			readonly filenamePatterns: readonly string[];
			readonly icon: Readonly<Record<string, string>>;
			readonly configuration: string;
		}[];
		readonly grammars: readonly { readonly path: string; readonly scopeName: string }[];
		readonly commands: readonly { readonly command: string; readonly category: string }[];
		readonly menus: Readonly<
			Record<string, readonly { readonly command?: string; readonly submenu?: string }[]>
		>;
		readonly submenus: readonly { readonly id: string }[];
		readonly views: Readonly<Record<string, readonly { readonly id: string; readonly icon: string }[]>>;
		readonly configuration: readonly { readonly properties: Readonly<Record<string, Setting>> }[];
		readonly walkthroughs: readonly { readonly steps: readonly Step[] }[];
		readonly colors: readonly { readonly id: string; readonly defaults: Readonly<Record<string, string>> }[];
	};
}

interface Step {
	readonly id: string;
	/** A key of package.nls.json, in percent signs. */
	readonly description: string;
	readonly media: { readonly image: Readonly<Record<string, string>> };
	readonly completionEvents: readonly string[];
}

interface Setting {
	readonly default: unknown;
	readonly order: number;
	readonly scope: string;
	readonly markdownDescription: string;
	readonly enum?: readonly string[];
	readonly markdownEnumDescriptions?: readonly string[];
}

const manifest: Manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const { languages, grammars, commands, menus, submenus, views, configuration, walkthroughs, colors } =
	manifest.contributes;
const steps = walkthroughs.flatMap((walkthrough) => walkthrough.steps);
const settings = Object.assign({}, ...configuration.map((group) => group.properties)) as Record<
	string,
	Setting
>;
const clientSource = sourceOf('client/src');

/** Everything that the TypeScript files below a folder say, one after the other. */
function sourceOf(folder: string): string {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		.map((file) => readFileSync(`${folder}/${file}`, 'utf8'))
		.join('\n');
}

/** The same of the style sheets. */
function stylesOf(folder: string): string {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.css'))
		.map((file) => readFileSync(`${folder}/${file}`, 'utf8'))
		.join('\n');
}

/** The first group of every match, each once, sorted. */
function found(pattern: RegExp, text: string): readonly string[] {
	return sorted(new Set(Array.from(text.matchAll(pattern), (match) => match[1] ?? '')));
}

function sorted(texts: Iterable<string>): readonly string[] {
	return [...texts].sort();
}

function textsIn(file: string): Readonly<Record<string, string>> {
	return JSON.parse(readFileSync(file, 'utf8'));
}

test('every command is registered and every registered command is contributed', () => {
	const registered = found(/registerCommand\(\s*'([^']+)'/g, clientSource);
	assert.deepEqual(sorted(commands.map(({ command }) => command)), registered);
});

test('every command has the same category', () => {
	assert.deepEqual(new Set(commands.map(({ category }) => category)), new Set(['Mail Log']));
});

test('menus show contributed commands only', () => {
	const ids = new Set([...commands.map(({ command }) => command), ...submenus.map(({ id }) => id)]);
	const unknown = Object.values(menus)
		.flat()
		.filter(({ command, submenu }) => !ids.has(command ?? submenu ?? ''));
	assert.deepEqual(unknown, []);
});

for (const file of ['package.nls.json', ...spoken.slice(1).map((each) => `package.nls.${each}.json`)]) {
	test(`${file}: the walkthrough leads to commands that there are`, () => {
		const known = new Set(commands.map(({ command }) => command));
		for (const { id, description, completionEvents } of steps) {
			const links = found(/\(command:(?:toSide:)?([\w.]+)/g, textsIn(file)[description.slice(1, -1)] ?? '');
			const events = found(/onCommand:([\w.]+)/g, completionEvents.join(' '));
			assert.ok(links.length > 0, id);
			const ours = [...links, ...events].filter((command) => command.startsWith(`${section}.`));
			assert.deepEqual(
				ours.filter((command) => !known.has(command)),
				[],
				id,
			);
		}
	});
}

test('every check has its setting, with the same default', () => {
	const defaults = Object.entries(settings)
		.filter(([id]) => id.startsWith(`${section}.checks.`))
		.map(([id, setting]) => [id.slice(`${section}.checks.`.length), setting.default]);
	assert.deepEqual(
		Object.fromEntries(defaults),
		Object.fromEntries(checks.map(({ id, severity }) => [id, severity])),
	);
});

test('the client reads the settings that are contributed, with the same defaults', () => {
	const read = Array.from(
		clientSource.matchAll(/getConfiguration\(section, document\)\.get(?:<\w+>)?\('([\w.]+)', ([^)]+)\)/g),
		(match) => [match[1], match[2]?.replaceAll("'", '')],
	);
	const contributed = Object.entries(settings)
		.filter(([id]) => !/\.(?:checks|hushed|trace|language|codeLens|inlayHints)\b/.test(id))
		.map(([id, setting]) => [id.slice(section.length + 1), String(setting.default)]);
	assert.deepEqual(Object.fromEntries(read), Object.fromEntries(contributed));
});

test('the setting of the language has the languages that there are', () => {
	const setting = settings[`${section}.language`];
	assert.deepEqual(setting?.enum, ['auto', ...spoken]);
	assert.equal(setting.default, defaultSettings.language);
});

test('what other editors are told with lenses and hints is not told twice in VS Code, which has the timeline', () => {
	assert.deepEqual(
		[settings[`${section}.codeLens`]?.default, settings[`${section}.inlayHints`]?.default],
		[false, 'times'],
	);
	assert.deepEqual([defaultSettings.codeLens, defaultSettings.inlayHints], [true, 'full']);
});

test('the commands that the server names are there', () => {
	const contributed = commands.map(({ command }) => command);
	assert.deepEqual(
		Object.values(clientCommands).filter((command) => !contributed.includes(command)),
		[],
	);
});

test('every setting is described, ordered and scoped, and so is each of its values', () => {
	for (const [id, setting] of Object.entries(settings)) {
		assert.ok(setting.markdownDescription && setting.order && setting.scope, id);
		const values = id.includes('.checks.') ? 0 : (setting.enum?.length ?? 0);
		assert.equal(setting.markdownEnumDescriptions?.length ?? 0, values, id);
	}
});

/** The colours of the words behind a line. */
const words = [...Object.values(looks).map(({ color }) => color), quiet];

test('timeline and panel draw with the contributed colours', () => {
	// var(--vscode-mailLogLens-phase\.tls)
	//              ----------------------
	const inPanel = found(/--vscode-(mailLogLens-\w+\\\.\w+)\)/g, stylesOf('client/src/panel'));
	const asked = [
		...words,
		...found(/new ThemeColor\('(mailLogLens[\w.]+)'\)/g, clientSource),
		...inPanel.map((name) => name.replace('-', '.').replace('\\', '')),
	];
	assert.deepEqual(sorted(new Set(asked)), sorted(colors.map(({ id }) => id)));
	for (const [state, { color }] of Object.entries(looks)) {
		const { dark, light } = colors.find(({ id }) => id === color)?.defaults ?? {};
		assert.deepEqual({ dark, light }, { ...inks[state as MarkState] }, state);
	}
});

/** The backgrounds of editors in VS Code's own themes, and the contrast that WCAG 2.2 asks of text on them (1.4.3, 1.4.6). */
const themes: Readonly<Record<string, { readonly background: string; readonly contrast: number }>> = {
	dark: { background: '#1f1f1f', contrast: 4.5 },
	light: { background: '#ffffff', contrast: 4.5 },
	highContrast: { background: '#000000', contrast: 7 },
	highContrastLight: { background: '#ffffff', contrast: 7 },
};

test('every colour can be read in every kind of theme', () => {
	for (const { id, defaults } of colors.filter((color) => !color.id.endsWith('background'))) {
		assert.deepEqual(Object.keys(defaults), Object.keys(themes), id);
		for (const [theme, { background, contrast }] of Object.entries(themes)) {
			const measured = contrastOf(defaults[theme] ?? '', background);
			assert.ok(measured >= contrast, `${id} in ${theme}: ${measured.toFixed(2)}`);
		}
	}
});

test('the words of the timeline can be read on the lines of the session under the cursor, too', () => {
	const highlight = colors.find(({ id }) => id === 'mailLogLens.session.background')?.defaults ?? {};
	for (const color of words) {
		const { defaults = {} } = colors.find(({ id }) => id === color) ?? {};
		for (const [theme, { background, contrast }] of Object.entries(themes)) {
			const measured = contrastOf(defaults[theme] ?? '', mixed(background, highlight[theme] ?? ''));
			assert.ok(measured >= contrast, `${color} in ${theme}: ${measured.toFixed(2)}`);
		}
	}
});

/** The colour that comes of `#rrggbb` with `#rrggbbaa` over it. */
function mixed(below: string, above: string): string {
	const alpha = parseInt(above.slice(7), 16) / 255;
	const parts = [1, 3, 5].map((start) => {
		const [under = 0, over = 0] = [below, above].map((color) => parseInt(color.slice(start, start + 2), 16));
		return Math.round(under * (1 - alpha) + over * alpha);
	});
	return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

/** WCAG 2.2: the contrast ratio of two colours `#rrggbb`, from 1 to 21. */
function contrastOf(one: string, other: string): number {
	const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
	return (light + 0.05) / (dark + 0.05);
}

function luminance(color: string): number {
	const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
		const value = parseInt(color.slice(start, start + 2), 16) / 255;
		return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

test('every file that is named is there', () => {
	const paths = [
		manifest.icon,
		...grammars.map(({ path }) => path),
		...languages.flatMap(({ icon, configuration }) => [...Object.values(icon), configuration]),
		...Object.values(views).flatMap((each) => each.map(({ icon }) => icon)),
		...steps.flatMap(({ media }) => Object.values(media.image)),
	];
	assert.deepEqual(
		paths.filter((path) => !existsSync(path)),
		[],
	);
});

test('every grammar has the scope that the manifest names', () => {
	for (const { path, scopeName } of grammars) {
		assert.equal(JSON.parse(readFileSync(path, 'utf8')).scopeName, scopeName);
	}
});

test('the texts of package.nls.json are those that package.json asks for', () => {
	const texts = textsIn('package.nls.json');
	assert.deepEqual(found(/"%([^%"]+)%"/g, readFileSync('package.json', 'utf8')), sorted(Object.keys(texts)));
});

for (const language of spoken.filter((each) => each !== 'en')) {
	test(`${language}: the texts of the manifest are those of English`, () => {
		const english = textsIn('package.nls.json');
		const translated = textsIn(`package.nls.${language}.json`);
		assert.deepEqual(sorted(Object.keys(translated)), sorted(Object.keys(english)));
		for (const [key, text] of Object.entries(english)) {
			assert.deepEqual(marks(translated[key] ?? ''), marks(text), key);
		}
	});

	test(`${language}: the client's words are those that it says`, () => {
		const translated = textsIn(`l10n/bundle.l10n.${language}.json`);
		assert.deepEqual(
			sorted(Object.keys(translated)),
			found(/\bl10n\.t\(\s*'([^'\\]+)'\s*[,)]/g, clientSource),
		);
		for (const [text, translation] of Object.entries(translated)) {
			assert.ok(translation.trim() === translation && translation.length > 0, text);
			assert.deepEqual(marks(translation), marks(text), text);
		}
	});
}

/** What a text has in every language: `code spans`, {0}, $(icons), the names of standards. */
function marks(text: string): readonly string[] {
	return sorted(text.match(/`[^`]*`|\{\d\}|\$\(\w+\)|RFC \d+ §[\d.]+|\b\d(?:\d\d|yz)\b/g) ?? []);
}

test('what the client says to users it says in their language', () => {
	const calls = clientSource.match(/\bl10n\.t\(/g) ?? [];
	const withText = clientSource.match(/\bl10n\.t\(\s*'[^'\\]+'\s*[,)]/g) ?? [];
	assert.equal(withText.length, calls.length, 'l10n.t takes the text itself');
	const untold =
		/(?:show\w*Message|setStatusBarMessage|showProgress)\(\s*['"`]|\b(?:title|placeholder|placeHolder|prompt|label|detail)(?::| =)\s*['"`]/g;
	assert.deepEqual(clientSource.match(untold) ?? [], []);
});

test('the types are those of the oldest VS Code we run in', () => {
	assert.equal(manifest.engines.vscode, `^${manifest.devDependencies['@types/vscode']}`);
});

test('rotated logs are known by their names, compressed ones are not', () => {
	const yes = [
		'mail.log',
		'mail.log.1',
		'mail.log-20260101',
		'maillog-20260101',
		'mainlog.1',
		'mainlog.01',
		'rejectlog.12',
		'exim_mainlog',
		'exim_mainlog.2',
		'exim-mainlog',
		'mail.info.3',
		'maillog.1',
		'paniclog',
	];
	const no = [
		'mail.log.1.gz',
		'maillog-20260101.gz',
		'mainlog.2.xz',
		'mail.log.bz2',
		'mail.log.js',
		'gmail.log',
		'mainlog.c',
		'maillog.txt',
		'email.log.1',
		'domainlog.1',
	];
	const isClaimed = (name: string) =>
		languages.some(
			({ filenames, filenamePatterns }) =>
				filenames.includes(name) || filenamePatterns.some((pattern) => toRegExp(pattern).test(name)),
		);
	assert.deepEqual([...yes, ...no].filter(isClaimed), yes);
});

/** A glob of the kind that the manifest uses: `*`, `{a,b}` and `[0-9]`, within one name. */
function toRegExp(glob: string): RegExp {
	const pieces = glob.split(/(\[[^\]]+\]|[*{},.])/).map((piece) => {
		const meaning: Readonly<Record<string, string>> = {
			'*': '[^/]*',
			'{': '(?:',
			'}': ')',
			',': '|',
			'.': '\\.',
		};
		return meaning[piece] ?? piece;
	});
	return new RegExp(`^${pieces.join('')}$`);
}
