/** What every page tells the browser to keep to. */
import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** @param isSecure reached by https, which the browser is then to keep to */
export function headers(isSecure: boolean): RequestHandler {
  const ours = ["'self'"];
  const protect = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        ...{ scriptSrc: ours, styleSrc: ours, imgSrc: [...ours, 'data:'], connectSrc: ours, fontSrc: ours },
        ...{ workerSrc: ours, manifestSrc: ours, formAction: ours },
        ...{ frameAncestors: ["'none'"], baseUri: ["'none'"] },
      },
    },
    strictTransportSecurity: isSecure ? { maxAge: 31_536_000 } : false,
    xFrameOptions: { action: 'deny' },
  });
  return (request, response, next) => {
    // Names and dates of people stay in no cache.
    response.set('Cache-Control', 'no-store');
    protect(request, response, next);
  };
}
