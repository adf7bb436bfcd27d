// The pass over all lines and nothing else: reads a log in chunks of 1 MiB as the command line does, prints what is in it.
//   node out/bench/indexPass.cjs FILE [OCTETS]     as many octets as given, or all
import { closeSync, openSync, readSync } from 'node:fs';
import { MailLog } from '../server/src/core/mailLog';

const chunkSize = 1 << 20;

const [file, octets = Infinity] = process.argv.slice(2);
const begin = performance.now();
const log = new MailLog();
const descriptor = openSync(file, 'r');
for (let left = Number(octets); left > 0;) {
	const chunk = Buffer.allocUnsafeSlow(Math.min(chunkSize, left));
	const length = readSync(descriptor, chunk);
	if (length === 0) {
		break;
	}
	log.append(chunk.subarray(0, length));
	left -= length;
}
closeSync(descriptor);
const { lineCount, unrecognized, foreign, sessionCount, messageCount } = log;
const milliseconds = performance.now() - begin;
console.log(JSON.stringify({ milliseconds, lineCount, unrecognized, foreign, sessionCount, messageCount }));
