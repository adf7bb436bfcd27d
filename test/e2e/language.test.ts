// A mail log is recognised without configuration: by its name, and by its first lines.
import { LogFolder } from './logFolder';
import { inWorkbench } from './scenario';

const folder = LogFolder.ofSamples();
folder.add(
	'x.smtp',
	'220 mx.example.net ESMTP\nEHLO client.example.org\n250 mx.example.net\nQUIT\n221 Bye\n',
);
folder.add('mail.log.1', folder.text('postfix.log'));
folder.add('incident.log', folder.text('postfix.log'));
folder.add('from-the-customer.txt', folder.text('swaks.txt'));
folder.add(
	'application.log',
	'2026-01-05 10:00:00 INFO started\n2026-01-05 10:00:01 INFO 250 users loaded\n',
);
folder.add('notes.txt', 'Call the customer about the 550.\n');

const scenario = inWorkbench(folder, 'x.smtp');

for (const [name, language] of [
	['x.smtp', 'Mail Log'],
	['mail.log.1', 'Mail Log'],
	['session.smtp', 'Mail Log'],
	['postfix.log', 'Mail Log'],
	['exim-mainlog', 'Mail Log'],
	['swaks.txt', 'Mail Log'],
	['incident.log', 'Mail Log'],
	['from-the-customer.txt', 'Mail Log'],
	['application.log', 'Log'],
	['notes.txt', 'Plain Text'],
] as const) {
	scenario(`${name} is opened as ${language}`, async (workbench) => {
		await workbench.openFile(folder.file(name));
		await workbench.languageIs(language);
	});
}
