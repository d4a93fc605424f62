// SPDX-License-Identifier: Apache-2.0
/** The HTTP server and client of Reactor Netty, which WebFlux and {@code WebClient} stand on. */
@NullMarked
package dev.clew.instrumentation.reactornetty;

import org.jspecify.annotations.NullMarked;
