/** What the service reads beside its compiled code is in the image as well. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../src/root';

const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) =>
  /\.tsx?$/.test(file),
);
const read = sources.flatMap((file) =>
  [...readFileSync(join(ROOT, 'src', file), 'utf8').matchAll(/join\(ROOT, '((?:src|locales)[^']*)'\)/g)].map(
    ([, folder = '']) => folder,
  ),
);

test.each([...new Set(read)].sort())('%s', (folder) => {
  const dockerfile = readFileSync(join(ROOT, 'deploy/Dockerfile'), 'utf8');
  expect(dockerfile).toContain(`COPY --from=build /app/${folder} ${folder}\n`);
});
