// SPDX-License-Identifier: Apache-2.0
/** The hook points of LangChain4j and langchain4j-agentic. */
@NullMarked
package dev.clew.instrumentation.langchain4j;

import org.jspecify.annotations.NullMarked;
