// SPDX-License-Identifier: Apache-2.0
/** Streamed answers on their way to the application: pieces, ends, abandonment. */
@NullMarked
package dev.clew.kit.stream;

import org.jspecify.annotations.NullMarked;
