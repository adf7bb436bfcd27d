// The same questions from Helix, which needs a terminal: tmux is one. scripts/editors.mjs runs it, with README's languages.toml in place.
import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

const patience = 20_000;
const name = `mail-log-lens-${process.pid}`;
let failed = false;

/** Runs tmux on a server of its own. */
function tmux(...args) {
	return execFileSync('tmux', ['-L', name, '-f', '/dev/null', ...args], { encoding: 'utf8' });
}

/** Presses keys, each a name or text. */
function press(...keys) {
	for (const key of keys) {
		tmux('send-keys', '-t', name, key);
	}
}

/** Waits until the screen shows it, and closes what was opened. */
async function sees(what, pattern) {
	let screen = '';
	for (const end = Date.now() + patience; Date.now() < end && !pattern.test(screen); await sleep(50)) {
		screen = tmux('capture-pane', '-p', '-t', name);
	}
	const isSeen = pattern.test(screen);
	console.log(`${isSeen ? 'ok' : 'not ok'} ${what}${isSeen ? '' : `:\n${screen}`}`);
	failed ||= !isSeen;
	press('Escape', 'Escape');
	await sleep(300);
}

/** Puts the cursor at the end of what a regular expression finds, from the top. */
async function goTo(expression) {
	press('g', 'g', '/', expression, 'Enter');
	await sleep(200);
}

tmux('new-session', '-d', '-x', '160', '-y', '40', '-s', name, `hx '${process.env.LOG}'`);
try {
	await sees('findings are pulled, and counted', /●\s+1 /);
	press('Space', 'd');
	await sees('the list of findings has the rule', /reply\.rejected/);
	await goTo('NOQUEUE.*: 550');
	press('Space', 'k');
	await sees('a hover explains a reply code', /550 Mailbox unavailable/);
	press('Space', 'a');
	await sees('code actions for a finding', /Explain 550 5\.1\.1/);
	press('Space', 's');
	await sees('symbols are the sessions', /s1 · mx\.example\.org \[192\.0\.2\.9\]/);
	press('Space', 'S', '4jYB5r2');
	await sees('symbols of the workspace are mails', /4jYB5r214Jz6x +alice@example\.com → bob/);
	await goTo('username=al');
	press('g', 'r');
	await sees('references of an address', /\b2\/2\b/);
	await goTo('4jYB5r214Jz6x: removed');
	press('2', 'b', 'g', 'd');
	await sees('the definition of a queue id is where its mail arrives', / 5:\d+\s*$/m);
} finally {
	tmux('kill-server');
}
process.exitCode = failed ? 1 : 0;
