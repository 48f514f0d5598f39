import { addressOf } from '../../src/channels/number';

test.each([
  '9830012345',
  '09830012345',
  '919830012345',
  '+919830012345',
  '00919830012345',
  ' 919830012345',
  '+91 98300 12345',
  '+91-98300-12345',
  '(+91) 98300.12345',
])('%j is an Indian mobile', (sender) => expect(addressOf(sender)).toBe('tel:+919830012345'));

test.each([
  ['+8801712345678', 'tel:+8801712345678'],
  ['008801712345678', 'tel:+8801712345678'],
  ['+13035550123', 'tel:+13035550123'],
  ['+1234567', 'tel:+1234567'],
  ['+123456789012345', 'tel:+123456789012345'],
])('%j is a number of another country', (sender, address) => expect(addressOf(sender)).toBe(address));

test.each([
  ['', 'nothing'],
  ['VM-COWIN', 'a name'],
  ['57575', 'a short code'],
  ['3322001234', 'a landline of India'],
  ['+913322001234', 'a landline of India'],
  ['983001234', 'a digit too few'],
  ['98300123456', 'a digit too many'],
  ['+9198300123456', 'a digit too many'],
  ['0919830012345', 'a 0 before the country'],
  ['8801712345678', 'another country without its +'],
  ['+0919830012345', 'no country'],
  ['+123456', 'too short'],
  ['+1234567890123456', 'too long'],
  ['+91983001234a', 'a letter'],
  ['++919830012345', 'two +'],
  ['৯৮৩০০১২৩৪৫', 'other digits'],
  ['tel:+919830012345', 'an address already'],
])('%j is nobody: %s', (sender) => expect(addressOf(sender)).toBeUndefined());
