// SPDX-License-Identifier: Apache-2.0
/** Chat completions: the hooks, and what their spans say. */
@NullMarked
package dev.clew.instrumentation.openai.chat;

import org.jspecify.annotations.NullMarked;
