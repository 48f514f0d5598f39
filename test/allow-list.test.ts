import { readAllowList } from '../src/allow-list';

test.each([
  ['127.0.0.1', '127.0.0.1', '127.0.0.2'],
  ['203.0.113.7, 198.51.100.0/24', '198.51.100.9', '198.51.101.9'],
  ['10.0.0.0/8', '::ffff:10.1.2.3', '::ffff:11.1.2.3'],
  ['::1', '::1', '::2'],
  ['2001:db8::/32', '2001:db8:1::1', '2001:db9::1'],
])('%s has %s, not %s', (text, inside, outside) => {
  const list = readAllowList(text);
  expect([list?.has(inside), list?.has(outside), list?.has('')]).toEqual([true, false, false]);
});

test('0.0.0.0/0 is every address of the old kind', () => {
  expect(readAllowList('0.0.0.0/0')?.has('198.51.100.9')).toBe(true);
});

test.each([
  ...['', ',', '127.0.0.1,', 'gateway.example.com', '10.0.0', '10.0.0.0-10.0.0.9'],
  ...['10.0.0.0/', '10.0.0.0/8/9', '10.0.0.0//8', '/8', '10.0.0.0/x', '10.0.0.0/ 8', '10.0.0.0/0x8', '10.0.0.0/8.0'],
  ...['10.0.0.0/-1', '10.0.0.0/33', '10.0.0.0/0008', '2001:db8::/129', '::1/'],
])('"%s" is no list', (text) => {
  expect(readAllowList(text)).toBeUndefined();
});
