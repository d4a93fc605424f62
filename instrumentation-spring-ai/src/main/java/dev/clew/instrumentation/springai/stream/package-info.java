// SPDX-License-Identifier: Apache-2.0
/** Streamed answers. */
@NullMarked
package dev.clew.instrumentation.springai.stream;

import org.jspecify.annotations.NullMarked;
