// SPDX-License-Identifier: Apache-2.0
/** Executions of tools: one function span each, also on other threads. */
@NullMarked
package dev.clew.instrumentation.langchain4j.tool;

import org.jspecify.annotations.NullMarked;
