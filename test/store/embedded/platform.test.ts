import {
  engineUnavailable,
  needsNewerGlibc,
  type Platform,
  whyUnsupported,
} from '../../../src/store/embedded/platform';

const platform = (os: NodeJS.Platform, arch: string, glibc?: string): Platform => ({
  os,
  arch,
  glibc,
  libraryFolders: [],
});

test.each([
  ['linux', 'x64', '2.36', undefined],
  ['linux', 'arm64', '2.41', undefined],
  ['darwin', 'arm64', undefined, undefined],
  ['darwin', 'x64', undefined, 'it is not built for darwin on x64'],
  ['win32', 'x64', undefined, 'it is not built for win32 on x64'],
  ['linux', 'x64', undefined, 'it needs a Linux with the GNU C library'],
] as const)('%s on %s with glibc %s: %s', (os, arch, glibc, reason) => {
  expect(whyUnsupported(platform(os, arch, glibc))).toBe(reason);
});

test.each([
  ['linux', '2.9', true],
  ['linux', '2.36', true],
  ['linux', '2.38', false],
  ['linux', '2.100', false],
  ['linux', '3.0', false],
  ['darwin', undefined, false],
] as const)('%s with glibc %s needs a newer one: %s', (os, glibc, needed) => {
  expect(needsNewerGlibc(platform(os, 'arm64', glibc))).toBe(needed);
});

test('whoever cannot have the engine is told the two other ways', () => {
  const error = engineUnavailable('it is not built for win32 on x64');
  expect(error.code).toBe('ENGINE_UNAVAILABLE');
  expect(error.message).toMatch(/win32 on x64.*MONGODB_URI.*deploy\/compose\.yaml/);
});
