/** `npm run dlt -- export`: our texts as the operators want them registered; `… import file.csv`: takes back the ids they gave. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { environment, readConfig } from '../config';
import { LOCALES } from '../conversation/vocabulary';
import { readIds, withoutId } from '../messages/dlt-ids';
import { sheetOf } from '../messages/dlt-sheet';
import { TEMPLATES } from '../messages/templates';
import { createRender } from '../render/render';
import { runBeside, type Line } from './beside';
import { csvOf, readCsv } from './csv';

const USAGE = `npm run dlt -- export [--dir .]
npm run dlt -- import file.csv …

export  one table for each language, with the text of each message as operators of India want it registered.
import  the ids that they gave, from the same tables or any CSV with the columns name and id; all of them or none.`;

interface Task {
  /** To take ids from; where there are none the sheets are written. */
  files: readonly string[];
  folder: string;
}

function readTask(words: readonly string[]): Task {
  const options = { dir: { type: 'string', default: '.' } } as const;
  const { values, positionals } = parseArgs({ args: [...words], allowPositionals: true, options });
  const [command, ...files] = positionals;
  if (command === (files.length > 0 ? 'import' : 'export')) return { files, folder: values.dir };
  throw new Error(USAGE);
}

async function writeSheets({ store, say }: Line, folder: string): Promise<void> {
  const sender = readConfig(environment()).http.dlt;
  const render = createRender();
  const ids = await store.dltTemplates.all();
  mkdirSync(folder, { recursive: true });
  for (const locale of LOCALES) {
    const file = join(folder, `dlt-${locale}.csv`);
    writeFileSync(file, csvOf(sheetOf(render, locale, sender, ids)));
    say(`${file}: ${Object.keys(TEMPLATES).length} texts`);
  }
}

/** All files or none, so that nobody has to find out which lines were taken. */
async function takeIds({ store, now, say }: Line, files: readonly string[]): Promise<void> {
  const read = files.map((file) => ({ file, ...readIds(readCsv(readFileSync(file, 'utf8')) ?? []) }));
  const problems = read.flatMap((each) => each.problems.map((problem) => `${each.file}: ${problem}`));
  if (problems.length > 0) throw new Error(`Nothing was taken:\n  ${problems.join('\n  ')}`);
  const ids = new Map(read.flatMap((each) => [...each.ids]));
  await store.dltTemplates.put(ids, now);
  say(`Took ${ids.size} ids. A running service uses them within seconds.`);
  const missing = withoutId(await store.dltTemplates.all());
  say(missing.length === 0 ? 'Every text has its id.' : `Still without an id: ${missing.join(', ')}`);
}

runBeside({
  ...{ usage: USAGE, read: readTask },
  run: (line, { files, folder }) => (files.length > 0 ? takeIds(line, files) : writeSheets(line, folder)),
});
