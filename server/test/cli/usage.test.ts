import assert from 'node:assert/strict';
import { test } from 'node:test';
import manifest from '../../../package.json';
import { runCommand } from './runCommand';

const wrong: readonly (readonly [args: string, complaint: RegExp])[] = [
	['', /^mail-log-lens: which command\?\nTry: mail-log-lens help\n$/],
	['analyse mail.log', /there is no command “analyse”/],
	['toString', /there is no command “toString”/],
	['help analyse', /there is no command “analyse”/],
	['analyze', /which file\? “-” is standard input\nTry: mail-log-lens help analyze\n$/],
	['analyze --line mail.log', /unknown option '--line'\n/],
	['analyze --format xml mail.log', /--format is one of ndjson, json, sarif, text, not “xml”/],
	['analyze --format', /'--format <value>' argument missing/],
	['analyze --lines --summary mail.log', /--lines and --summary exclude each other/],
	['analyze --lines --format text mail.log', /--lines is for --format ndjson and json/],
	['analyze --fail-on hint mail.log', /--fail-on is one of error, warning, not “hint”/],
	['analyze --year 26 mail.log', /--year is a year of four digits, not “26”/],
	['analyze --zone CET mail.log', /--zone is a distance from UTC such as \+01:00 or -05:30, not “CET”/],
	['analyze - -', /standard input can be read only once/],
	['report', /which file\? “-” is standard input\nTry: mail-log-lens help report\n$/],
	['report --top none x.log', /--top is a number of rows, or “all”/],
	['report --since Tuesday x.log', /--since is a day or a time such as 2026-01-05/],
	['report --since 2026-01-06 --until 2026-01-05 x.log', /--since is not before --until/],
	['report --format pdf x.log', /--format is one of text, markdown, html, json, csv/],
	['redact', /which file\? “-” is standard input\nTry: mail-log-lens help redact\n$/],
	['redact a.log b.log', /one file at a time/],
	['redact --keep-table', /'--keep-table <value>' argument missing/],
	['redact --keep-table= a.log', /--keep-table is the name of a file/],
	['redact --table x a.log', /unknown option '--table'/],
	['explain', /which reply\?/],
	['explain --lang tlh 220', /--lang is one of en, id, not “tlh”/],
	['compare --lang id_ID 220 235', /--lang is one of en, id, not “id_ID”/],
	['explain --batch 220', /--batch reads its texts from standard input/],
	['compare 220', /which two codes\?/],
	['compare 220 235 250', /which two codes\?/],
	['compare 220 hello', /“hello” is no reply code/],
	['lsp', /--stdio/],
];

for (const [args, complaint] of wrong) {
	test(`“${args}” is wrong usage`, async () => {
		const { status, output, errors } = await runCommand(args.split(' ').filter(Boolean));
		assert.equal(status, 2);
		assert.equal(output, '');
		assert.match(errors, complaint);
	});
}

const helpful: readonly (readonly [args: string, text: RegExp])[] = [
	['--help', /Usage: mail-log-lens COMMAND/],
	['-h', /Usage: mail-log-lens COMMAND/],
	['help', /Usage: mail-log-lens COMMAND/],
	['help analyze', /Usage: mail-log-lens analyze/],
	['analyze --help', /Usage: mail-log-lens analyze/],
	['analyze --wrong -h', /Usage: mail-log-lens analyze/],
	['help report', /Usage: mail-log-lens report/],
	['help redact', /Usage: mail-log-lens redact/],
	['help explain', /Usage: mail-log-lens explain/],
	['help compare', /Usage: mail-log-lens compare/],
	['help lsp', /Usage: mail-log-lens lsp --stdio/],
];

for (const [args, text] of helpful) {
	test(`“${args}” helps in 80 columns`, async () => {
		const { status, output, errors } = await runCommand(args.split(' '));
		assert.equal(status, 0);
		assert.match(output, text);
		assert.equal(errors, '');
		assert.deepEqual(
			output.split('\n').filter((line) => line.length > 80),
			[],
		);
	});
}

for (const args of ['--version', '-V']) {
	test(`“${args}” prints the manifest's version`, async () => {
		assert.deepEqual(await runCommand([args]), {
			status: 0,
			output: `mail-log-lens ${manifest.version}\n`,
			errors: '',
		});
	});
}
