// A language pack of VS Code in which nothing is translated: with it the window's language can be Indonesian, as it is with a real one.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { capture } from './processes.mjs';
import { root } from './project.mjs';

const name = 'language-pack-id';
const publisher = 'mail-log-lens';
const version = '0.0.1';
const translations = 'translations/main.i18n.json';

const manifest = {
	...{ name, publisher, version, license: 'MIT', engines: { vscode: '^1.100.0' } },
	categories: ['Language Packs'],
	contributes: {
		localizations: [
			{
				languageId: 'id',
				languageName: 'Indonesian',
				localizedLanguageName: 'bahasa Indonesia',
				translations: [{ id: 'vscode', path: `./${translations}` }],
			},
		],
	},
};

/** Makes the package; resolves to its path below `folder`. */
export async function makeLanguagePack(folder) {
	const source = await mkdtemp(join(tmpdir(), 'mail-log-lens-language-pack-'));
	const vsix = join(folder, `${name}.vsix`);
	try {
		await mkdir(join(source, 'translations'));
		await writeFile(join(source, 'package.json'), JSON.stringify(manifest));
		await writeFile(join(source, translations), JSON.stringify({ '': [], version: '1.0.0', contents: {} }));
		await capture(
			process.execPath,
			[
				join(root, 'node_modules/@vscode/vsce/vsce'),
				...['package', '--no-dependencies', '--allow-missing-repository', '--skip-license', '--out', vsix],
			],
			{ cwd: source },
		);
	} finally {
		await rm(source, { recursive: true, force: true });
	}
	return vsix;
}

/** What VS Code keeps of the language packs that are installed in `extensionsFolder`, in the file `languagepacks.json`. */
export function installedLanguagePacks(extensionsFolder) {
	return {
		id: {
			hash: version,
			label: 'bahasa Indonesia',
			extensions: [{ extensionIdentifier: { id: `${publisher}.${name}` }, version }],
			translations: {
				vscode: join(extensionsFolder, `${publisher}.${name}-${version}`, translations),
			},
		},
	};
}
