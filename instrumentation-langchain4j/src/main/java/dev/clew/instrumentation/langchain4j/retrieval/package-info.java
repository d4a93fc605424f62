// SPDX-License-Identifier: Apache-2.0
/** Retrieval-augmented generation: what is looked for, where, and what is found. */
@NullMarked
package dev.clew.instrumentation.langchain4j.retrieval;

import org.jspecify.annotations.NullMarked;
