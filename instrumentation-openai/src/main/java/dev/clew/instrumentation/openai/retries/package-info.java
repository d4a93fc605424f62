// SPDX-License-Identifier: Apache-2.0
/** The library's automatic retries. */
@NullMarked
package dev.clew.instrumentation.openai.retries;

import org.jspecify.annotations.NullMarked;
