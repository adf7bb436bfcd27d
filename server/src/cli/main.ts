import { isMainThread } from 'node:worker_threads';
import { serveReader } from '../files/readerThread';
import { Output } from './output';
import { run } from './run';

/** The command line's entry: `dist/cli.js`. The exit status is set, not forced, so that no output is cut off. */
if (isMainThread) {
	const { stdin, stdout, stderr, env } = process;
	void run(process.argv.slice(2), {
		input: stdin,
		output: new Output(stdout, stdout.isTTY ? stdout.columns : undefined),
		errors: new Output(stderr, stderr.isTTY ? stderr.columns : undefined),
		environment: env,
		program: __filename,
	}).then((status) => {
		process.exitCode = status;
	});
} else {
	serveReader();
}
