// SPDX-License-Identifier: Apache-2.0
/** Calls of embedding models. */
@NullMarked
package dev.clew.instrumentation.langchain4j.embedding;

import org.jspecify.annotations.NullMarked;
