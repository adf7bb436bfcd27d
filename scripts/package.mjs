// Makes mail-log-lens.vsix, the thing users install: fresh bundles, the licences of what is in them, and vsce.
import { readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './processes.mjs';
import { root, vsix } from './project.mjs';

rmSync(vsix, { force: true });

await must(process.execPath, ['esbuild.mjs']);
writeFileSync(join(root, 'dist/ThirdPartyNotices.txt'), thirdPartyNotices());
writeFileSync(join(root, 'dist/README.md'), listing(readFileSync(join(root, 'README.md'), 'utf8')));
await must(process.execPath, [
	'node_modules/@vscode/vsce/vsce',
	...['package', '--no-dependencies', '--allow-missing-repository', '--out', vsix],
	...['--readme-path', 'dist/README.md', '--no-rewrite-relative-links'],
]);
console.log(`${vsix}: ${Math.ceil(statSync(vsix).size / 1024)} KiB`);

async function must(command, args) {
	const status = await run(command, args, { cwd: root });
	if (status !== 0) {
		process.exit(status);
	}
}

/**
 * The README as VS Code shows it on the extension's page. What a relative address names is not to be had there: such pictures
 * are left out, and such links become plain text.
 */
function listing(readme) {
	return readme
		.replace(/^[ \t]*!\[[^\]]*\]\((?!https:)[^)]*\)[ \t]*\n/gm, '')
		.replace(/^[ \t]*<img\b[^>]*>[ \t]*\n/gm, '')
		.replace(/(?<!!)\[([^\]]+)\]\((?!https?:|#)[^)]*\)/g, '$1');
}

/** The licence text of every package that the bundles may contain, which is every run-time dependency in the lock file. */
function thirdPartyNotices() {
	const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
	const notices = Object.entries(packages)
		.filter(([path, entry]) => path.startsWith('node_modules/') && !entry.dev && !entry.optional)
		.map(([path, entry]) => {
			const folder = join(root, path);
			const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
			const text = file ? readFileSync(join(folder, file), 'utf8').trim() : `Licence: ${entry.license}`;
			return `${path.replace(/^.*node_modules\//, '')} ${entry.version}\n\n${text}\n`;
		});
	const introduction = 'Mail Log Lens contains the following packages, under their own licences.\n';
	return [introduction, ...notices].join(`\n${'-'.repeat(78)}\n\n`);
}
