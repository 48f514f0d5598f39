/** The floor: what Express, body parsing and a proved signature cost before anybody has thought about an answer. */
import { once } from 'node:events';
import express from 'express';
import twilio from 'twilio';
import { PATH } from './channels/twilio.mjs';

const { TWILIO_AUTH_TOKEN: token, PUBLIC_URL: publicUrl } = process.env;
const app = express().disable('x-powered-by').disable('etag');

app.post(PATH, express.urlencoded({ extended: false }), (request, response) => {
  const signature = request.get('X-Twilio-Signature') ?? '';
  if (!twilio.validateRequest(token, signature, publicUrl + request.originalUrl, request.body)) {
    response.status(403).end();
    return;
  }
  const text = request.body.Body.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  response
    .type('text/xml')
    .send(`<?xml version="1.0" encoding="UTF-8"?><Response><Message>${text}</Message></Response>`);
});

const server = app.listen(0, '127.0.0.1');
await once(server, 'listening');
process.send({ port: server.address().port });
process.on('disconnect', () => process.exit());
process.on('SIGINT', () => undefined);
