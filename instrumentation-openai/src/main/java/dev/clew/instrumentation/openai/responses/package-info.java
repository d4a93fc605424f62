// SPDX-License-Identifier: Apache-2.0
/** The Responses API: the hooks, and what their spans say. */
@NullMarked
package dev.clew.instrumentation.openai.responses;

import org.jspecify.annotations.NullMarked;
