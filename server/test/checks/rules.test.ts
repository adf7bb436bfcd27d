import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { allFindings, checks } from '../../src/checks/all';
import { ruleList, rulePage, rulePath } from '../../src/checks/rulePage';
import { MailLog } from '../../src/core/mailLog';

for (const check of checks) {
	test(`${check.id} finds its example, and nothing else is found there`, () => {
		const found = allFindings(MailLog.of(`${check.example}\n`));
		assert.deepEqual(
			found.map(({ rule, severity }) => [rule, severity]),
			[[check.id, check.severity]],
			found.map(({ message }) => message()).join('\n'),
		);
	});

	test(`${check.id} has its page (npm run rules)`, () => {
		assert.equal(readFileSync(rulePath(check), 'utf8'), rulePage(check).markdown);
	});
}

test('there are no other pages, and a list of all (npm run rules)', () => {
	const pages = checks.map(({ id }) => `${id}.md`);
	assert.deepEqual(readdirSync('docs/rules').sort(), [...pages, 'README.md'].sort());
	assert.equal(readFileSync('docs/rules/README.md', 'utf8'), ruleList(checks));
});
