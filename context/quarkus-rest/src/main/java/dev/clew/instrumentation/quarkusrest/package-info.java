// SPDX-License-Identifier: Apache-2.0
/** Quarkus REST, whose resources run on the event loop or on Quarkus's worker threads. */
@NullMarked
package dev.clew.instrumentation.quarkusrest;

import org.jspecify.annotations.NullMarked;
