// SPDX-License-Identifier: Apache-2.0
/** Observes streamed answers on their way to the application: chunks, ends, abandonment. */
@NullMarked
package dev.clew.kit.stream;

import org.jspecify.annotations.NullMarked;
