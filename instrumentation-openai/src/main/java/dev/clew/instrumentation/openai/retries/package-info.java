// SPDX-License-Identifier: Apache-2.0
/** The attempts that the library repeats by itself. */
@NullMarked
package dev.clew.instrumentation.openai.retries;

import org.jspecify.annotations.NullMarked;
