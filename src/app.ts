/** The Express app, made of its doors. */
import express, { type ErrorRequestHandler, type Express, type Router } from 'express';

export interface Doors {
  twilio: Router;
  kannel: Router;
  http: Router;
  ussd: Router;
  /** The links and the check of certificates. */
  certificates: Router;
  /** Only where a bot is connected. */
  telegram: Router | undefined;
  health: Router;
  metrics: Router;
  /** Only where the simulator is on. */
  phone: Router | undefined;
  /** The API for partners' programs. */
  partner: Router;
  /** Sign-in, desk and centre. */
  consoles: Router;
}

/**
 * @param failed logs what no door has answered
 * @param isProxy whose word is taken for where a request comes from
 */
export function createApp(
  doors: Doors,
  failed: (error: unknown) => void,
  isProxy: (address: string) => boolean = () => false,
): Express {
  const app = express();
  app.set('trust proxy', isProxy);
  app.disable('x-powered-by');
  // Answers are never asked for again, so nobody compares their ETags.
  app.disable('etag');
  app.use('/sms/twilio', doors.twilio);
  app.use('/sms/kannel', doors.kannel);
  app.use('/sms/http', doors.http);
  app.use('/ussd', doors.ussd);
  app.use(doors.certificates);
  if (doors.telegram) app.use('/telegram', doors.telegram);
  app.use('/health', doors.health);
  app.use('/metrics', doors.metrics);
  if (doors.phone) app.use('/phone', doors.phone);
  app.use('/api', doors.partner);
  app.use(doors.consoles);
  app.use((_request, response) => void response.status(404).type('text/plain').send('not found'));
  app.use(lastWord(failed));
  return app;
}

/** What the sender did wrong has a status below 500; anything else is ours, and says nothing of its inside. */
function lastWord(failed: (error: unknown) => void): ErrorRequestHandler {
  return (error: { status?: unknown }, _request, response, next) => {
    const status = typeof error.status === 'number' && error.status < 500 ? error.status : 500;
    if (status === 500) failed(error);
    if (response.headersSent) next(error);
    else
      response
        .status(status)
        .type('text/plain')
        .send(status === 500 ? 'something went wrong' : 'bad request');
  };
}
