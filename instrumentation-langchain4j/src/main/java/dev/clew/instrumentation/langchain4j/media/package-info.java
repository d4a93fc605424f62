// SPDX-License-Identifier: Apache-2.0
/** Calls of models that make or read images and sound. */
@NullMarked
package dev.clew.instrumentation.langchain4j.media;

import org.jspecify.annotations.NullMarked;
