// SPDX-License-Identifier: Apache-2.0
/** Chat completions: hooks and span content. */
@NullMarked
package dev.clew.instrumentation.openai.chat;

import org.jspecify.annotations.NullMarked;
