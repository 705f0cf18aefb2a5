/**
 * Of the SDK's clients over HTTP/1.1: a request without an answer by then ends and is tried again. The SDK itself waits for ever,
 * and a function whose connection died unseen would spend all its time on it. A part of 5 MiB takes a second on a poor line.
 */
export const boundedRequests = {
  connectionTimeout: 3_000,
  requestTimeout: 20_000,
  throwOnRequestTimeout: true,
};
