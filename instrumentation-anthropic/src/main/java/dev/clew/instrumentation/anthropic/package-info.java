// SPDX-License-Identifier: Apache-2.0
/** Instrumentation of Anthropic's Java client: messages, tools, the tool runner, batches. */
@NullMarked
package dev.clew.instrumentation.anthropic;

import org.jspecify.annotations.NullMarked;
