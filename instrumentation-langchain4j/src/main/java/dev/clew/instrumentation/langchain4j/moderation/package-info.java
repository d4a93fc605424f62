// SPDX-License-Identifier: Apache-2.0
/** Calls of moderation models, recorded as guardrails. */
@NullMarked
package dev.clew.instrumentation.langchain4j.moderation;

import org.jspecify.annotations.NullMarked;
