// SPDX-License-Identifier: Apache-2.0
/** The HTTP server of Vert.x. */
@NullMarked
package dev.clew.instrumentation.vertx;

import org.jspecify.annotations.NullMarked;
