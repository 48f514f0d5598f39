/** The gateways whose words we speak, each under `/ussd/<name>`. */
export const USSD_GATEWAYS = ['africastalking', 'header', 'json'] as const;
export type UssdGateway = (typeof USSD_GATEWAYS)[number];
