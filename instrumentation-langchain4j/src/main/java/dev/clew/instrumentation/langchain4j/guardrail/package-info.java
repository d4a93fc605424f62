// SPDX-License-Identifier: Apache-2.0
/** Guardrails: one span per check of a model's input or output. */
@NullMarked
package dev.clew.instrumentation.langchain4j.guardrail;

import org.jspecify.annotations.NullMarked;
