// Scores the command line against cases with known answers, which live beside the project and are no part of it.
//   npm run score                    builds dist/cli.js anew, and prints the tables
//   npm run score -- --misses        also what the logs with a known truth were misread for
// The folder is ../shared beside the repository, or what MAIL_LOG_LENS_SHARED names. Scores inform; they never fail a build:
// the exit status is 0, also where the folder or python3 is missing, and then the output says so.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compareWithOthers, compareWithTruth } from './reportScore.mjs';
import { scoreTraces } from './scoreTraces.mjs';
import { scoreStrips } from './stripScore.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const shared = resolve(process.env.MAIL_LOG_LENS_SHARED ?? join(root, '..', 'shared'));
const commandLine = join(root, 'dist', 'cli.js');
const python = ['python3', 'python'].find((name) => spawnSync(name, ['--version']).status === 0);

/** Where nothing is found, and why that is right. */
const rightlySilent = [
	[/^pf-069/, 'Postfix counts a recipient too many as accepted and writes no line'],
	[/^pf-082/, 'a connection without a command: a health check looks the same'],
	[/^pf-134/, 'the client left before it was greeted: port scans do'],
	[/^ex-028/, 'the log is empty'],
	[/^exall-013/, 'the log holds the mail that went well, and not the other'],
	[/^nc-05/, 'a line without marks before EHLO may be words of whoever pasted it'],
];

if (!run('build', process.execPath, [join(root, 'esbuild.mjs')])) {
	console.log('No scores: the command line cannot be built.');
} else if (!python) {
	console.log(
		'No scores: python3 is not there, and the scores are written in it. On Debian: apt-get install python3',
	);
} else if (!existsSync(shared)) {
	console.log(`No scores: there is no folder ${shared}. MAIL_LOG_LENS_SHARED may name another one.`);
} else {
	scoreCases(join(shared, 'corpus', 'dev'));
	scoreTruth(join(shared, 'truth'));
	scoreFindings(join(shared, 'truth'));
	await scoreTraceOf(join(shared, 'truth'));
	await scoreTheStrips(join(shared, 'truth'));
	scoreReports();
}

/** The figures of `report`. */
function scoreReports() {
	const real = join(shared, 'perf', 'real');
	if (allThere('the figures of reports', real)) {
		compareWithOthers(real, commandLine);
	}
	const truth = join(shared, 'truth');
	if (allThere('what reports tell of logs with a known truth', join(truth, 'truth.jsonl'))) {
		compareWithTruth(truth, commandLine);
	}
}

/** Cases of public projects: what a line, a session or a reply says. */
function scoreCases(cases) {
	const [predict, score] = ['predict.mjs', 'score.py'].map((name) => join(shared, 'score', name));
	if (!allThere('the cases', predict, score, cases)) {
		return;
	}
	const folder = mkdtempSync(join(tmpdir(), 'mail-log-lens-score-'));
	try {
		const predictions = join(folder, 'predictions.jsonl');
		const command = [process.execPath, commandLine];
		if (run('cases', process.execPath, [predict, cases, predictions, '--', ...command])) {
			run('cases', python, [score, cases, predictions]);
		}
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** Logs and transcripts of real servers and clients, with what really happened. */
function scoreTruth(truth) {
	const score = join(shared, 'score', 'truth.py');
	if (allThere('the logs with a known truth', score, truth)) {
		run('truth', python, [score, truth, ...process.argv.slice(2), '--', process.execPath, commandLine]);
	}
}

/**
 * What each rule finds in the same logs: in how many in which something went wrong, and in how many of the others, with those of them
 * where it is more than information: read these, they may be false alarms. Then the logs with a trouble of which nothing is told.
 */
function scoreFindings(truth) {
	const list = join(truth, 'truth.jsonl');
	if (!allThere('the findings', list)) {
		return;
	}
	console.log('\n== findings ==');
	const lines = readFileSync(list, 'utf8').split('\n').filter(Boolean);
	const scenarios = lines.map((line) => JSON.parse(line)).filter(({ cause }) => cause?.length > 0);
	const files = scenarios.map(({ file }) => join(truth, file));
	const { stdout } = spawnSync(process.execPath, [commandLine, 'analyze', '--format', 'ndjson', ...files], {
		encoding: 'utf8',
		maxBuffer: 2 ** 30,
	});
	const reports = stdout.split('\n').filter(Boolean);
	const rules = new Map();
	const untold = [];
	for (const [at, { file, cause }] of scenarios.entries()) {
		const { findings = [] } = JSON.parse(reports[at]);
		const isHealthy = cause.every((each) => each === 'ok');
		for (const rule of new Set(findings.map((finding) => finding.rule))) {
			const row = rules.get(rule) ?? { troubled: 0, healthy: 0, alarms: 0 };
			const own = findings.filter((finding) => finding.rule === rule);
			row[isHealthy ? 'healthy' : 'troubled']++;
			row.alarms += isHealthy && own.some(({ severity }) => /error|warning/.test(severity)) ? 1 : 0;
			rules.set(rule, row);
		}
		if (!isHealthy && findings.length === 0) {
			const reason = rightlySilent.find(([id]) => id.test(basename(file)))?.[1];
			untold.push(`${file} (${cause.join(', ')})${reason === undefined ? '' : `: rightly, as ${reason}`}`);
		}
	}
	console.log('rule                              logs in trouble   healthy logs  and alarmed');
	for (const [rule, { troubled, healthy, alarms }] of [...rules].sort(([a], [b]) => (a < b ? -1 : 1))) {
		console.log(rule.padEnd(32), ...[troubled, healthy, alarms].map((count) => String(count).padStart(13)));
	}
	console.log(`of ${scenarios.length} logs, in trouble with nothing found: ${untold.length}`);
	untold.forEach((line) => console.log(`  ${line}`));
}

/** Whether `trace` prints for each queue id exactly the lines that belong to it. */
async function scoreTraceOf(truth) {
	if (allThere('trace', join(truth, 'truth.jsonl'))) {
		console.log('\n== trace ==');
		await scoreTraces(truth, process.argv.includes('--misses'));
	}
}

/** The strip of each session in the same logs: the stages and codes that really happened. */
async function scoreTheStrips(truth) {
	if (allThere('the strips', join(truth, 'truth.jsonl'))) {
		console.log('\n== strips ==');
		await scoreStrips(truth);
	}
}

function allThere(what, ...paths) {
	const missing = paths.filter((path) => !existsSync(path));
	for (const path of missing) {
		console.log(`No score for ${what}: ${path} is not there.`);
	}
	return missing.length === 0;
}

/** Runs a program with our output as its own; says whether it went well. */
function run(title, program, args) {
	console.log(`\n== ${title} ==`);
	const { status, signal, error } = spawnSync(program, args, { stdio: 'inherit' });
	if (status !== 0) {
		console.log(`${title}: stopped with ${error?.message ?? signal ?? `exit status ${status}`}`);
	}
	return status === 0;
}
