// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.mcp.tape;

import reactor.core.publisher.Mono;

/** How a call ends that the tape answers with something thrown. */
final class Missing {
  private Missing() {}

  /**
   * Returns a {@code Mono} that fails. Whoever blocks for it gets errors wrapped in an exception,
   * which frameworks give to the model, unless Reactor takes them for the JVM's. So a request that
   * is not on the tape fails with one of those. Not {@link Mono#error}, from which operators take
   * the error while they are assembled: it would be thrown on a thread where nobody catches it.
   */
  static Mono<Object> failing(Throwable failure) {
    Throwable thrown =
        failure instanceof AssertionError
            ? new LinkageError(failure.getMessage(), failure)
            : failure;
    return Mono.create(sink -> sink.error(thrown));
  }
}
