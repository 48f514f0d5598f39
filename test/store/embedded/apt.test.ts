import { debianSites } from '../../../src/store/embedded/apt';

const site = 'https://archive.example/debian';

test.each([
  [
    'the main archive, and neither its updates nor security',
    [
      `Debian|main|bookworm|${site}`,
      `Debian|main|bookworm-updates|${site}`,
      'Debian|main|bookworm-security|https://archive.example/debian-security',
    ],
    [site],
  ],
  [
    'each archive once, however many components and kinds of list it has',
    [`Debian|main|bookworm|${site}`, `Debian|contrib|bookworm|${site}`, `Debian|main|bookworm|${site}`],
    [site],
  ],
  ['only Debian, where others publish a "main" too', ['Vendor|main|bookworm|https://vendor.example/apt'], []],
  [
    'Debian proper before what apt knows nothing about yet',
    ['$(ORIGIN)|main|bookworm|https://vendor.example/apt', `Debian|main|stable|${site}`],
    [site, 'https://vendor.example/apt'],
  ],
  [
    'the likely ones on a machine that never ran apt-get update',
    [
      `$(ORIGIN)|main|bookworm|${site}`,
      `$(ORIGIN)|main|bookworm-updates|${site}`,
      '$(ORIGIN)|main|bookworm-security|https://archive.example/debian-security',
    ],
    [site],
  ],
  ['nothing on another distribution', ['Ubuntu|main|jammy|https://archive.example/ubuntu'], []],
  ['nothing where apt has no sources', [''], []],
])('apt site: %s', (_, lines, sites) => {
  expect(debianSites(lines.join('\n') + '\n')).toEqual(sites);
});
