// SPDX-License-Identifier: Apache-2.0
/** Applications that call LangGraph4j. */
@NullMarked
package dev.clew.it.langgraph4j;

import org.jspecify.annotations.NullMarked;
