// Where there is no GNU time: a Node.js program loaded after this (`node -r`) leaves in the file BENCH_USAGE what it took,
// in the form that measure.mjs asks of GNU time: user and system seconds, peak resident memory in KiB.
const { writeFileSync } = require('node:fs');

process.on('exit', () => {
	const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
	writeFileSync(process.env.BENCH_USAGE, `${userCPUTime / 1e6} ${systemCPUTime / 1e6} ${maxRSS}\n`);
});
