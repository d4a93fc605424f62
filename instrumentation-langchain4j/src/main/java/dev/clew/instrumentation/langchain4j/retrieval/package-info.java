// SPDX-License-Identifier: Apache-2.0
/** Retrieval-augmented generation: queries, sources and documents. */
@NullMarked
package dev.clew.instrumentation.langchain4j.retrieval;

import org.jspecify.annotations.NullMarked;
