// Everything that can be checked, in one go: every step runs, whatever the others say, and one failure fails the whole.
import { npm, run } from './processes.mjs';
import { root } from './project.mjs';

const STEPS = [
	['Types', ...script('typecheck')],
	['Lint and format', ...script('lint')],
	['Unit tests', ...script('test:unit')],
	['Grammar tests', ...script('test:grammar')],
	['Package', ...script('package')],
	// The part of `npm run test:e2e` that comes after packaging.
	['End-to-end tests in VS Code', process.execPath, 'scripts/e2e.mjs'],
];

const results = [];
for (const [title, command, ...args] of STEPS) {
	console.log(`\n━━━ ${title} ━━━\n`);
	const begin = Date.now();
	const status = await run(command, args, { cwd: root });
	results.push({ title, status, seconds: (Date.now() - begin) / 1000 });
}

console.log('\n━━━ Summary ━━━\n');
for (const { title, status, seconds } of results) {
	const verdict = status === 0 ? 'ok    ' : 'FAILED';
	console.log(
		`${verdict}  ${title}, ${seconds.toFixed(1)} s${status === 0 ? '' : ` (exit status ${status})`}`,
	);
}
process.exitCode = results.some(({ status }) => status !== 0) ? 1 : 0;

/** The words of a command that runs one of package.json's scripts. */
function script(name) {
	return [...npm(), 'run', name];
}
