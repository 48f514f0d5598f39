/** An aggregator of this test: writes down what it is asked, answers what it is told to. Not ours, so it may be made up. */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  method: string;
  /** Path and query as they came. */
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Provider {
  url: string;
  asked: Asked[];
  /** For the next requests, the last one for all others. `silence` never answers. */
  answers: (...answers: (Reply | 'silence')[]) => void;
  /** Resolves when that many requests have come. */
  received: (count: number) => Promise<Asked[]>;
  /** On whoever is still waiting for an answer. */
  hangUp: () => void;
  close: () => Promise<void>;
}

export interface Reply {
  status: number;
  text?: string;
  location?: string;
}

export async function openProvider(): Promise<Provider> {
  const asked: Asked[] = [];
  let planned: (Reply | 'silence')[] = [{ status: 200 }];
  let waiting: (() => void)[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request;
      asked.push({ method, path, headers, body: Buffer.concat(chunks).toString('utf8') });
      answer(response, planned.length > 1 ? planned.shift() : planned[0]);
      for (const wake of waiting.splice(0)) wake();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    answers: (...answers) => (planned = answers),
    received: async (count) => {
      while (asked.length < count) await new Promise<void>((resolve) => waiting.push(resolve));
      return asked;
    },
    hangUp: () => server.closeAllConnections(),
    close: () => {
      waiting = [];
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function answer(response: ServerResponse, reply: Reply | 'silence' | undefined): void {
  if (reply === 'silence' || !reply) return;
  response.writeHead(reply.status, { ...(reply.location && { location: reply.location }) }).end(reply.text ?? '');
}
