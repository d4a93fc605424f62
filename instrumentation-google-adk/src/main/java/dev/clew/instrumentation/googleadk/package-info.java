// SPDX-License-Identifier: Apache-2.0
/** Traces Google's Agent Development Kit. */
@NullMarked
package dev.clew.instrumentation.googleadk;

import org.jspecify.annotations.NullMarked;
