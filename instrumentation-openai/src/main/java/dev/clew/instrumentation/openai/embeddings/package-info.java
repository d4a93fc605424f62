// SPDX-License-Identifier: Apache-2.0
/** Embeddings. */
@NullMarked
package dev.clew.instrumentation.openai.embeddings;

import org.jspecify.annotations.NullMarked;
