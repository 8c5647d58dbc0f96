import type { LogKeys } from '../../../domain/service.ts'

/** Keys of services that write JSON in a shape of their own, which an operator may have changed: advice, and no format. */
export const KEYS_OF_SERVICES: readonly { readonly service: string; readonly keys: LogKeys }[] = [
  {
    service: 'Akamai DataStream 2',
    keys: {
      ...{
        time: ['reqTimeSec'],
        method: ['reqMethod'],
        target: ['reqPath'],
        query: ['queryStr'],
        status: ['statusCode'],
      },
      ...{ bytes: ['bytes'], referrer: ['referer'], agent: ['UA'], host: ['reqHost'] },
    },
  },
  {
    service: 'Azure Front Door',
    keys: {
      ...{ time: ['time'], method: ['properties.httpMethod'], target: ['properties.requestUri'] },
      ...{ status: ['properties.httpStatusCode'], bytes: ['properties.responseBytes'] },
      ...{ referrer: ['properties.referer'], agent: ['properties.userAgent'], duration: ['properties.timeTaken'] },
    },
  },
  {
    service: 'Google Cloud',
    keys: {
      ...{ time: ['timestamp'], method: ['httpRequest.requestMethod'], target: ['httpRequest.requestUrl'] },
      ...{ status: ['httpRequest.status'], bytes: ['httpRequest.responseSize'] },
      ...{ referrer: ['httpRequest.referer'], agent: ['httpRequest.userAgent'] },
    },
  },
  {
    service: 'Kong',
    keys: {
      ...{ time: ['started_at'], method: ['request.method'], target: ['request.uri'], status: ['response.status'] },
      ...{ bytes: ['response.size'], referrer: ['request.headers.referer'], agent: ['request.headers.user-agent'] },
      ...{ host: ['request.headers.host'], duration: ['latencies.request'], duration_unit: 'ms' },
    },
  },
]
