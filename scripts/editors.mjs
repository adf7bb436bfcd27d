// Asks the language server, `mail-log-lens lsp --stdio`, what other editors ask it: Neovim, and Emacs with eglot, without a screen.
//   npm run test:editors        the editors that are installed here; on Debian: apt-get install neovim emacs-nox elpa-eglot
// It fails where an editor does not get what it should, and says which editors are missing. It is no part of `npm test`.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './processes.mjs';
import { root } from './project.mjs';

const folder = mkdtempSync(join(tmpdir(), 'mail-log-lens-editors-'));
const log = join(folder, 'mail.log');
const source = join(root, 'test/editors');
const editors = [
	{
		name: 'Neovim',
		program: 'nvim',
		isThere: ['nvim', ['--version']],
		args: ['--headless', '--clean', '-c', `luafile ${join(source, 'neovim.lua')}`, log],
	},
	{
		name: 'Emacs with eglot',
		program: 'emacs',
		isThere: ['emacs', ['--batch', '--eval', "(progn (package-initialize) (require 'eglot))"]],
		args: ['--batch', '-l', join(source, 'emacs.el')],
	},
];

let failed = 0;
let found = 0;
try {
	if ((await run(process.execPath, ['esbuild.mjs'], { cwd: root })) !== 0) {
		process.exit(1);
	}
	for (const { name, program, isThere, args } of editors) {
		if (spawnSync(...isThere).status !== 0) {
			console.log(`${name}: not here`);
			continue;
		}
		found++;
		cpSync(join(source, 'mail.log'), log);
		console.log(`${name}:`);
		const { status, signal, stdout, stderr } = spawnSync(program, args, {
			cwd: folder,
			encoding: 'utf8',
			timeout: 120_000,
			env: {
				...process.env,
				...{ NODE: process.execPath, MAIL_LOG_LENS: join(root, 'dist/cli.js'), LOG: log, HOME: folder },
			},
		});
		console.log(stdout.trim().replace(/^/gm, '  '));
		if (status !== 0) {
			failed++;
			console.log(`  failed with ${signal ?? `exit status ${status}`}\n${stderr}`);
		}
	}
} finally {
	rmSync(folder, { recursive: true, force: true });
}
console.log(`${found} of ${editors.length} editors are here, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
