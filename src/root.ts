import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The project's folder, whether this runs from the sources or from `dist`. */
export const ROOT: string = folderWith('package.json', __dirname);

function folderWith(file: string, folder: string): string {
  if (existsSync(join(folder, file))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error(`no folder above ${__dirname} holds ${file}`);
  return folderWith(file, parent);
}
