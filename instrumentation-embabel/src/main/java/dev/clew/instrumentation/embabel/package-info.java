// SPDX-License-Identifier: Apache-2.0
/** Traces Embabel. */
@NullMarked
package dev.clew.instrumentation.embabel;

import org.jspecify.annotations.NullMarked;
