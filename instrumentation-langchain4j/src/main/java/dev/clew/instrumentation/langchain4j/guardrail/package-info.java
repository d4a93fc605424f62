// SPDX-License-Identifier: Apache-2.0
/** Guardrails: one span for each check of what goes into a model or comes out of it. */
@NullMarked
package dev.clew.instrumentation.langchain4j.guardrail;

import org.jspecify.annotations.NullMarked;
