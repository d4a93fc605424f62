// SPDX-License-Identifier: Apache-2.0
/** Agents of langchain4j-agentic: agent spans, handoffs, and the threads they run on. */
@NullMarked
package dev.clew.instrumentation.langchain4j.agentic;

import org.jspecify.annotations.NullMarked;
