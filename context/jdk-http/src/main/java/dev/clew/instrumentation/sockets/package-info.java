// SPDX-License-Identifier: Apache-2.0
/** Refuses the application's connections during a replay. */
@NullMarked
package dev.clew.instrumentation.sockets;

import org.jspecify.annotations.NullMarked;
