// SPDX-License-Identifier: Apache-2.0
/** Spans, the context that determines their nesting, and the tracer that starts them. */
@NullMarked
package dev.clew.api.trace;

import org.jspecify.annotations.NullMarked;
