// SPDX-License-Identifier: Apache-2.0
/** Moderations, which are guardrails. */
@NullMarked
package dev.clew.instrumentation.openai.moderations;

import org.jspecify.annotations.NullMarked;
