// SPDX-License-Identifier: Apache-2.0
/** Traces LangGraph4j. */
@NullMarked
package dev.clew.instrumentation.langgraph4j;

import org.jspecify.annotations.NullMarked;
