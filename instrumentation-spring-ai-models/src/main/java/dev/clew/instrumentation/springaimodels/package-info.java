// SPDX-License-Identifier: Apache-2.0
/** Embedding, image, moderation and audio models. */
@NullMarked
package dev.clew.instrumentation.springai.model;

import org.jspecify.annotations.NullMarked;
