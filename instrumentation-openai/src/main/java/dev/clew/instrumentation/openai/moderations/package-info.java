// SPDX-License-Identifier: Apache-2.0
/** Moderations, recorded as guardrails. */
@NullMarked
package dev.clew.instrumentation.openai.moderations;

import org.jspecify.annotations.NullMarked;
