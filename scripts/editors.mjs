// Asks the language server, `mail-log-lens lsp --stdio`, what other editors ask it: Neovim, Emacs with eglot, and Helix, each set up as
// README.md shows it.
//   npm run test:editors        the editors that are installed here; on Debian: apt-get install neovim emacs-nox elpa-eglot hx tmux
// It fails where an editor does not get what it should, and says which editors are missing. It is no part of `npm test`.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { run } from './processes.mjs';
import { root } from './project.mjs';

const folder = mkdtempSync(join(tmpdir(), 'mail-log-lens-editors-'));
const log = join(folder, 'mail.log');
const source = join(root, 'test/editors');
const editors = [
	{
		name: 'Neovim',
		isThere: ['nvim', ['--version']],
		command: ['nvim', '--headless', '-c', `luafile ${join(source, 'neovim.lua')}`, log],
	},
	{
		name: 'Emacs with eglot',
		isThere: ['emacs', ['--batch', '--eval', "(progn (package-initialize) (require 'eglot))"]],
		command: ['emacs', '--batch', '-l', join(source, 'emacs.el')],
	},
	{
		name: 'Helix',
		isThere: ['sh', ['-c', 'hx --version && tmux -V']],
		command: [process.execPath, join(source, 'helix.mjs')],
	},
];

let failed = 0;
let found = 0;
try {
	if ((await run(process.execPath, ['esbuild.mjs'], { cwd: root })) !== 0) {
		process.exit(1);
	}
	setUp();
	for (const { name, isThere, command } of editors) {
		if (spawnSync(...isThere).status !== 0) {
			console.log(`${name}: not here`);
			continue;
		}
		found++;
		cpSync(join(source, 'mail.log'), log);
		console.log(`${name}:`);
		const [program, ...args] = command;
		const { status, signal, stdout, stderr } = spawnSync(program, args, {
			cwd: folder,
			encoding: 'utf8',
			timeout: 120_000,
			env: {
				...process.env,
				PATH: [join(folder, 'bin'), dirname(process.execPath), process.env.PATH].join(delimiter),
				...{ HOME: folder, XDG_CONFIG_HOME: join(folder, '.config'), LOG: log },
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

/** Puts `mail-log-lens` on the path, as npm does, and what README.md shows for an editor where the editor looks for it. */
function setUp() {
	mkdirSync(join(folder, 'bin'));
	symlinkSync(join(root, 'dist/cli.js'), join(folder, 'bin/mail-log-lens'));
	const readme = readFileSync(join(root, 'README.md'), 'utf8');
	const section = /### In another editor\n([^]*?)\n### /.exec(readme)[1];
	const block = (language) => new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``).exec(section)[1];
	for (const [file, text] of [
		['.config/nvim/new.lua', block('lua')],
		['.config/nvim/old.lua', /`:lua ([^`]+)`/.exec(section)[1]],
		['.config/helix/languages.toml', block('toml')],
		['.emacs.d/init.el', block('elisp')],
	]) {
		mkdirSync(dirname(join(folder, file)), { recursive: true });
		writeFileSync(join(folder, file), text);
	}
}
