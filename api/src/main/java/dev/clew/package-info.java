// SPDX-License-Identifier: Apache-2.0
/**
 * Traces an application's own code. Start with {@link dev.clew.Clew}.
 *
 * <p>Without Clew's agent every call does nothing and allocates nothing. This package uses the JDK
 * only and runs on Java 11 and later.
 */
@NullMarked
package dev.clew;

import org.jspecify.annotations.NullMarked;
