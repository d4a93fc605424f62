// SPDX-License-Identifier: Apache-2.0
/** The recording tracer behind the API: ids, clock, spans and their limits. */
@NullMarked
package dev.clew.core.trace;

import org.jspecify.annotations.NullMarked;
