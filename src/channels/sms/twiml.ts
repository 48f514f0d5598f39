/**
 * TwiML for one message, written as text: the library's builder takes 33 µs of every turn for these few tags.
 * https://www.twilio.com/docs/messaging/twiml
 */
export function messageTwiml(text: string): string {
  const message = text === '' ? '' : `<Message>${escaped(text)}</Message>`;
  return `<?xml version="1.0" encoding="UTF-8"?><Response>${message}</Response>`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** XML 1.0 knows no control characters but tab and line ends, not even escaped. */
function escaped(text: string): string {
  return (
    text
      .toWellFormed()
      // eslint-disable-next-line no-control-regex
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replace(/[&<>]/g, (character) => ENTITIES[character] ?? '')
  );
}
