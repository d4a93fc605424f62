// SPDX-License-Identifier: Apache-2.0
/** Kotlin coroutines. */
@NullMarked
package dev.clew.instrumentation.coroutines;

import org.jspecify.annotations.NullMarked;
