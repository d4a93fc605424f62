// SPDX-License-Identifier: Apache-2.0
/** Hooks that carry the context along where the JDK moves work between threads. */
@NullMarked
package dev.clew.instrumentation.concurrent;

import org.jspecify.annotations.NullMarked;
