// SPDX-License-Identifier: Apache-2.0
/** Responses that are retrieved again, or for the first time after they were made in background. */
@NullMarked
package dev.clew.instrumentation.openai.retrieve;

import org.jspecify.annotations.NullMarked;
