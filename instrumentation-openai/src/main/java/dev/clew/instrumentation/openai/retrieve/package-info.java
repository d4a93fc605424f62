// SPDX-License-Identifier: Apache-2.0
/** Retrieval of existing responses, including the first one of a background response. */
@NullMarked
package dev.clew.instrumentation.openai.retrieve;

import org.jspecify.annotations.NullMarked;
