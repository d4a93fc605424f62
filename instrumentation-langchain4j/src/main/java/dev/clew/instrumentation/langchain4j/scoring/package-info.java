// SPDX-License-Identifier: Apache-2.0
/** Calls of scoring models, which rerank retrieved documents. */
@NullMarked
package dev.clew.instrumentation.langchain4j.scoring;

import org.jspecify.annotations.NullMarked;
