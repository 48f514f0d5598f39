/** Every call of the API, in the order of its document. */
import { appointmentEndpoints } from './appointments';
import { availabilityEndpoints } from './availability';
import { captchaEndpoints } from './captcha';
import type { ApiDeps } from './deps';
import type { Endpoint } from './endpoint';
import { peopleEndpoints } from './people';
import { papersEndpoints } from './papers';
import { placeEndpoints } from './places';
import { sandboxEndpoints } from './sandbox';
import { signInEndpoints } from './sign-in';
import { lookEndpoints } from './vaccinators-find';
import { onSpotEndpoints } from './vaccinators-on-spot';

export function endpointsOf(deps: ApiDeps): Endpoint[] {
  return [
    ...signInEndpoints(deps),
    ...placeEndpoints(deps),
    ...availabilityEndpoints(deps),
    ...peopleEndpoints(deps),
    ...appointmentEndpoints(deps),
    ...captchaEndpoints(deps),
    ...papersEndpoints(deps),
    ...onSpotEndpoints(deps),
    ...lookEndpoints(deps),
    ...(deps.isSandbox ? sandboxEndpoints(deps) : []),
  ];
}
