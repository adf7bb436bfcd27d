// The setting mailLogLens.language: hovers, findings and open pages follow it, without a restart.
import { LogFolder } from './logFolder';
import { inWorkbench } from './scenario';

const folder = LogFolder.ofSamples();
const scenario = inWorkbench(folder, 'session.smtp');
const setting = 'mailLogLens.language';

scenario('a page that is open is read in the language that is chosen', async (workbench) => {
	const page = workbench.webview();
	const hasHeading = (name: string) => page.getByRole('heading', { name, exact: true }).waitFor();
	await workbench.goTo(folder.lineOf('session.smtp', /^354 /), 2);
	await workbench.command('Mail Log: Explain Reply Code…');
	await hasHeading('How to fix');
	folder.setSettings({ [setting]: 'id' });
	await hasHeading('Cara Memperbaiki');
	await workbench.screenshot('spoken-page');
});

scenario('hovers and findings are in the language that is chosen', async (workbench) => {
	await workbench.openFile(folder.file('swaks.txt'));
	const greeting = folder.lineOf('swaks.txt', /^<- {2}220 mx1/);
	await workbench.hover(greeting, ' 220 ', /Layanan siap[^]*Jika kode ini tidak datang/);
	await workbench.dismissHover();
	await workbench.finding('menolak penerima');
	folder.setSettings({ [setting]: 'en' });
	await workbench.hover(greeting, ' 220 ', /Service ready[^]*If it did not come/);
});
