// SPDX-License-Identifier: Apache-2.0
/** Logback. */
@NullMarked
package dev.clew.instrumentation.logback;

import org.jspecify.annotations.NullMarked;
