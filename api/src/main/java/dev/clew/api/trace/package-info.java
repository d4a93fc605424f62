// SPDX-License-Identifier: Apache-2.0
/** Spans, the context they nest by, and the tracer that starts them. */
@NullMarked
package dev.clew.api.trace;

import org.jspecify.annotations.NullMarked;
