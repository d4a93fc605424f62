// SPDX-License-Identifier: Apache-2.0
/** Reactor Netty's HTTP server and client, on which WebFlux and {@code WebClient} are based. */
@NullMarked
package dev.clew.instrumentation.reactornetty;

import org.jspecify.annotations.NullMarked;
