// SPDX-License-Identifier: Apache-2.0
/** Calls of scoring models, which rank what was retrieved anew. */
@NullMarked
package dev.clew.instrumentation.langchain4j.scoring;

import org.jspecify.annotations.NullMarked;
