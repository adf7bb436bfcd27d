// The pass over all lines and nothing else: reads a log as the command line does, prints what is in it.
//   node out/bench/indexPass.cjs FILE [OCTETS]     as many octets as given, or all
import { MailLog } from '../server/src/core/mailLog';
import { PlainFile } from '../server/src/files/plainFile';

const [path, octets = Infinity] = process.argv.slice(2);
const begin = performance.now();
const file = PlainFile.open(path);
const log = new MailLog({}, file);
let left = Number(octets);
for (const chunk of file.chunks()) {
	log.append(chunk.subarray(0, Math.min(chunk.length, left)));
	left -= chunk.length;
	if (left <= 0) {
		break;
	}
}
const { lineCount, unrecognized, foreign, sessionCount, messageCount } = log;
const milliseconds = performance.now() - begin;
file.close();
console.log(JSON.stringify({ milliseconds, lineCount, unrecognized, foreign, sessionCount, messageCount }));
