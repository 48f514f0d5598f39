/** What Kannel puts into a URL: bytes, of which a text's are rarely UTF-8. */
import { parse, type ParsedUrlQuery } from 'node:querystring';
import { TextDecoder } from 'node:util';

/** `/?text=%09%86` → the parameters as binary strings, one character a byte: Express would replace what is no UTF-8. */
export function binaryQuery(url: string): ParsedUrlQuery {
  const [, query = ''] = /\?(.*)/s.exec(url) ?? [];
  return parse(query, '&', '=', { decodeURIComponent: unescaped });
}

const unescaped = (text: string): string =>
  text.replace(/%([0-9a-f]{2})/gi, (_, digits: string) => String.fromCharCode(parseInt(digits, 16)));

/** `%c`: 0 is GSM-7, which Kannel hands on as UTF-8; 1 is binary; 2 is UCS-2. */
const UCS_2 = '2';
/** Without a byte order mark the Web takes these for little-endian; in an SMS the high byte comes first. */
const BIG_ENDIAN = /^(utf-?16|(iso-10646-)?ucs-?2|unicode)$/i;

/** Never fails: what fits neither its charset nor UTF-8 was most likely typed on a phone of Western letters. */
export function textOf(binary: string, coding: string, charset: string): string {
  const bytes = Buffer.from(binary, 'latin1');
  const decoder = decoderOf(BIG_ENDIAN.test(charset) ? 'utf-16be' : charset, coding);
  return decoder.encoding === 'utf-8' ? utf8OrWestern(bytes) : decoder.decode(bytes);
}

/** Kannel calls binary `8-BIT`, and a GSM charset shares its letters and digits with UTF-8: the Web knows neither name. */
function decoderOf(charset: string, coding: string): TextDecoder {
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder(coding === UCS_2 ? 'utf-16be' : 'utf-8');
  }
}

function utf8OrWestern(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
