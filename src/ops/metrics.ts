/** What an operator watches, in Prometheus' form. */
import express, { type Router } from 'express';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import type { Stage } from '../conversation/respond';
import type { Answer } from '../conversation/ports';
import type { Inbound } from '../conversation/vocabulary';

export interface Metrics {
  stage: (stage: Stage | 'parse' | 'signature', milliseconds: number) => void;
  turn: (inbound: Inbound, answer: Answer) => void;
  failed: (where: string) => void;
  /** A message that started from us has arrived. */
  delivered: (route: string, kind: string, seconds: number) => void;
  router: Router;
}

export function createMetrics(): Metrics {
  const registers = [new Registry()];
  collectDefaultMetrics({ register: registers[0] as Registry });
  const stages = new Histogram({
    name: 'tikasetu_turn_stage_seconds',
    help: 'Time of a turn by stage',
    labelNames: ['stage'],
    buckets: [0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.01, 0.05, 0.25, 1, 4],
    registers,
  });
  const turns = new Counter({
    name: 'tikasetu_turns_total',
    help: 'Turns by channel, language and the question they ended in',
    labelNames: ['channel', 'language', 'expects'],
    registers,
  });
  const failures = new Counter({
    name: 'tikasetu_failures_total',
    help: 'Failures by place',
    labelNames: ['where'],
    registers,
  });
  const deliveries = new Histogram({
    name: 'tikasetu_delivery_seconds',
    help: 'Time from sending a message to its arrival, by route and kind',
    labelNames: ['route', 'kind'],
    buckets: [1, 2, 5, 10, 30, 60, 180, 600, 3600, 21600],
    registers,
  });
  return {
    delivered: (route, kind, seconds) => deliveries.observe({ route, kind }, seconds),
    stage: (stage, milliseconds) => stages.observe({ stage }, milliseconds / 1000),
    turn: ({ channel }, { language, expects }) => turns.inc({ channel, language, expects }),
    failed: (where) => failures.inc({ where }),
    router: metricsRouter(registers[0] as Registry),
  };
}

function metricsRouter(registry: Registry): Router {
  const router = express.Router();
  router.get('/', async (_request, response) => {
    response.type(registry.contentType).send(await registry.metrics());
  });
  return router;
}
