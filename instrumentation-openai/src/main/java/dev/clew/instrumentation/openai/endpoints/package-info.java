// SPDX-License-Identifier: Apache-2.0
/** Instruments the smaller endpoints: embeddings, images, audio, moderations and batches. */
@NullMarked
package dev.clew.instrumentation.openai.endpoints;

import org.jspecify.annotations.NullMarked;
