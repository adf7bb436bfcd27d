// Two sessions side by side in a window whose language is Indonesian.
import assert from 'node:assert/strict';
import { LogFolder } from './logFolder';
import { inWorkbench } from './scenario';

const folder = LogFolder.ofSamples();
const scenario = inWorkbench(folder, 'swaks.txt', 'id');

scenario('pickers, sentences and table are in Indonesian', async (workbench) => {
	await workbench.page.setViewportSize({ width: 1500, height: 1300 });
	await workbench.languageIs('Mail Log');
	await workbench.goTo(folder.lineOf('swaks.txt', /^<~\* 535 /));
	await workbench.command('Mail Log: Bandingkan Sesi…');
	await workbench.pick('s2 · mx1.example.com', 's2');
	await workbench.eventually(
		'the second picker is there',
		() => workbench.pickerTitle().catch(() => ''),
		(title) => title.startsWith('Bandingkan Sesi: s2 dengan …'),
	);
	await workbench.pick('s1 · mx1.example.com', 's1');
	const page = workbench.webview();
	const sentences = page.locator('.differences .sentence');
	const all = await workbench.eventually(
		'the differences are told',
		() => sentences.allInnerTexts(),
		(words) => words.length > 0,
	);
	assert.match(all[0] ?? '', /^AUTH: sesi ini \(s2\) mendapat 535/);
	assert.equal(all[1], 'Mekanisme AUTH: sesi ini (s2) PLAIN; sesi itu (s1) LOGIN.');
	await page.getByText('Sesi itu (s1) adalah yang terdekat yang berhasil: server yang sama.').waitFor();
	await page.getByRole('button', { name: 'Tukar' }).waitFor();
	await page.getByRole('columnheader', { name: 'Tahap' }).waitFor();
	await workbench.screenshot('comparison-indonesian');
});
