import express, { type Router } from 'express';

/** `live`: the process runs. `ready`: the database answers too; 503 tells a load balancer to send people elsewhere. */
export function healthRouter(databaseAnswers: () => Promise<boolean>): Router {
  const router = express.Router();
  router.get('/live', (_request, response) => void response.json({ status: 'live' }));
  router.get('/ready', async (_request, response) => {
    const ready = await databaseAnswers();
    response.status(ready ? 200 : 503).json({ status: ready ? 'ready' : 'the database does not answer' });
  });
  return router;
}
