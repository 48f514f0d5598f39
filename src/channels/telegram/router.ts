/** Telegram's webhook. https://core.telegram.org/bots/api#setwebhook */
import express, { type RequestHandler, type Router } from 'express';
import { LARGEST, sameSecret } from '../gate';
import type { Receive } from './receive';
import { asUpdate } from './as-update';

export interface TelegramDoor {
  receive: Receive;
  /** Without one the door stays shut. */
  secret: string | undefined;
}

export function telegramRouter({ receive, secret }: TelegramDoor): Router {
  const router = express.Router();
  router.post('/', prove(secret), express.json({ limit: LARGEST }), take(receive));
  return router;
}

/** What is not from Telegram is not even read. */
function prove(secret: string | undefined): RequestHandler {
  return (request, response, next) => {
    const given = request.get('X-Telegram-Bot-Api-Secret-Token');
    if (secret !== undefined && given !== undefined && sameSecret(given, secret)) next();
    else response.status(401).type('text/plain').send('not from Telegram');
  };
}

/** The turn is saved before Telegram is answered; the Bot API is called after. */
function take(receive: Receive): RequestHandler {
  return async (request, response) => {
    const update = asUpdate(request.body);
    if (!update) {
      response.status(400).type('text/plain').send('not an update');
      return;
    }
    const afterwards = await receive(update);
    response.sendStatus(200);
    void afterwards();
  };
}
