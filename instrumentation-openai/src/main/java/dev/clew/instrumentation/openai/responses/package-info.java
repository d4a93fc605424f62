// SPDX-License-Identifier: Apache-2.0
/** The Responses API: hooks and span content. */
@NullMarked
package dev.clew.instrumentation.openai.responses;

import org.jspecify.annotations.NullMarked;
