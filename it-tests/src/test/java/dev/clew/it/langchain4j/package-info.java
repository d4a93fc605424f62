// SPDX-License-Identifier: Apache-2.0
/** Applications of LangChain4j. */
@NullMarked
package dev.clew.it.langchain4j;

import org.jspecify.annotations.NullMarked;
